import type { IWebhookDescription, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { wordsOf } from '../api/errors';
import { callbackPolicy } from '../api/retryPolicy';
import { connectHeyGen } from '../authentication';
import { isObject } from '../narrow';
import type { Failed } from '../operation/attempt';
import { onErrorOf } from '../operation/itemError';
import type { Job } from './jobs/job';
import type { JobStatus } from '../shared/jobState';
import { callbackPath } from '../shared/ownCallback';
import { failureAmong, isToMake, itemsOf, jobsOf, outcomesOf } from './output';
import { handOver, readParked, type Parked } from './parked';
import { statusesOf } from './status';

/** Never registered: n8n calls `webhook()` for an execution that is parked at this node. */
export const resumeWebhooks: IWebhookDescription[] = [
	{
		name: 'default',
		httpMethod: 'POST',
		responseMode: 'onReceived',
		responseData: '',
		path: callbackPath,
		restartWebhook: true,
	},
];

export const waitingTooltip =
	'HeyGen is working. The execution is parked, and continues when HeyGen has finished or the time is up.';

/** HeyGen waits 10 s for the answer. Source: docs/facts/heygen.md#deliveries */
const width = 20;

/**
 * HeyGen called back. Its body is not trusted: it only means that it is time to ask. n8n has
 * checked the token of the address. Never throws: n8n would discard all data of the execution.
 * Source: docs/facts/n8n.md#parked-executions
 */
export async function resume(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		return await answer(context);
	} catch (error) {
		context.logger.warn(
			`HeyGen called back for a parked execution, but could not be asked about it: ${wordsOf(error)}`,
		);
		return callAgain(context);
	}
}

async function answer(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const { wait, item } = queryOf(context);
	const parked = readParked(context);
	// A late callback of another round of a loop, or of another node.
	if (parked === undefined || parked.wait !== wait) return heard;
	const mark = markOf(parked);
	if (isResuming(mark, Date.now())) return callAgain(context);
	const called = parked.entries[item];
	const job = called !== undefined && 'job' in called ? called.job : undefined;
	const heygen = await connectHeyGen(context, callbackPolicy);
	// An ended job makes room for the next one.
	const makesRoom = parked.entries.some(isToMake) && job !== undefined;
	const jobs = makesRoom ? [job] : jobsOf(parked.entries);
	const statuses = await statusesOf(heygen, jobs, { width, first: job, untilOpen: true });
	if (jobs.some((one) => (statuses.get(one)?.state ?? 'open') === 'open')) {
		const isEarly = job !== undefined && isStillOpen(job, statuses.get(job), context.getBodyData());
		return isEarly ? callAgain(context) : heard;
	}
	// Another callback may have got this far while HeyGen was asked.
	if (isResuming(mark, Date.now())) return callAgain(context);
	markResumed(mark, Date.now());
	if (!parked.isCalledAgain) return goOn(context, parked, statuses);
	handOver(
		context,
		parked.entries.flatMap((entry, index): Array<[number, JobStatus]> => {
			const status = 'job' in entry ? statuses.get(entry.job) : undefined;
			return status === undefined ? [] : [[index, status]];
		}),
	);
	// `execute()` makes the items, or the error.
	return { ...heard, workflowData: [[]] };
}

/** The execution may be parked again at once. */
const markOf = ({ wait, looks, madeMs }: Parked): string => `${wait} ${madeMs} ${looks}`;

function queryOf(context: IWebhookFunctions): { wait: unknown; item: number } {
	const query: unknown = context.getQueryData();
	const { wait, item } = isObject(query) ? query : {};
	return { wait, item: Number(item) };
}

/**
 * Whether HeyGen says that the job it called for is not finished: then it must call again. If a job
 * has several results, the body says which one it was; it is not used for anything else.
 */
export function isStillOpen({ ids }: Job, status: JobStatus | undefined, body: unknown): boolean {
	if (status !== undefined && status.state !== 'open') return false;
	const openIds = status?.openIds;
	if (openIds === undefined) return true;
	const text = JSON.stringify(body) ?? '';
	const named = ids.filter((id) => text.includes(JSON.stringify(id)));
	return named.length === 0
		? openIds.length === ids.length
		: named.some((id) => openIds.includes(id));
}

/** Accepted, with nothing more to do: the execution stays parked. */
const heard: IWebhookResponseData = { webhookResponse: { message: 'Heard.' } };

function callAgain(context: IWebhookFunctions): IWebhookResponseData {
	context.getResponseObject().status(503).json({ message: 'Not now. Call again later.' });
	return { noWebhookResponse: true };
}

function goOn(
	context: IWebhookFunctions,
	{ entries }: Parked,
	statuses: ReadonlyMap<Job, JobStatus>,
): IWebhookResponseData {
	const onError = onErrorOf(context.getNode());
	const outcomes = outcomesOf(entries, statuses);
	const failure = onError === 'stopWorkflow' ? failureAmong(entries, outcomes) : undefined;
	if (failure !== undefined) failNode(context, failure);
	// Also for a failure: an n8n that does not know `resumeError` continues with an item that has it.
	return { ...heard, workflowData: [itemsOf(outcomes, onError)] };
}

/**
 * n8n makes the node's error from this when it resumes. A plain object, because it may be stored in
 * the database. Source: docs/facts/n8n.md#parked-executions.
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

/** How long n8n may take until the execution runs: it may have to wait for a slot. */
const longestMs = 30_000;
const resumingUntilMs = new Map<string, number>();

/** This process has just told n8n to resume this wait. */
function markResumed(mark: string, nowMs: number): void {
	for (const [other, until] of resumingUntilMs) if (until <= nowMs) resumingUntilMs.delete(other);
	resumingUntilMs.set(mark, nowMs + longestMs);
}

/** n8n would answer a second callback with an error meanwhile, and log a long one. */
const isResuming = (mark: string, nowMs: number): boolean =>
	(resumingUntilMs.get(mark) ?? 0) > nowMs;
