import { SupplyDataContext } from 'n8n-core';
import { makeHandleToolInvocation } from 'n8n-core/dist/execution-engine/node-execution-context/utils/get-input-connection-data';
import { createRunExecutionData, NodeConnectionTypes } from 'n8n-workflow';

import { actionNode, type ActionSetup } from './action';
import { actionType, runningCode } from './code';
import { additionalDataOf, workflowOf } from './workflow';

/**
 * The action node as the tool of an agent that calls it by itself (the Tools Agent before version 3,
 * an AI Agent Tool): n8n's own code around it, Retry On Fail among it.
 * @returns calls the tool once with what the model wants
 */
export function toolOf({ credentials, parameters, node = {} }: ActionSetup) {
	const type = `${actionType}Tool`;
	const code = runningCode();
	const [heyGen] = [code.nodes[actionType]];
	if (heyGen === undefined) throw new Error('no action node');
	const tool = actionNode(parameters, { ...node, type });
	const nodes = { ...code.nodes, [type]: heyGen };
	const workflow = workflowOf('tool-workflow', tool, nodes);
	const additionalData = {
		...additionalDataOf('http://127.0.0.1', () => code.credentials, credentials),
		executionId: '1',
	};
	const item = [{ json: {} }];
	const data = createRunExecutionData({});
	const executeData = { node: tool, data: { main: [item] }, source: null };
	const context: unknown = (runIndex: number) =>
		new SupplyDataContext(
			workflow,
			tool,
			additionalData,
			'trigger',
			data,
			runIndex,
			item,
			{},
			NodeConnectionTypes.AiTool,
			executeData,
			[],
		);
	// n8n's own declarations of the two disagree about an optional key.
	const factory = context as Parameters<typeof makeHandleToolInvocation>[0];
	return makeHandleToolInvocation(factory, tool, heyGen, data);
}
