import { ExecutionLifecycleHooks, ExternalSecretsProxy, WorkflowExecute } from 'n8n-core';
import { createRunExecutionData, NodeConnectionTypes, Workflow } from 'n8n-workflow';
import type {
	ICredentialType,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeType,
	INodeTypes,
	IRun,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import { CredentialsHelper, type StoredCredentials } from './credentials';

/** Where results arrive: after the first output, and after the second. */
export const sinks = ['Sink', 'Second sink'];

const sinkType: INodeType = {
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
		return [this.getInputData()];
	},
};

const sinkNode = (name: string): INode => ({
	id: `id of ${name}`,
	name,
	type: 'test.sink',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
});

const nodeTypesOf = (nodes: Record<string, INodeType>): INodeTypes => {
	const find = (name: string): INodeType => {
		const found = name === 'test.sink' ? sinkType : nodes[name];
		if (found === undefined) throw new Error(`no node type ${name}`);
		return found;
	};
	return { getByName: find, getByNameAndVersion: find, getKnownTypes: () => ({}) };
};

export function workflowOf(
	id: string,
	node: INode,
	nodes: Record<string, INodeType>,
	staticData: IDataObject = {},
): Workflow {
	return new Workflow({
		id,
		name: 'Engine test',
		nodes: [node, ...sinks.map(sinkNode)],
		connections: {
			[node.name]: {
				main: sinks.map((name) => [{ node: name, type: NodeConnectionTypes.Main, index: 0 }]),
			},
		},
		active: true,
		nodeTypes: nodeTypesOf(nodes),
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
	/** Gets static data that the execution changed. */
	onStaticData: (changed: IDataObject) => void;
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
	hooks.addHandler('workflowExecuteAfter', (_run, changed) => {
		if (changed !== undefined && mode !== 'manual') start.onStaticData(changed);
	});
	const data = createRunExecutionData({
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
