import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { wordsOf } from '../api/errors';
import { callbackPatience } from '../api/patience';
import { connectHeyGen } from '../authentication';
import { isObject } from '../narrow';
import { onErrorOf } from '../operation/itemError';
import { failureAmong, outcomesOf } from './finish';
import type { Look } from './jobs/job';
import { kindOf } from './jobs/jobTypes';
import { looksAt } from './status';
import { itemsOf, type Failed } from './output';
import { isResuming, markResumed } from './resumed';
import { jobsOf, readParked, type Parked } from './parked';

/** HeyGen waits 10 s for the answer. Source: heygen-api/webhooks.md */
const width = 20;

/**
 * HeyGen called, and nothing that it sent is believed: it only means to look now. n8n has checked
 * the token of the address. Never throws: n8n would throw away all data of the execution.
 * Source: wait-proofs.md
 */
export async function wake(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		return await answer(context);
	} catch (error) {
		context.logger.warn(
			`HeyGen called for an execution that waits, and could not be asked about it: ${wordsOf(error)}`,
		);
		return callAgain(context);
	}
}

async function answer(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const { wait, item } = queryOf(context);
	const parked = readParked(context);
	// A late call of another round of a loop, or of another node.
	if (parked === undefined || parked.wait !== wait) return heard;
	if (isResuming(wait, Date.now())) return callAgain(context);
	const heygen = await connectHeyGen(context, callbackPatience);
	// The job that HeyGen called for first: while one is open, nobody wants to know of the others.
	const round = { width, from: placeOf(parked, item), untilOpen: true } as const;
	const looks = await looksAt(heygen, jobsOf(parked.entries), round);
	if (looks.some(({ state }) => state === 'open')) {
		return isCalledOpen(parked, looks, item) ? callAgain(context) : heard;
	}
	// Somebody else may have got as far while HeyGen was asked.
	if (isResuming(wait, Date.now())) return callAgain(context);
	markResumed(wait, Date.now());
	return goOn(context, parked, looks);
}

function queryOf(context: IWebhookFunctions): { wait: unknown; item: number } {
	const query: unknown = context.getQueryData();
	const { wait, item } = isObject(query) ? query : {};
	return { wait, item: Number(item) };
}

/** Of the item among those of which something was made. */
const placeOf = ({ entries }: Parked, item: number): number =>
	jobsOf(entries.slice(0, item)).length;

/** Whether HeyGen called for something that it says is not finished: too early, or for no reason. */
function isCalledOpen(parked: Parked, looks: readonly Look[], item: number): boolean {
	const called = parked.entries[item];
	if (called === undefined || !('job' in called)) return false;
	const look = looks[placeOf(parked, item)];
	return look?.state === 'open' && kindOf(called.job.kind).callsOften !== true;
}

/** Heard, and nothing more to do: the execution stays parked. */
const heard: IWebhookResponseData = { webhookResponse: { message: 'Heard.' } };

function callAgain(context: IWebhookFunctions): IWebhookResponseData {
	context.getResponseObject().status(503).json({ message: 'Not now. Call again later.' });
	return { noWebhookResponse: true };
}

function goOn(
	context: IWebhookFunctions,
	{ entries }: Parked,
	looks: readonly Look[],
): IWebhookResponseData {
	const onError = onErrorOf(context.getNode());
	const outcomes = outcomesOf(entries, looks);
	const failure = onError === 'stopWorkflow' ? failureAmong(entries, outcomes) : undefined;
	if (failure !== undefined) failNode(context, failure);
	// Also with a failure: a n8n that knows no other way goes on with an item that says so.
	return { ...heard, workflowData: [itemsOf(outcomes, onError)] };
}

/**
 * n8n makes an error of the node from this when it goes on. A plain object: it may pass through the
 * database. Source: wait-proofs.md section 4.
 */
function failNode(
	context: IWebhookFunctions,
	{ message, description, itemIndex }: Failed & { itemIndex: number },
): void {
	const { executeData }: { executeData?: unknown } = context as object;
	if (!isObject(executeData)) return;
	const metadata = isObject(executeData.metadata) ? executeData.metadata : {};
	const node = context.getNode();
	const error = { name: 'NodeOperationError', message, description, context: { itemIndex }, node };
	executeData.metadata = { ...metadata, resumeError: error };
}
