import { sleep } from 'n8n-workflow';

import type { HeyGenContext } from './connection';
import { waitMs } from './retryPolicy';

/** The error to throw, and whether another attempt may help. */
export interface Judgement {
	error: Error;
	/** `attempts` includes those already made; Infinity leaves it to the total time. */
	again?: { attempts: number; afterSeconds?: number | undefined } | undefined;
}

/**
 * Tries until it succeeds, or until no other attempt is allowed or fits into the time.
 * @param totalMs for all attempts and waits
 * @param judge gets any thrown value, with the number of the attempt
 */
export async function retry<Answer>(
	context: HeyGenContext,
	totalMs: number,
	once: () => Promise<Answer>,
	judge: (thrown: unknown, attempt: number) => Judgement,
): Promise<Answer> {
	const giveUpAtMs = Date.now() + totalMs;
	for (let attempt = 1; ; attempt++) {
		try {
			return await once();
		} catch (thrown) {
			const { error, again } = judge(thrown, attempt);
			const wait = waitMs(attempt, again?.afterSeconds);
			const isInTime = Date.now() + wait < giveUpAtMs;
			if (again === undefined || attempt >= again.attempts || !isInTime) throw error;
			context.logger.debug(`Trying again in ${wait} ms: ${error.message}`);
			await pause(context, wait);
		}
	}
}

const stepMs = 1_000;

/** @throws within a second if the execution is cancelled */
export async function pause(context: HeyGenContext, ms: number): Promise<void> {
	const cancelled = cancelSignalOf(context);
	for (let leftMs = ms; leftMs > 0; leftMs -= stepMs) {
		cancelled?.throwIfAborted();
		await sleep(Math.min(stepMs, leftMs));
	}
	cancelled?.throwIfAborted();
}

/** The signal of a cancelled execution; hooks, polls and the editor have none. */
export const cancelSignalOf = (context: HeyGenContext): AbortSignal | undefined =>
	'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
