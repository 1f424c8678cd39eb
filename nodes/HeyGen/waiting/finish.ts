import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { onErrorOf } from '../operation/itemError';
import { namesOf } from './attempt';
import type { Look } from './jobs/job';
import { itemsOf, outcomeOf, type Failed, type Outcome } from './output';
import type { Entry } from './parked';

/** What became of every item. @param looks at the jobs among the entries, in their order */
export function outcomesOf(entries: readonly Entry[], looks: readonly Look[]): Outcome[] {
	const rest = [...looks];
	return entries.map((entry) => {
		if (!('job' in entry)) return entry;
		return outcomeOf(entry.job, rest.shift() ?? { state: 'open', data: {} });
	});
}

/** The first item that failed, and everything to say of it. */
export function failureAmong(
	entries: readonly Entry[],
	outcomes: readonly Outcome[],
): (Failed & { itemIndex: number }) | undefined {
	const itemIndex = outcomes.findIndex((outcome) => 'failed' in outcome);
	const outcome = outcomes[itemIndex];
	if (outcome === undefined || !('failed' in outcome)) return undefined;
	const { failed } = outcome;
	const others = namesOf(entries.filter((_entry, index) => index !== itemIndex));
	const description = [failed.description, others].filter((one) => one !== '').join(' ');
	return { ...failed, description, itemIndex };
}

/** While n8n still runs the node. @throws NodeOperationError when 'On Error' says stop */
export function finished(
	context: IExecuteFunctions,
	entries: readonly Entry[],
	looks: readonly Look[],
): INodeExecutionData[][] {
	const node = context.getNode();
	const onError = onErrorOf(node);
	const outcomes = outcomesOf(entries, looks);
	const failure = onError === 'stopWorkflow' ? failureAmong(entries, outcomes) : undefined;
	if (failure === undefined) return [itemsOf(outcomes, onError)];
	const { message, description, itemIndex } = failure;
	throw new NodeOperationError(node, message, { description, itemIndex });
}
