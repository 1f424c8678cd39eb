import { startSimulator, type Simulator } from '../../simulator';
import { importExample } from './examples';
import type { N8n } from './n8n';
import { Receiver } from './receiver';
import type { N8nApi } from './rest';
import type { StoredWorkflow } from './restTypes';
import { sharedN8n } from './shared';
import { apiKeyCredential } from './workflows';

/** The shared n8n with a HeyGen beside it, and somebody who takes what the examples send. */
export class ExampleStage {
	private constructor(
		readonly n8n: N8n,
		readonly api: N8nApi,
		readonly simulator: Simulator,
		readonly receiver: Receiver,
	) {}

	static async open(): Promise<ExampleStage> {
		const { n8n, api } = await sharedN8n();
		const simulator = await startSimulator({ timeScale: 0.001 });
		return new ExampleStage(n8n, api, simulator, await Receiver.start());
	}

	/** The example with all that a person fills in. */
	async imported(name: string): Promise<StoredWorkflow> {
		const { apiKey, url: baseUrl } = this.simulator;
		const credential = await this.api.credentials.create(apiKeyCredential, name, {
			apiKey,
			apiVersion: 'v3',
			baseUrl,
		});
		this.receiver.clear();
		return await importExample(this.api, name, { credential, receiverUrl: this.receiver.url });
	}

	async activated(name: string): Promise<StoredWorkflow> {
		const workflow = await this.imported(name);
		await this.api.workflows.activate(workflow.id);
		return workflow;
	}

	async close(): Promise<void> {
		await this.receiver.close();
		await this.simulator.close();
	}
}
