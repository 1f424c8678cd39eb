import { randomUUID } from 'node:crypto';

import type { IExecuteFunctions } from 'n8n-workflow';

/** What an agent sent to a tool, and the run in which that was tried first. */
const firstRuns = new WeakMap<object, number>();

/** What was sent to a tool without an execution, and a name for the call. */
const calls = new WeakMap<object, string>();

/** n8n gives a node that is used as a tool a type of its own. */
export const isTool = (context: IExecuteFunctions): boolean =>
	context.getNode().type.endsWith('Tool');

/**
 * Which run of the node within its execution this is: the same for every try of Retry On Fail.
 * Some agents count each try of a tool as a run of its own, but all tries of one call get the same
 * object with what the agent sent, and no other call gets it.
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

/** Elsewhere the same object may come again, in the next round of a loop. */
const sentTo = (context: IExecuteFunctions, itemIndex: number): object | undefined =>
	isTool(context) ? context.getInputData()[itemIndex]?.json : undefined;
