import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { codeIn, reasonIn, withoutDot } from '../failureText';
import { textOf } from '../narrow';
import { errorJson, itemError, onErrorOf, withMade, type OnError } from '../operation/itemError';
import { withoutError } from '../operation/output';
import type { Job } from './jobs/job';
import { jobTypeOf } from './jobs/jobTypes';
import { open, type JobStatus } from './jobs/state';

/** Why an item has no result. */
export interface Failed {
	message: string;
	/** What to do. */
	description: string;
	/** What HeyGen said, under its own keys, the IDs among them. */
	details: IDataObject;
}

/** An item that came to nothing, where 'On Error' lets the others go on. */
export interface Failing {
	failed: Failed;
}

/** What stands for one input item, in its order: what was made, or why nothing was. */
export type Entry = { job: Job } | Failing;

/** What becomes of one input item. */
export type Outcome = { json: IDataObject } | Failing;

export const isFailing = (value: object): value is Failing => 'failed' in value;

export const jobsOf = (entries: readonly Entry[]): Job[] =>
	entries.flatMap((entry) => ('job' in entry ? [entry.job] : []));

/** The IDs of what was made, each with HeyGen's key. */
export const namesOf = (jobs: readonly Job[]): string[] =>
	jobs.flatMap(({ type, ids }) =>
		Object.entries(jobTypeOf(type).named(ids)).map(([key, id]) => `${key} ${String(id)}`),
	);

/**
 * Does it for one item. @param made before, to be named: it is at HeyGen, and is billed
 * @throws NodeApiError or NodeOperationError when 'On Error' says stop
 */
export async function attempt<Value extends object>(
	context: IExecuteFunctions,
	itemIndex: number,
	work: () => Promise<Value>,
	made: () => readonly Job[] = () => [],
): Promise<Value | Failing> {
	try {
		return await work();
	} catch (thrown) {
		const node = context.getNode();
		const error = itemError(node, thrown, itemIndex);
		if (onErrorOf(node) === 'stopWorkflow') throw withMade(error, namesOf(made()));
		const description = textOf(error.description) ?? '';
		return { failed: { message: error.message, description, details: {} } };
	}
}

export function outcomeOf(job: Job, { state, data }: JobStatus): Outcome {
	const { thing, named, getBy } = jobTypeOf(job.type);
	const ids = named(job.ids);
	if (state === 'completed' || state === 'waiting_for_input') {
		return { json: withoutError({ ...ids, ...data, status: state }) };
	}
	if (state === 'open') return { json: { ...ids, status: 'timeout' } };
	const which = `the ${thing} ${Object.values(ids).flat().join(', ')}`;
	if (state === 'gone') {
		return {
			failed: {
				message: `HeyGen no longer has ${which}`,
				description: 'It was deleted before it was ready. Create it again if it is still wanted.',
				details: { ...ids, status: 'failed' },
			},
		};
	}
	return {
		failed: {
			message: `HeyGen could not finish ${which}: ${withoutDot(reasonOf(data))}`,
			description: `Change what HeyGen names, and run the node again. All that HeyGen knows of it comes with '${getBy}'.`,
			details: withoutError({ ...data, ...ids, status: 'failed' }),
		},
	};
}

function reasonOf(data: IDataObject): string {
	const reason = reasonIn(data);
	const code = codeIn(data);
	if (reason === undefined) return code ?? `its status is '${String(data.status)}'`;
	return code === undefined || reason.includes(code) ? reason : `${withoutDot(reason)} (${code})`;
}

/** What became of every item. A job without a status is still open. */
export const outcomesOf = (
	entries: readonly Entry[],
	statuses: ReadonlyMap<Job, JobStatus>,
): Outcome[] =>
	entries.map((entry) =>
		'job' in entry ? outcomeOf(entry.job, statuses.get(entry.job) ?? open) : entry,
	);

/** One output item an input item, in order: n8n pairs them by their place. */
export const itemsOf = (outcomes: readonly Outcome[], onError: OnError): INodeExecutionData[] =>
	outcomes.map((outcome, item) => ({
		json: 'json' in outcome ? outcome.json : errorJson(outcome.failed, onError),
		pairedItem: { item },
	}));

/** The first item that failed, and everything to say of it. */
export function failureAmong(
	entries: readonly Entry[],
	outcomes: readonly Outcome[],
): (Failed & { itemIndex: number }) | undefined {
	const itemIndex = outcomes.findIndex(isFailing);
	const outcome = outcomes[itemIndex];
	if (outcome === undefined || !isFailing(outcome)) return undefined;
	const others = jobsOf(entries.filter((_entry, index) => index !== itemIndex));
	const { failed } = outcome;
	return {
		...failed,
		...withMade({ description: failed.description }, namesOf(others)),
		itemIndex,
	};
}

/** While n8n still runs the node. @throws NodeOperationError when 'On Error' says stop */
export function finished(
	context: IExecuteFunctions,
	entries: readonly Entry[],
	statuses: ReadonlyMap<Job, JobStatus> = new Map(),
): INodeExecutionData[] {
	const node = context.getNode();
	const onError = onErrorOf(node);
	const outcomes = outcomesOf(entries, statuses);
	const failure = onError === 'stopWorkflow' ? failureAmong(entries, outcomes) : undefined;
	if (failure === undefined) return itemsOf(outcomes, onError);
	const { message, description, itemIndex } = failure;
	throw new NodeOperationError(node, message, { description, itemIndex });
}

/** All items of a run that could not be carried on. What was made goes on at HeyGen. */
export const broken = (entries: readonly Entry[], { failed }: Failing): Entry[] =>
	entries.map((entry) => {
		if (!('job' in entry)) return entry;
		const { type, ids } = entry.job;
		return { failed: { ...failed, details: jobTypeOf(type).named(ids) } };
	});

/**
 * What the editor shows meanwhile. Without a key `error`: with Retry On Fail n8n would run the node
 * again. Source: docs/facts/n8n.md#parked-executions.
 */
export const pendingItem = (entry: Entry, item: number): INodeExecutionData => ({
	json:
		'failed' in entry
			? { status: 'failed', message: entry.failed.message }
			: { ...jobTypeOf(entry.job.type).named(entry.job.ids), status: 'pending' },
	pairedItem: { item },
});
