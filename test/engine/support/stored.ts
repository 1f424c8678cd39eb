import { HookContext, PollContext } from 'n8n-core';
import type {
	IDataObject,
	IHookFunctions,
	INode,
	INodeType,
	IWebhookData,
	IWorkflowExecuteAdditionalData,
	Workflow,
	WorkflowActivateMode,
} from 'n8n-workflow';

import { triggerType, type Code } from './code';
import type { StoredCredentials } from './credentials';
import { database } from './database';
import type { Host } from './host';
import { Process, step } from './process';
import { additionalDataOf, plain, workflowOf, type Downstream } from './workflow';

export interface WorkflowSetup {
	host: Host;
	credentials: StoredCredentials;
	parameters?: INode['parameters'];
	node?: Partial<INode>;
	workflowId?: string;
	/** As an import brings it along. */
	saved?: IDataObject;
	code?: Code;
}

let workflows = 0;

/** A workflow in n8n's database, and the ways in which n8n gets at its trigger. */
export class StoredWorkflow {
	/** The workflow's static data as the database has it. */
	saved: IDataObject;
	readonly credentials: StoredCredentials;
	readonly workflowId: string;
	readonly host: Host;
	node: INode;
	/** Where hooks and polls run, and all the rest unless n8n is scaled out. */
	process: Process;
	/** Runs in the node after the trigger, as a Code node there. */
	downstream: Downstream = () => {};
	/** The node data that a poller with a durable cursor sees: a copy of its own. */
	dataOfPoller: IDataObject | undefined;
	protected base: string;

	constructor(setup: WorkflowSetup) {
		const number = ++workflows;
		this.process = new Process(setup.code);
		this.host = setup.host;
		this.base = setup.host.base;
		this.saved = plain(setup.saved ?? {});
		this.credentials = setup.credentials;
		this.workflowId = setup.workflowId ?? `workflow-${number}`;
		this.node = {
			id: `node-${number}`,
			name: 'HeyGen Trigger',
			type: triggerType,
			typeVersion: 1,
			position: [0, 0],
			webhookId: `hook-${number}`,
			parameters: setup.parameters ?? {},
			credentials: { heyGenEventsApi: { id: '1', name: 'HeyGen' } },
			...setup.node,
		};
	}

	get code(): Code {
		return this.process.code;
	}

	triggerIn(process: Process): INodeType {
		const type = process.code.nodes[this.node.type];
		if (type === undefined) throw new Error('no trigger');
		return type;
	}

	/** The address that HeyGen is given. */
	get url(): string {
		return `${this.base}/${this.path(false)}`;
	}

	get testUrl(): string {
		return `${this.base}/${this.path(true)}`;
	}

	/** What the trigger keeps about its endpoint. */
	get held(): IDataObject | undefined {
		return this.kept?.endpoint as IDataObject | undefined;
	}

	/** All that the trigger keeps in static data. */
	get kept(): IDataObject | undefined {
		const { id, name, webhookId } = this.node;
		const global = this.saved.global as IDataObject | undefined;
		return global?.[JSON.stringify([id, webhookId ?? name])] as IDataObject | undefined;
	}

	/**
	 * Whether n8n opens a webhook, and calls its hooks: not where its method says nothing. Before a test
	 * run it asks with a workflow that is not active, published or not.
	 */
	hasWebhook(active = true): boolean {
		const { process, node, downstream } = this;
		const { httpMethod } = this.webhookData(!active).webhookDescription;
		const workflow = workflowOf(this.workflowId, node, process.code.nodes, {}, downstream, active);
		return (
			workflow.expression.getSimpleParameterValue(
				node,
				httpMethod,
				'internal',
				{},
				undefined,
				'',
			) !== ''
		);
	}

	/** What WEBHOOK_URL says from now on. */
	moveTo(base: string): void {
		this.base = base;
	}

	async hook(
		name: 'checkExists' | 'create' | 'delete',
		workflow: Workflow,
		activation: WorkflowActivateMode,
	): Promise<boolean> {
		const mode = activation === 'manual' ? 'manual' : 'trigger';
		const data = this.webhookData(activation === 'manual');
		const context = new HookContext(workflow, this.node, this.additional(), mode, activation, data);
		const hook = this.triggerIn(this.process).webhookMethods?.default?.[name];
		if (hook === undefined) throw new Error(`no ${name}`);
		await step(name);
		const done = await hook.call(context as unknown as IHookFunctions);
		await step(`${name} ended`);
		return done;
	}

	load(staticData: IDataObject = this.saved, process = this.process): Workflow {
		const { workflowId, node, downstream } = this;
		return workflowOf(workflowId, node, process.code.nodes, plain(staticData), downstream);
	}

	additional(process = this.process): IWorkflowExecuteAdditionalData {
		return additionalDataOf(this.base, () => process.code.credentials, this.credentials);
	}

	path(isTest: boolean): string {
		return `${isTest ? 'webhook-test' : 'webhook'}/${this.node.webhookId}/webhook`;
	}

	pollContext(workflow: Workflow, activation: WorkflowActivateMode): PollContext {
		const context = [workflow, this.node, this.additional(), 'trigger', activation] as const;
		const copy = this.dataOfPoller;
		if (copy === undefined) return new PollContext(...context);
		return new PollContext(...context, undefined, undefined, undefined, undefined, () => copy);
	}

	/** n8n writes the whole column, and only when something was reassigned. It never throws. */
	async save(workflow: Workflow): Promise<void> {
		if (workflow.staticData.__dataChanged !== true) return;
		await step('static data');
		if (database.isAway) return;
		this.saved = plain(workflow.staticData);
		workflow.staticData.__dataChanged = false;
		await step('static data saved');
	}

	webhookData(isTest: boolean): IWebhookData {
		const [webhookDescription] = this.triggerIn(this.process).description.webhooks ?? [];
		if (webhookDescription === undefined) throw new Error('no webhook');
		return {
			httpMethod: 'POST',
			node: this.node.name,
			path: this.path(isTest),
			webhookDescription,
			workflowId: this.workflowId,
			workflowExecuteAdditionalData: this.additional(),
			webhookId: this.node.webhookId ?? '',
			isTest,
		};
	}
}
