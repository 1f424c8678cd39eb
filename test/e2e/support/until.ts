/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { setTimeout as sleep } from 'node:timers/promises';

const pollMs = 100;
/** What takes long is asked for less often: n8n answers many who wait at once. */
const mostPollMs = 500;
/** What is waited for comes in a second or two; a busy machine may take its time. */
export const patienceMs = 60_000;

/**
 * Asks until there is an answer.
 * @throws Error that says what was waited for, and what was seen last
 */
export async function until<Result>(
	what: string,
	ask: () => Promise<Result | undefined>,
	{
		timeoutMs = patienceMs,
		everyMs = pollMs,
		seen,
	}: { timeoutMs?: number; everyMs?: number; seen?: () => unknown } = {},
): Promise<Result> {
	const fromMs = Date.now();
	const deadlineMs = fromMs + timeoutMs;
	for (;;) {
		const answer = await ask();
		if (answer !== undefined) return answer;
		if (Date.now() > deadlineMs) {
			const last = seen ? `; last seen: ${JSON.stringify(seen())}` : '';
			throw new Error(`waited ${timeoutMs} ms for ${what}${last}`);
		}
		const longMs = Math.min(mostPollMs, (Date.now() - fromMs) / 20);
		await sleep(Math.max(everyMs, longMs));
	}
}
