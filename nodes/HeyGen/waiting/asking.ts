import type { IExecuteFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import type { HeyGen } from '../api/client';
import { asThrown, failureOf, wordsOf } from '../api/errors';
import { isPassing } from '../api/failure';
import type { Job, Look } from './job';
import { firstLooksAt, looksAt } from './looking';

const everyMs = 15_000;
/** A cancelled execution ends that soon. */
const stepMs = 1_000;

/** Asks until nothing is open any more, or the time is up. HeyGen may be away in between. */
export async function askUntilEnd(
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
