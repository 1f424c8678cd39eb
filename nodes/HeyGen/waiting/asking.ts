import type { IExecuteFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import type { HeyGen } from '../api/client';
import { failureOf, wordsOf } from '../api/errors';
import { isPassing } from '../api/failure';
import type { Job, Look } from './job';
import { looksAt } from './looking';

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
		const [asked] = await Promise.allSettled([looksAt(heygen, jobs)]);
		if (asked.status === 'fulfilled') {
			looks = asked.value;
			if (looks.every(({ state }) => state !== 'open')) return looks;
		} else {
			const failure = failureOf(asked.reason);
			if (failure === undefined || !isPassing(failure)) throw asked.reason;
			context.logger.debug(`HeyGen is asked again later: ${wordsOf(asked.reason)}`);
		}
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
