import { WebhookContext } from 'n8n-core';
import {
	NodeConnectionTypes,
	Workflow,
	type INode,
	type INodeType,
	type IWebhookData,
} from 'n8n-workflow';

import { actionNode, type ActionSetup } from './action';
import { actionType, runningCode } from './code';
import { isObject } from '../../../nodes/HeyGen/narrow';
import { additionalDataOf } from './workflow';

const triggerName = 'MCP Server';
const triggerType: INodeType = {
	description: {
		displayName: triggerName,
		name: 'mcp',
		group: ['trigger'],
		version: 1,
		description: 'Offers tools, as the MCP Server Trigger does',
		defaults: { name: triggerName },
		inputs: [{ type: NodeConnectionTypes.AiTool, displayName: 'Tools' }],
		outputs: [],
		properties: [],
	},
};

const triggerNode: INode = {
	id: 'mcp',
	name: triggerName,
	type: 'test.mcp',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/**
 * The action node as a tool of an MCP Server Trigger: its `webhook()` asks n8n for the tools, and
 * calls one inside the request of the client, where there is no execution.
 * @returns one request of a client
 */
export function mcpClient({ credentials, parameters, node = {} }: ActionSetup) {
	const type = `${actionType}Tool`;
	const code = runningCode();
	const [heyGen] = [code.nodes[actionType]];
	if (heyGen === undefined) throw new Error('no action node');
	const { description } = heyGen;
	// As n8n makes a tool of it.
	const outputs = [NodeConnectionTypes.AiTool];
	const asTool: INodeType = Object.create(heyGen, {
		description: {
			value: { ...description, name: `${description.name}Tool`, inputs: [], outputs },
		},
	});
	const tool = actionNode(parameters, { ...node, type });
	const types: Record<string, INodeType> = { [triggerNode.type]: triggerType, [type]: asTool };
	const find = (name: string): INodeType => {
		const found = types[name];
		if (found === undefined) throw new Error(`no node type ${name}`);
		return found;
	};
	const workflow = new Workflow({
		id: 'mcp-workflow',
		nodes: [triggerNode, tool],
		connections: {
			[tool.name]: {
				[NodeConnectionTypes.AiTool]: [
					[{ node: triggerName, type: NodeConnectionTypes.AiTool, index: 0 }],
				],
			},
		},
		active: true,
		nodeTypes: { getByName: find, getByNameAndVersion: find, getKnownTypes: () => ({}) },
		settings: { executionOrder: 'v1' },
	});
	return async (sent: object = {}): Promise<unknown> => {
		const additionalData = additionalDataOf(
			'http://127.0.0.1',
			() => code.credentials,
			credentials,
		);
		const data = { webhookDescription: {} } as IWebhookData;
		const called = new WebhookContext(
			workflow,
			triggerNode,
			additionalData,
			'webhook',
			data,
			[],
			null,
		);
		const tools: unknown = await called.getInputConnectionData(NodeConnectionTypes.AiTool, 0);
		const [offered]: unknown[] = Array.isArray(tools) ? tools : [];
		if (!isObject(offered) || typeof offered.invoke !== 'function') throw new Error('no tool');
		const invoke = offered.invoke as (args: object) => Promise<unknown>;
		return JSON.parse(String(await invoke.call(offered, sent)));
	};
}
