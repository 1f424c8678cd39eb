import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import type { HeyGen } from '../api/client';
import { asThrown, failureOf, wordsOf } from '../api/errors';
import { isPassing } from '../api/failure';
import { withFiles } from './files';
import { attempt, isFailing, type Failing } from './attempt';
import { finished } from './finish';
import type { Job, Look } from './jobs/job';
import { kindOf } from './jobs/jobTypes';
import { firstLooksAt, looksAt } from './status';
import type { Options } from './options';
import { jobsOf, type Entry } from './parked';

const everyMs = 15_000;
/** A cancelled execution ends that soon. */
const stepMs = 1_000;

/** Holds the execution until all that was made has ended, or the time is up. */
export async function askFor(
	context: IExecuteFunctions,
	heygen: HeyGen,
	entries: readonly Entry[],
	{ waitMs, download }: Options,
): Promise<INodeExecutionData[][]> {
	const untilMs = Date.now() + waitMs;
	const ask = async () => ({
		looks: await askUntilEnd(context, heygen, jobsOf(entries), untilMs),
	});
	const asked = await attempt(context, 0, ask, entries);
	const [items = []] = isFailing(asked)
		? finished(context, unasked(entries, asked), [])
		: finished(context, entries, asked.looks);
	return [download ? await withFiles(context, heygen, entries, items) : items];
}

/** What was made goes on at HeyGen, so each item names its own. */
const unasked = (entries: readonly Entry[], { failed }: Failing): Entry[] =>
	entries.map((entry) => {
		if (!('job' in entry)) return entry;
		const { kind, ids } = entry.job;
		return { failed: { ...failed, details: kindOf(kind).named(ids) } };
	});

/** Asks until nothing is open any more, or the time is up. HeyGen may be away in between. */
async function askUntilEnd(
	context: IExecuteFunctions,
	heygen: HeyGen,
	jobs: readonly Job[],
	untilMs: number,
): Promise<Look[]> {
	let looks: Look[] = [];
	for (;;) {
		try {
			looks = looks.length === 0 ? await firstLooksAt(heygen, jobs) : await looksAt(heygen, jobs);
		} catch (error) {
			const failure = failureOf(error);
			if (failure === undefined || !isPassing(failure)) throw asThrown(error);
			context.logger.debug(`HeyGen is asked again later: ${wordsOf(error)}`);
		}
		if (looks.length === jobs.length && looks.every(({ state }) => state !== 'open')) return looks;
		const leftMs = untilMs - Date.now();
		if (leftMs <= 0) return looks;
		await pause(context, Math.min(everyMs, leftMs));
	}
}

async function pause(context: IExecuteFunctions, ms: number): Promise<void> {
	for (let leftMs = ms; leftMs > 0; leftMs -= stepMs) {
		context.getExecutionCancelSignal()?.throwIfAborted();
		await sleep(Math.min(stepMs, leftMs));
	}
}
