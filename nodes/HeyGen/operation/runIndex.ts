import { randomUUID } from 'node:crypto';

import type { IExecuteFunctions } from 'n8n-workflow';

/** The run in which a tool call was first tried, by the object that the agent sent. */
const firstRuns = new WeakMap<object, number>();

/** An ID for each tool call without an execution, by the object that was sent. */
const calls = new WeakMap<object, string>();

/** n8n gives a node that is used as a tool another type. */
export const isTool = (context: IExecuteFunctions): boolean =>
	context.getNode().type.endsWith('Tool');

/**
 * The number of this run of the node in its execution; the same for every try of Retry On Fail.
 * Some agents count each try of a tool as a run. All tries of one call get the same object from the
 * agent, and no other call gets it.
 */
export function runIndexOf(context: IExecuteFunctions, itemIndex: number): number {
	const { $thisRunIndex: run } = context.getWorkflowDataProxy(itemIndex);
	const sent = sentTo(context, itemIndex);
	if (sent === undefined) return run;
	const first = firstRuns.get(sent) ?? run;
	firstRuns.set(sent, first);
	return first;
}

/** Which execution this is. An MCP Server Trigger calls tools without one: there each call is one. */
export function executionOf(context: IExecuteFunctions, itemIndex: number): string {
	const execution: string | undefined = context.getExecutionId();
	const sent = sentTo(context, itemIndex);
	if (execution !== undefined || sent === undefined) return String(execution);
	const call = calls.get(sent) ?? randomUUID();
	calls.set(sent, call);
	return call;
}

/** In other nodes the same object may come again, in the next round of a loop. */
const sentTo = (context: IExecuteFunctions, itemIndex: number): object | undefined =>
	isTool(context) ? context.getInputData()[itemIndex]?.json : undefined;
