import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { codeIn, reasonIn, withoutDot } from '../failureText';
import { isFailing, type Failed, type Failing } from '../operation/attempt';
import { errorJson, onErrorOf, withMade, type OnError } from '../operation/itemError';
import { withoutError } from '../operation/output';
import { goesOn, type Job } from './jobs/job';
import { jobTypeOf } from './jobs/jobTypes';
import { open, type JobStatus } from '../shared/jobState';

/** The job of an item. `ended` is set once HeyGen says that it has ended. */
export interface Made {
	job: Job;
	ended?: 'completed' | 'failed';
}

/** HeyGen limits the jobs at once: this one is created when another has ended. */
export interface ToMake {
	isToMake: true;
	/** It is an error if the time is up. */
	failsLate?: true;
}

/** The state of one input item. */
export type Entry = Made | ToMake | Failing;

/** The result of one input item. */
export type Outcome = { json: IDataObject } | Failing;

export const isToMake = (value: object): value is ToMake => 'isToMake' in value;

export const jobsOf = (entries: readonly Entry[]): Job[] =>
	entries.flatMap((entry) => ('job' in entry ? [entry.job] : []));

/** The IDs of what was created, each with HeyGen's key. */
export const namesOf = (entries: readonly Entry[]): string[] =>
	jobsOf(entries).flatMap(({ type, ids }) =>
		Object.entries(jobTypeOf(type).named(ids)).map(([key, id]) => `${key} ${String(id)}`),
	);

/** @param unasked why HeyGen could not be asked when the time was up */
export function outcomeOf(job: Job, { state, data }: JobStatus, unasked?: string): Outcome {
	const jobType = jobTypeOf(job.type);
	const { thing, named, getBy } = jobType;
	const ids = named(job.ids);
	if (state === 'completed' || state === 'waiting_for_input') {
		return { json: withoutError({ ...ids, ...data, status: state }) };
	}
	const which = `the ${thing} ${Object.values(ids).flat().join(', ')}`;
	if (state === 'open') {
		const why = unasked === undefined ? '' : ` HeyGen could not be asked: ${unasked}`;
		return late(job, ids, {
			message: `HeyGen has not finished ${which} in time.${why}`,
			description: `It ${goesOn(jobType)}: get it later with '${getBy}'.`,
			isSaid: unasked !== undefined,
		});
	}
	if (state === 'gone') {
		return {
			failed: {
				...(job.isKnown === true ? unknown(which) : deleted(which)),
				details: { ...ids, status: 'failed' },
			},
		};
	}
	return {
		failed: {
			message: `HeyGen could not finish ${which}: ${withoutDot(reasonOf(data))}`,
			description: `Change what HeyGen names and run the workflow again: a retry of this execution creates nothing new. '${getBy}' returns everything that HeyGen knows about it.`,
			details: withoutError({ ...data, ...ids, status: 'failed' }),
		},
	};
}

const deleted = (which: string) => ({
	message: `HeyGen no longer has ${which}`,
	description: 'It was deleted before it was ready. Create it again if you still need it.',
});

const unknown = (which: string) => ({
	message: `HeyGen does not have ${which}`,
	description:
		"Check that the ID is of this type and belongs to the account of the credential. A job that was deleted can't be waited for.",
});

/**
 * The result if the time is up. @param isSaid whether an item that continues gets the message too
 */
function late(
	{ failsLate }: Pick<Job, 'failsLate'>,
	ids: IDataObject,
	{ message, description, isSaid }: { message: string; description: string; isSaid: boolean },
): Outcome {
	const json: IDataObject = { ...ids, status: 'timeout' };
	if (failsLate === true) return { failed: { message, description, details: json } };
	return { json: isSaid ? { ...json, message } : json };
}

const notMade = (entry: ToMake, refusal = 'HeyGen accepted no more jobs'): Outcome =>
	late(
		entry,
		{},
		{
			message: `Nothing was created for this item in time: ${refusal}`,
			description: "Increase 'Wait Minutes', or send fewer items.",
			isSaid: true,
		},
	);

function reasonOf(data: IDataObject): string {
	const reason = reasonIn(data);
	const code = codeIn(data);
	if (reason === undefined) return code ?? `its status is '${String(data.status)}'`;
	return code === undefined || reason.includes(code) ? reason : `${withoutDot(reason)} (${code})`;
}

/** Why a result is missing when the time is up. */
export interface Reasons {
	/** Why HeyGen could not be asked. */
	unasked?: string | undefined;
	/** HeyGen accepted no more jobs. */
	refusal?: string | undefined;
}

/** The result of every item. A job without a status is still open. */
export const outcomesOf = (
	entries: readonly Entry[],
	statuses: ReadonlyMap<Job, JobStatus>,
	{ unasked, refusal }: Reasons = {},
): Outcome[] =>
	entries.map((entry) => {
		if (isToMake(entry)) return notMade(entry, refusal);
		if (isFailing(entry)) return entry;
		return outcomeOf(entry.job, statuses.get(entry.job) ?? open, unasked);
	});

/** One output item per input item, in order: n8n pairs them by position. */
export const itemsOf = (outcomes: readonly Outcome[], onError: OnError): INodeExecutionData[] =>
	outcomes.map((outcome, item) => ({
		json: 'json' in outcome ? outcome.json : errorJson(outcome.failed, onError),
		pairedItem: { item },
	}));

/** The first failed item, with all that is known about it. */
export function failureAmong(
	entries: readonly Entry[],
	outcomes: readonly Outcome[],
): (Failed & { itemIndex: number }) | undefined {
	const itemIndex = outcomes.findIndex(isFailing);
	const outcome = outcomes[itemIndex];
	if (outcome === undefined || !isFailing(outcome)) return undefined;
	const others = entries.filter((_entry, index) => index !== itemIndex);
	const { failed } = outcome;
	return {
		...failed,
		...withMade({ description: failed.description }, namesOf(others)),
		itemIndex,
	};
}

/** For a running node. @throws NodeOperationError if 'On Error' stops the workflow */
export function finished(
	context: IExecuteFunctions,
	entries: readonly Entry[],
	statuses: ReadonlyMap<Job, JobStatus> = new Map(),
	reasons?: Reasons,
): INodeExecutionData[] {
	const node = context.getNode();
	const onError = onErrorOf(node);
	const outcomes = outcomesOf(entries, statuses, reasons);
	const failure = onError === 'stopWorkflow' ? failureAmong(entries, outcomes) : undefined;
	if (failure === undefined) return itemsOf(outcomes, onError);
	const { message, description, itemIndex } = failure;
	throw new NodeOperationError(node, message, { description, itemIndex });
}

/** All items of a run that could not continue. Created jobs continue at HeyGen. */
export const broken = (entries: readonly Entry[], { failed }: Failing): Entry[] =>
	entries.map((entry) => {
		if (isFailing(entry)) return entry;
		if (isToMake(entry)) return { failed };
		const { type, ids } = entry.job;
		return { failed: { ...failed, details: jobTypeOf(type).named(ids) } };
	});

/** The progress of all items, for people. */
export function progressOf(entries: readonly Entry[]): IDataObject {
	const made = entries.filter((entry) => 'job' in entry);
	const count = (ended: Made['ended']): number =>
		made.filter((entry) => entry.ended === ended).length;
	const refused = entries.filter(isFailing).length;
	return {
		items: entries.length,
		made: made.length,
		open: count(undefined),
		done: count('completed'),
		failed: count('failed') + refused,
	};
}

/**
 * What the editor shows while the node is parked. It has no key `error`: with Retry On Fail n8n
 * would run the node again. Source: docs/facts/n8n.md#parked-executions.
 */
export function pendingItems(entries: readonly Entry[]): INodeExecutionData[] {
	const progress = progressOf(entries);
	return entries.map((entry, item) => ({
		json: { ...pendingOf(entry), progress },
		pairedItem: { item },
	}));
}

function pendingOf(entry: Entry): IDataObject {
	if (isFailing(entry)) return { status: 'failed', message: entry.failed.message };
	if (isToMake(entry)) return { status: 'not made yet' };
	const { job, ended = 'pending' } = entry;
	return { ...jobTypeOf(job.type).named(job.ids), status: ended };
}
