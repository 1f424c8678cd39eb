import type { IExecuteData, IExecuteFunctions } from 'n8n-workflow';

import { isObject, type JsonObject } from '../narrow';
import { runIndexOf } from './runIndex';

/**
 * Everything this package knows about n8n's internals: its contexts hold the data of the execution,
 * which n8n-workflow's interfaces do not expose. Each function has a fallback without it.
 * Source: docs/facts/n8n.md#parked-executions.
 */
function executionDataOf(context: object): JsonObject | undefined {
	const { runExecutionData }: { runExecutionData?: unknown } = context;
	const data = isObject(runExecutionData) ? runExecutionData.executionData : undefined;
	return isObject(data) ? data : undefined;
}

/** The nodes that n8n runs next, without the current one. */
function stackOf(context: IExecuteFunctions): IExecuteData[] | undefined {
	const stack: unknown = executionDataOf(context)?.nodeExecutionStack;
	return Array.isArray(stack) ? (stack as IExecuteData[]) : undefined;
}

/**
 * Some agents run a tool inside their own run: n8n would park the agent, and at the limit pass on
 * its input instead of its answer.
 */
export const isOwnRun = (context: IExecuteFunctions): boolean =>
	!isToldToBeATool(context) && context.getExecuteData().node.name === context.getNode().name;

/** n8n 1.123 has no such question; the name tells there, too. */
const isToldToBeATool = (context: IExecuteFunctions): boolean =>
	'isToolExecution' in context && context.isToolExecution();

/** With the old execution order, n8n starts nodes after a second input with nothing. */
export const canRunAgain = (context: IExecuteFunctions): boolean =>
	isOwnRun(context) &&
	context.getWorkflowSettings().executionOrder === 'v1' &&
	stackOf(context)?.includes(context.getExecuteData()) === false;

/**
 * When n8n resumes an execution, it disables the node of the first entry on its stack and lets that
 * entry's items through. A second entry of the same node behind it, with its own node object, is
 * run: so n8n calls `execute()` again, with the same input, as the same run.
 */
export function runAgain(context: IExecuteFunctions): void {
	const entry = context.getExecuteData();
	const { node, data } = entry;
	const runIndex = runIndexOf(context, 0);
	stackOf(context)?.unshift({ ...entry, node: { ...node }, data: { ...data }, runIndex });
	entry.data = { ...data, main: [[]] };
	// Otherwise n8n would make an item out of nothing.
	entry.node = { ...node, alwaysOutputData: false, executeOnce: false };
}

/**
 * What `getContext('node')` wrote, for webhooks, where n8n does not offer it: an expression could
 * read it too, but costs a sandbox.
 */
export function storedContextOf(context: object, nodeName: string): unknown {
	const contexts = executionDataOf(context)?.contextData;
	return isObject(contexts) ? contexts[`node:${nodeName}`] : undefined;
}
