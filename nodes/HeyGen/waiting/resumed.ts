/** How long n8n may take from our answer until the execution runs: it may have to wait for a slot. */
const longestMs = 30_000;
const untilMs = new Map<string, number>();

/** This process has just told n8n to go on with that wait. */
export function markResumed(wait: string, nowMs: number): void {
	for (const [other, until] of untilMs) if (until <= nowMs) untilMs.delete(other);
	untilMs.set(wait, nowMs + longestMs);
}

/** n8n would answer a second call meanwhile with an error, and write a page about it in its log. */
export const isResuming = (wait: string, nowMs: number): boolean =>
	(untilMs.get(wait) ?? 0) > nowMs;
