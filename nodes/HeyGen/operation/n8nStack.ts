import type { IExecuteData, IExecuteFunctions } from 'n8n-workflow';

import { isObject, type JsonObject } from '../narrow';
import { runIndexOf } from './runIndex';

/**
 * What this package knows of n8n's inside: its contexts hold the data of the execution, which
 * n8n-workflow's interfaces do not show. Everything here has a way without it.
 * Source: docs/facts/n8n.md#parked-executions.
 */
function executionDataOf(context: object): JsonObject | undefined {
	const { runExecutionData }: { runExecutionData?: unknown } = context;
	const data = isObject(runExecutionData) ? runExecutionData.executionData : undefined;
	return isObject(data) ? data : undefined;
}

/** The nodes that n8n runs next. The one that runs now is not among them. */
function stackOf(context: IExecuteFunctions): IExecuteData[] | undefined {
	const stack: unknown = executionDataOf(context)?.nodeExecutionStack;
	return Array.isArray(stack) ? (stack as IExecuteData[]) : undefined;
}

/**
 * Some agents run a tool inside their own run: n8n would park the agent, and at the limit let its
 * input through in place of its answer.
 */
export const isOwnRun = (context: IExecuteFunctions): boolean =>
	!isToldToBeATool(context) && context.getExecuteData().node.name === context.getNode().name;

/** n8n 1.123 has no such question; the name tells there, too. */
const isToldToBeATool = (context: IExecuteFunctions): boolean =>
	'isToolExecution' in context && context.isToolExecution();

/** Workflows of the old execution order start nodes behind a second input with nothing. */
export const canRunAgain = (context: IExecuteFunctions): boolean =>
	isOwnRun(context) &&
	context.getWorkflowSettings().executionOrder === 'v1' &&
	stackOf(context)?.includes(context.getExecuteData()) === false;

/**
 * When n8n goes on with a parked execution it disables the node of the first entry of its stack, and
 * lets the items of that entry through. An entry of the same node behind it, with a node object of
 * its own, is run: so `execute()` is called again, with the same input, as the same run.
 */
export function runAgain(context: IExecuteFunctions): void {
	const entry = context.getExecuteData();
	const { node, data } = entry;
	const runIndex = runIndexOf(context, 0);
	stackOf(context)?.unshift({ ...entry, node: { ...node }, data: { ...data }, runIndex });
	entry.data = { ...data, main: [[]] };
	// n8n would make an item of nothing.
	entry.node = { ...node, alwaysOutputData: false, executeOnce: false };
}

/**
 * What `getContext('node')` wrote, where n8n has only a webhook to offer: an expression would read
 * it too, and costs a sandbox.
 */
export function storedContextOf(context: object, nodeName: string): unknown {
	const contexts = executionDataOf(context)?.contextData;
	return isObject(contexts) ? contexts[`node:${nodeName}`] : undefined;
}
