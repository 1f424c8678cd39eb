import { randomUUID } from 'node:crypto';

import type { IDataObject, INode, INodeCredentialsDetails } from 'n8n-workflow';

import type { WorkflowBody } from './restTypes';

export const packageName = 'n8n-nodes-heygen-events';
export const triggerType = `${packageName}.heyGenTrigger`;
export const actionType = `${packageName}.heyGen`;
export const apiKeyCredential = 'heyGenEventsApi';

export const triggerName = 'HeyGen Trigger';
export const actionName = 'HeyGen';
export const afterName = 'After';

interface NodeOptions {
	name?: string;
	parameters?: IDataObject;
	/** from CredentialsApi.create() */
	credential?: INodeCredentialsDetails;
	credentialType?: string;
}

const node = (type: string, name: string, typeVersion: number, rest: Partial<INode>): INode => ({
	id: randomUUID(),
	name,
	type,
	typeVersion,
	position: [0, 0],
	parameters: {},
	...rest,
});

function heygen(type: string, defaultName: string, options: NodeOptions): INode {
	const { name = defaultName, parameters = {}, credential, credentialType } = options;
	return node(type, name, 1, {
		parameters: parameters as INode['parameters'],
		...(credential ? { credentials: { [credentialType ?? apiKeyCredential]: credential } } : {}),
	});
}

/** With a webhookId, as the editor gives every webhook node one when it is dropped. */
export const heygenTrigger = (options: NodeOptions = {}): INode => ({
	...heygen(triggerType, triggerName, options),
	webhookId: randomUUID(),
});

export const heygenAction = (options: NodeOptions = {}): INode =>
	heygen(actionType, actionName, options);

export const noOp = (name = afterName): INode => node('n8n-nodes-base.noOp', name, 1, {});

/** Starts a workflow when WorkflowsApi.run() is called with its name. */
export const manualTrigger = (name = 'Start'): INode =>
	node('n8n-nodes-base.manualTrigger', name, 1, {});

/** Puts out one item, whatever comes in. */
export const fixedItem = (json: IDataObject, name = 'Item'): INode =>
	node('n8n-nodes-base.set', name, 3.4, {
		parameters: { mode: 'raw', jsonOutput: JSON.stringify(json), options: {} },
	});

/** Puts out one item for each entry of the list in that field. */
export const splitOut = (field: string, name = 'Split'): INode =>
	node('n8n-nodes-base.splitOut', name, 1, { parameters: { fieldToSplitOut: field, options: {} } });

export const code = (jsCode: string, name = 'Code'): INode =>
	node('n8n-nodes-base.code', name, 2, { parameters: { jsCode } });

/** n8n's own node, with the credential of a HeyGen node. */
export const httpRequest = (url: string, credential: INodeCredentialsDetails): INode =>
	node('n8n-nodes-base.httpRequest', 'HTTP Request', 4.2, {
		parameters: {
			url,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: apiKeyCredential,
		},
		credentials: { [apiKeyCredential]: credential },
	});

/** Nodes one after the other, output 0 to input 0. */
export function chain(name: string, ...nodes: INode[]): WorkflowBody {
	const pairs = nodes
		.slice(1)
		.map((to, index) => ({ from: nodes[index]?.name ?? '', to: to.name }));
	const connections = Object.fromEntries(
		pairs.map(({ from, to }) => [
			from,
			{ main: [[{ node: to, type: 'main' as const, index: 0 }]] },
		]),
	);
	const placed = nodes.map((one, index) => ({
		...one,
		position: [220 * index, 0] as [number, number],
	}));
	return { name, nodes: placed, connections, settings: { executionOrder: 'v1' } };
}

/** The usual workflow: the trigger, and a node that shows what came out of it. */
export const triggerWorkflow = (options: NodeOptions = {}, name = 'HeyGen events'): WorkflowBody =>
	chain(name, heygenTrigger(options), noOp());

function webhookIdOf({ nodes }: Pick<WorkflowBody, 'nodes'>, trigger?: string): string {
	const found = nodes.find(({ name, webhookId }) => webhookId && (!trigger || name === trigger));
	if (found?.webhookId === undefined) throw new Error('the workflow has no node with a webhook');
	return found.webhookId;
}

/** Where HeyGen delivers to. `base` is n8n.webhookUrl, or n8n.url when the former leads elsewhere. */
export const productionUrl = (
	base: string,
	workflow: Pick<WorkflowBody, 'nodes'>,
	trigger?: string,
): string => `${base}/webhook/${webhookIdOf(workflow, trigger)}/webhook`;

/** Where "Execute workflow" listens. */
export const testUrl = (
	base: string,
	workflow: Pick<WorkflowBody, 'nodes'>,
	trigger?: string,
): string => `${base}/webhook-test/${webhookIdOf(workflow, trigger)}/webhook`;
