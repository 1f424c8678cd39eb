import { createRunExecutionData } from 'n8n-workflow';
import type {
	IBinaryKeyData,
	IDataObject,
	INode,
	INodeParameters,
	IRun,
	ITaskData,
} from 'n8n-workflow';

import { actionType, runningCode, type Code } from './code';
import type { StoredCredentials } from './credentials';
import { additionalDataOf, execute, workflowOf } from './workflow';

export interface ActionSetup {
	credentials: StoredCredentials;
	parameters: INodeParameters;
	items?: IDataObject[];
	/** Files of every item. */
	binary?: IBinaryKeyData;
	node?: Partial<INode>;
	code?: Code;
	executionId?: string;
	/** How often the node has run in this execution: in a loop, or as a tool that an agent calls. */
	earlierRuns?: number;
}

/** The address of this n8n is no public one, so Automatic would ask. */
const byCallback = ({ options, ...parameters }: INodeParameters): INodeParameters => ({
	...parameters,
	options: { howToWait: 'callback', ...Object(options) },
});

export const actionNode = (parameters: INodeParameters, more: Partial<INode> = {}): INode => ({
	id: 'action',
	name: 'HeyGen',
	type: actionType,
	typeVersion: 1,
	position: [0, 0],
	parameters: String(parameters.operation).endsWith('AndWait')
		? byCallback(parameters)
		: parameters,
	credentials: {
		heyGenEventsApi: { id: '1', name: 'HeyGen' },
		heyGenEventsOAuth2Api: { id: '2', name: 'HeyGen' },
	},
	...more,
});

/** Runs the action node in a workflow of its own. */
export async function act(setup: ActionSetup): Promise<IRun> {
	const { credentials, parameters, items = [{}], binary, node = {}, code = runningCode() } = setup;
	const start = actionNode(parameters, node);
	const input = [items.map((json) => ({ json, ...(binary !== undefined && { binary }) }))];
	return await execute({
		workflow: workflowOf('action-workflow', start, code.nodes),
		node: start,
		additionalData: additionalDataOf('http://127.0.0.1', () => code.credentials, credentials),
		mode: 'trigger',
		input,
		data: createRunExecutionData({
			executionData: {
				nodeExecutionStack: [{ node: start, data: { main: input }, source: null }],
			},
			resultData: { runData: { [start.name]: earlier(setup.earlierRuns ?? 0) } },
		}),
		executionId: setup.executionId ?? '1',
		onStaticData: () => {},
	});
}

const earlier = (count: number): ITaskData[] =>
	Array.from({ length: count }, (_, executionIndex) => ({
		startTime: 0,
		executionTime: 0,
		executionIndex,
		source: [],
		data: { main: [[]] },
	}));
