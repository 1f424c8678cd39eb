/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import type { INodeCredentialsDetails } from 'n8n-workflow';

import { startSimulator, type Simulator } from '../simulator';
import { json } from './support/executions';
import { N8n } from './support/n8n';
import { owner } from './support/owner';
import { packCheckout } from './support/packed';
import { N8nApi } from './support/rest';
import { afterName, apiKeyCredential, heygenTrigger, noOp, triggerName } from './support/workflows';

/**
 * The package at work: a real n8n with it installed, a HeyGen that makes no bill, a workflow with
 * the trigger. `--exit` ends it after the first event.
 */
const exits = process.argv.includes('--exit');
const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function makeWorkflow(api: N8nApi, credential: INodeCredentialsDetails): Promise<string> {
	const workflow = await api.workflows.create({
		name: 'HeyGen demo',
		nodes: [heygenTrigger({ credential }), { ...noOp(), position: [240, 0] }],
		connections: { [triggerName]: { main: [[{ node: afterName, type: 'main', index: 0 }]] } },
		settings: {},
	});
	await api.workflows.activate(workflow.id);
	return workflow.id;
}

async function showFirstEvent(n8n: N8n, simulator: Simulator): Promise<void> {
	const api = await N8nApi.setUp(n8n.url);
	const credential = await api.credentials.create(apiKeyCredential, 'HeyGen (simulator)', {
		apiKey: simulator.apiKey,
		apiVersion: 'v3',
		baseUrl: simulator.url,
	});
	const workflowId = await makeWorkflow(api, credential);
	say(`The workflow is active. HeyGen has ${simulator.endpoints.length} webhook endpoint:`);
	for (const { url, events } of simulator.endpoints) say(`  ${url} (${events?.join(', ')})`);
	say('A video is finished at HeyGen ...');
	const startedMs = Date.now();
	await simulator.finishVideo({ callbackId: 'order-1' });
	const [execution] = await api.executions.waitFor(workflowId);
	if (execution === undefined) throw new Error('No execution was started.');
	say(`After ${Date.now() - startedMs} ms the workflow has run with this item:`);
	say(JSON.stringify(json(execution, afterName)[0], null, 2));
	say('');
	say(`Editor:    ${n8n.url}/workflow/${workflowId}`);
	say(`Login:     ${owner.email} / ${owner.password}`);
	say(`Simulator: ${simulator.url} (API key ${simulator.apiKey})`);
	say(`  another video:  curl -X POST ${simulator.url}/simulator/finish`);
	say(`  one that fails: curl -X POST ${simulator.url}/simulator/fail`);
}

async function untilStopped(): Promise<void> {
	say('Stop with Ctrl+C.');
	await new Promise<void>((resolve) => {
		for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
	});
}

async function main(): Promise<void> {
	const tarball = await packCheckout();
	const simulator = await startSimulator();
	say('Starting n8n with the package installed ...');
	const n8n = await N8n.start({ tarball });
	try {
		await showFirstEvent(n8n, simulator);
		if (!exits) await untilStopped();
	} finally {
		await n8n.dispose();
		await simulator.close();
	}
}

main().then(
	() => process.exit(0),
	(error: unknown) => {
		say(error instanceof Error ? error.message : String(error));
		process.exit(1);
	},
);
