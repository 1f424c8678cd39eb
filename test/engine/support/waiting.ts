/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { parse, stringify } from 'flatted';
import type {
	IBinaryKeyData,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	IPinData,
	IRun,
	IRunExecutionData,
	IWebhookData,
	IWorkflowSettings,
	Workflow,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { createRunExecutionData } from 'n8n-workflow';

import { actionNode } from './action';
import { advance } from './clock';
import { loadCode, runningCode, type Code } from './code';
import type { StoredCredentials } from './credentials';
import type { Answering, Arriving, Host } from './host';
import { serve } from './serve';
import { additionalDataOf, execute, workflowOf, type Shape } from './workflow';

export interface WaitingSetup {
	host: Host;
	credentials: StoredCredentials;
	parameters: INodeParameters;
	items?: IDataObject[];
	/** Of the first item. */
	binary?: IBinaryKeyData;
	node?: Partial<INode>;
	code?: Code;
	/** What WEBHOOK_URL holds, where that is not n8n's address. */
	webhookUrl?: string;
	executionOrder?: IWorkflowSettings['executionOrder'];
	/** What stands around the node. */
	shape?: (node: INode) => Shape;
	mode?: WorkflowExecuteMode;
	pinned?: IPinData;
}

let executions = 100;

/** One execution of the action node that may park, as n8n stores it and wakes it. */
export class Waiting {
	id = String(++executions);
	private mode: WorkflowExecuteMode;
	/** The last thing that n8n ran. */
	run: IRun | undefined;
	/** `webhook()` threw. */
	mistakes = 0;
	/** Before n8n looks whether it may go on. */
	beforeResume: () => Promise<void> = async () => {};
	private readonly node: INode;
	private code: Code;
	private stored = '';
	private status: 'running' | 'waiting' | 'ended' = 'running';

	constructor(private readonly setup: WaitingSetup) {
		this.node = actionNode(setup.parameters, setup.node);
		this.mode = setup.mode ?? 'trigger';
		this.code = setup.code ?? runningCode();
	}

	get isParked(): boolean {
		return this.status === 'waiting';
	}

	get limit(): Date | undefined {
		return this.run?.waitTill ?? undefined;
	}

	async start(): Promise<IRun> {
		const { items = [{}], host, binary } = this.setup;
		host.register(`webhook-waiting/${this.id}/heygen`, async (arriving, response) => {
			await this.called(arriving, response);
		});
		const filled = items.map(
			(json, item): INodeExecutionData => ({
				json,
				pairedItem: { item },
				...(item === 0 && binary !== undefined && { binary }),
			}),
		);
		const main = [filled];
		const data = createRunExecutionData({
			executionData: {
				nodeExecutionStack: [{ node: this.node, data: { main }, source: null }],
			},
			...(this.setup.pinned !== undefined && { resultData: { pinData: this.setup.pinned } }),
		});
		return await this.runFrom(data, this.workflow());
	}

	/** n8n's timer takes it up when it is due; the date goes on until then. */
	async timeUp(): Promise<IRun> {
		advance(Math.max(0, Number(this.limit) - Date.now()));
		return await this.runFrom(this.load(), this.workflow());
	}

	/** Retry in the list of executions: the execution as it ended goes on under another number. */
	async retry(): Promise<IRun> {
		const data = this.load();
		const { resultData } = data;
		delete resultData.error;
		const runs = resultData.runData[this.node.name];
		if (runs?.at(-1)?.error !== undefined) runs.pop();
		this.id = String(++executions);
		this.mode = 'retry';
		return await this.runFrom(data, this.workflow());
	}

	/** n8n is started anew. */
	restart(): void {
		this.code = loadCode();
	}

	private async runFrom(data: IRunExecutionData, workflow: Workflow): Promise<IRun> {
		this.status = 'running';
		this.run = await execute({
			workflow,
			node: this.node,
			additionalData: this.additional(),
			mode: this.mode,
			input: [],
			executionId: this.id,
			data,
			onStaticData: () => {},
		});
		this.stored = stringify(this.run.data);
		this.status = this.run.data.waitTill === undefined ? 'ended' : 'waiting';
		return this.run;
	}

	/** As n8n's server for executions that wait: token, state, `webhook()`, and on it goes. */
	private async called(arriving: Arriving, response: Answering): Promise<void> {
		if (this.status === 'running') return void response.status(409).json({ message: 'running' });
		const data = this.load();
		const { searchParams } = new URL(arriving.message.url ?? '', this.setup.host.base);
		if (searchParams.get('signature') !== data.resumeToken) {
			return void response.status(401).json({ error: 'Invalid token' });
		}
		if (this.status === 'ended') return void response.status(409).json({ message: 'finished' });
		const [entry] = data.executionData?.nodeExecutionStack ?? [];
		if (entry === undefined) throw new Error('nothing to go on with');
		const { name } = entry.node;
		entry.node.disabled = true;
		delete data.waitTill;
		data.resultData.runData[name]?.pop();
		const workflow = this.workflow();
		const target = {
			trigger: workflow.nodeTypes.getByNameAndVersion(this.node.type),
			workflow,
			node: workflow.getNode(name) ?? this.node,
			mode: this.mode,
			additionalData: this.additional(),
			data: { webhookDescription: {} } as IWebhookData,
			parked: data,
		};
		const { isMistake, isAnswered, workflowData, answer } = await serve(target, arriving, response);
		if (isMistake) this.mistakes++;
		if (isAnswered) return;
		if (workflowData !== undefined) {
			await this.beforeResume();
			// A compare and set on the state: n8n answers the second one with 500.
			if (!this.isParked) return void response.status(500).json({ message: 'being resumed' });
			entry.data = { main: workflowData };
			entry.metadata = { ...entry.metadata, forwardAllOutputs: true };
			this.status = 'running';
			void this.runFrom(data, this.workflow());
		}
		response.status(200).json(answer);
	}

	private load(): IRunExecutionData {
		// As n8n does: what is one object stays one.
		return parse(this.stored) as IRunExecutionData;
	}

	private workflow(): Workflow {
		const { executionOrder = 'v1', shape } = this.setup;
		const around = shape?.(this.node);
		const workflow = workflowOf('waiting', this.node, this.code.nodes, {}, () => {}, true, around);
		Object.assign(workflow.settings, { executionOrder });
		return workflow;
	}

	private additional() {
		const { host, credentials, webhookUrl = host.base } = this.setup;
		return additionalDataOf(webhookUrl, () => this.code.credentials, credentials);
	}
}
