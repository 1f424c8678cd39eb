import type { IExecuteFunctions } from 'n8n-workflow';

/** The run in which a tool call was first tried, by the object that the agent sent. */
const firstRuns = new WeakMap<object, number>();

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
	// In other nodes the same object may come again, in the next round of a loop.
	const sent = isTool(context) ? context.getInputData()[itemIndex]?.json : undefined;
	if (sent === undefined) return run;
	const first = firstRuns.get(sent) ?? run;
	firstRuns.set(sent, first);
	return first;
}
