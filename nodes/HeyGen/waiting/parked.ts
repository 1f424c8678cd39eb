import { createHash } from 'node:crypto';

import type { IDataObject, IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';

import { isObject, textOf, without } from '../narrow';
import { isFailing } from '../operation/attempt';
import { runIndexOf } from '../operation/runIndex';
import type { JobStatus } from '../shared/jobState';
import { storedContextOf } from '../operation/n8nStack';
import { jobsOf, type Entry } from './output';

/** What a parked execution remembers. n8n returns it to `execute()` and `webhook()`. */
export interface Parked {
	/** Identifies the wait: a loop has one for each round, and HeyGen may call an old address. */
	wait: string;
	/** The run of the node; a retry of the execution has the same. */
	run: number;
	entries: Entry[];
	beganMs: number;
	/** The time of the last create: the limit counts from then. */
	madeMs: number;
	waitMs: number;
	/** How often HeyGen was asked since then while the execution was parked. */
	looks: number;
	/** n8n calls `execute()` again, which makes the output. */
	isCalledAgain: boolean;
	/** HeyGen refused n8n's address, and that is not an error. */
	isRefused: boolean;
	/** The states that `webhook()` got for ended jobs, by position of the item. */
	told?: Array<[number, JobStatus]>;
}

const key = 'createAndWait';

/** Different for everything else that could wait, or has waited, in any n8n. 32 hex characters. */
export function waitOf(context: IExecuteFunctions): string {
	const run = runIndexOf(context, 0);
	const parts = [context.getInstanceId(), context.getExecutionId(), context.getNode().id, run];
	return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

/** The state before anything is read or created. */
export const newlyParked = (context: IExecuteFunctions, entries: Entry[]): Parked => ({
	wait: waitOf(context),
	run: runIndexOf(context, 0),
	entries,
	beganMs: Date.now(),
	madeMs: Date.now(),
	waitMs: 0,
	looks: 0,
	isCalledAgain: false,
	isRefused: false,
});

export function writeParked(context: IExecuteFunctions, parked: Parked): void {
	const kept = JSON.parse(JSON.stringify(parked)) as IDataObject;
	context.getContext('node')[key] = kept;
}

/**
 * The run has ended, but n8n may try it again at once, or the execution may be retried: what was
 * created is paid for, and only what failed before that is tried again.
 */
export function keepForRetry(context: IExecuteFunctions, parked: Parked): void {
	if (jobsOf(parked.entries).length === 0) return;
	const again = (entry: Entry): Entry => (isFailing(entry) ? { isToMake: true } : entry);
	writeParked(context, { ...parked, entries: parked.entries.map(again) });
}

/**
 * What an earlier call of the same run has created, or the run that is retried: it is paid for.
 * HeyGen would call the execution that has ended, so a retry asks instead.
 */
export function parkedBefore(context: IExecuteFunctions): Parked | undefined {
	const parked = parkedIn(context.getContext('node'));
	const wait = waitOf(context);
	if (parked === undefined || parked.wait === wait) return parked;
	if (context.getMode() !== 'retry' || parked.run !== runIndexOf(context, 0)) return undefined;
	const entries = parked.entries.map((entry) =>
		'job' in entry ? { ...entry, job: without(entry.job, 'isCalled') } : entry,
	);
	return { ...parked, wait, entries, looks: 0, madeMs: Date.now() };
}

/** Undefined if this node has nothing stored there. */
export function readParked(context: IWebhookFunctions): Parked | undefined {
	const { name } = context.getNode();
	const parked = parkedIn(storedContextOf(context, name));
	return parked ?? parkedIn(context.evaluateExpression(`{{ $node[${literal(name)}].context }}`));
}

/** Stores it in the execution that n8n resumes, if n8n exposes that to `webhook()`. */
export function handOver(context: IWebhookFunctions, told: NonNullable<Parked['told']>): void {
	const stored = storedContextOf(context, context.getNode().name);
	const parked = isObject(stored) ? stored[key] : undefined;
	if (isObject(parked)) parked.told = told;
}

/** A name may contain quotes, and braces that would end the expression. */
const literal = (name: string): string =>
	JSON.stringify(name).replace(/[{}]/g, (brace) => (brace === '{' ? '\\u007b' : '\\u007d'));

function parkedIn(stored: unknown): Parked | undefined {
	const parked = isObject(stored) ? stored[key] : undefined;
	if (!isObject(parked) || textOf(parked.wait) === undefined) return undefined;
	const { entries } = parked;
	// It is our own data, unless another version wrote it.
	return Array.isArray(entries) && entries.every(isEntry)
		? (parked as unknown as Parked)
		: undefined;
}

const isEntry = (value: unknown): boolean =>
	isObject(value) && (isObject(value.job) || isObject(value.failed) || value.isToMake === true);
