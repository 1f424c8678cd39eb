import type { IExecuteFunctions } from 'n8n-workflow';

/** What an agent sent to a tool, and the run in which that was tried first. */
const firstRuns = new WeakMap<object, number>();

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
	// Elsewhere the same object may come again, in the next round of a loop.
	const sent = isTool(context) ? context.getInputData()[itemIndex]?.json : undefined;
	if (sent === undefined) return run;
	const first = firstRuns.get(sent) ?? run;
	firstRuns.set(sent, first);
	return first;
}
