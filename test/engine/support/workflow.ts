import { ExecutionLifecycleHooks, ExternalSecretsProxy, WorkflowExecute } from 'n8n-core';
import { createRunExecutionData, NodeConnectionTypes, Workflow } from 'n8n-workflow';
import type {
	IConnections,
	ICredentialType,
	IDataObject,
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	INodeType,
	INodeTypes,
	IRun,
	IRunExecutionData,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import { CredentialsHelper, type StoredCredentials } from './credentials';

/** Where results arrive: after the first output, and after the second. */
export const sinks = ['Sink', 'Second sink'];

/** What a Code node after the trigger does: it may read and write static data, and throw. */
export type Downstream = (context: IExecuteFunctions) => Promise<void> | void;

const sinkType = (downstream: Downstream): INodeType => ({
	description: {
		displayName: 'Sink',
		name: 'sink',
		group: ['transform'],
		version: 1,
		description: 'Passes on what comes',
		defaults: { name: 'Sink' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	},
	async execute() {
		await downstream(this);
		return [this.getInputData()];
	},
});

const sinkNode = (name: string): INode => ({
	id: `id of ${name}`,
	name,
	type: 'test.sink',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
});

const nodeTypesOf = (nodes: Record<string, INodeType>, downstream: Downstream): INodeTypes => {
	const test: Record<string, INodeType> = { 'test.sink': sinkType(downstream) };
	const find = (name: string): INodeType => {
		const found = test[name] ?? nodes[name];
		if (found === undefined) throw new Error(`no node type ${name}`);
		return found;
	};
	return { getByName: find, getByNameAndVersion: find, getKnownTypes: () => ({}) };
};

/** What stands between the start node and the sinks. */
export interface Shape {
	nodes: INode[];
	/** To which node each output of a node goes. */
	arrows: Record<string, string[]>;
}

const sinksBehind = (node: INode): Shape => ({ nodes: [], arrows: { [node.name]: sinks } });

/** The start node, another one of its kind, and the sinks. */
export const twoInARow = (node: INode, second: string): Shape => ({
	nodes: [{ ...node, id: `id of ${second}`, name: second }],
	arrows: { [node.name]: [second], [second]: sinks },
});

const connectionsOf = ({ arrows }: Shape): IConnections =>
	Object.fromEntries(
		Object.entries(arrows).map(([from, to]) => {
			const main = to.map((node) => [{ node, type: NodeConnectionTypes.Main, index: 0 }]);
			return [from, { main }];
		}),
	);

export function workflowOf(
	id: string,
	node: INode,
	nodes: Record<string, INodeType>,
	staticData: IDataObject = {},
	downstream: Downstream = () => {},
	active = true,
	shape = sinksBehind(node),
): Workflow {
	return new Workflow({
		id,
		name: 'Engine test',
		nodes: [node, ...shape.nodes, ...sinks.map(sinkNode)],
		connections: connectionsOf(shape),
		active,
		nodeTypes: nodeTypesOf(nodes, downstream),
		staticData,
		settings: { executionOrder: 'v1' },
	});
}

const refuse = async (): Promise<never> => {
	throw new Error('not part of these tests');
};

export function additionalDataOf(
	base: string,
	types: () => Record<string, ICredentialType>,
	stored: StoredCredentials,
): IWorkflowExecuteAdditionalData {
	return {
		credentialsHelper: new CredentialsHelper(types, stored),
		externalSecretsProxy: new ExternalSecretsProxy(),
		executeWorkflow: refuse,
		getRunExecutionData: refuse,
		getRuntimeCredential: refuse,
		startRunnerTask: refuse,
		logAiEvent: () => {},
		currentNodeExecutionIndex: 0,
		restApiUrl: `${base}/rest`,
		instanceBaseUrl: base,
		formBaseUrl: `${base}/form`,
		formWaitingBaseUrl: `${base}/form-waiting`,
		formTestBaseUrl: `${base}/form-test`,
		webhookBaseUrl: `${base}/webhook`,
		webhookWaitingBaseUrl: `${base}/webhook-waiting`,
		webhookTestBaseUrl: `${base}/webhook-test`,
		mcpBaseUrl: `${base}/mcp`,
		mcpTestBaseUrl: `${base}/mcp-test`,
		variables: {},
	};
}

export interface Start {
	workflow: Workflow;
	node: INode;
	additionalData: IWorkflowExecuteAdditionalData;
	mode: WorkflowExecuteMode;
	input: INodeExecutionData[][];
	executionId: string;
	/** Instead of the input: where an earlier execution ended. */
	data?: IRunExecutionData;
	/** Gets static data that the execution changed. */
	onStaticData: (changed: IDataObject) => Promise<void> | void;
}

/** One execution from its first node on, by n8n's own engine. */
export async function execute(start: Start): Promise<IRun> {
	const { workflow, node, mode, input, executionId } = start;
	const hooks = new ExecutionLifecycleHooks(mode, executionId, {
		id: workflow.id,
		name: 'Engine test',
		active: true,
		isArchived: false,
		createdAt: new Date(0),
		updatedAt: new Date(0),
		nodes: [],
		connections: {},
		activeVersionId: null,
	});
	hooks.addHandler('workflowExecuteAfter', async (_run, changed) => {
		if (changed !== undefined && mode !== 'manual') await start.onStaticData(changed);
	});
	const data =
		start.data ??
		createRunExecutionData({
			executionData: { nodeExecutionStack: [{ node, data: { main: input }, source: null }] },
		});
	const additionalData = { ...start.additionalData, executionId, hooks };
	return await new WorkflowExecute(additionalData, mode, data).processRunExecutionData(workflow);
}

/** What arrived after an output of the start node. */
export const arrived = (run: IRun, output = 0): INodeExecutionData[] =>
	(run.data.resultData.runData[sinks[output] ?? ''] ?? []).flatMap(
		({ data }) => data?.main?.[0] ?? [],
	);

/** As a database keeps it. */
export const plain = (data: IDataObject): IDataObject =>
	JSON.parse(JSON.stringify(data)) as IDataObject;
