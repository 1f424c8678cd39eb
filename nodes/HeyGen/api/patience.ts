import type { IHttpRequestMethods } from 'n8n-workflow';

/** How long a caller may wait for HeyGen. All in milliseconds. */
export interface Patience {
	/** One request, from sending it to the last byte of the answer. */
	timeoutMs: number;
	attempts: number;
	/** A Retry-After above this is not waited for. */
	longestWaitMs: number;
	/** All attempts and waits together. */
	totalMs: number;
}

/** n8n gives an activation 84 s over five tries, and a slow one breaks a poll beside it. */
export const hookPatience: Patience = {
	timeoutMs: 8_000,
	attempts: 4,
	longestWaitMs: 20_000,
	totalMs: 30_000,
};

/** The next tick comes anyway. */
export const pollPatience: Patience = {
	timeoutMs: 8_000,
	attempts: 2,
	longestWaitMs: 5_000,
	totalMs: 15_000,
};

/** A person waits for a list in the editor. */
export const editorPatience: Patience = {
	timeoutMs: 8_000,
	attempts: 2,
	longestWaitMs: 3_000,
	totalMs: 12_000,
};

/** HeyGen waits 10 s for the answer to a callback. Source: heygen-api/webhooks.md */
export const callbackPatience: Patience = {
	timeoutMs: 4_000,
	attempts: 2,
	longestWaitMs: 1_000,
	totalMs: 5_000,
};

/** Creating a video takes HeyGen up to 31 s. Source: heygen-api/api-notes.md section 3. */
export const executionPatience: Patience = {
	timeoutMs: 120_000,
	attempts: 5,
	longestWaitMs: 60_000,
	totalMs: 300_000,
};

/**
 * Whether sending it again is harmless when nobody knows if HeyGen carried it out.
 * PATCH replaces whole fields here, so it is; POST is only with a key that HeyGen remembers.
 */
export const mayRepeat = (method: IHttpRequestMethods, idempotencyKey?: string): boolean =>
	method !== 'POST' || idempotencyKey !== undefined;

/** The wait before attempt number `attempt` + 1, in milliseconds, Retry-After first. */
export const waitMs = (attempt: number, retryAfterSeconds?: number): number =>
	retryAfterSeconds !== undefined ? retryAfterSeconds * 1_000 : 250 * 2 ** attempt;

/** Seconds of a Retry-After header (a number or an HTTP date); undefined when unreadable. */
export function retryAfterSeconds(header: unknown, nowMs: number): number | undefined {
	if (typeof header !== 'string' || header.trim() === '') return undefined;
	const seconds = Number(header);
	if (Number.isFinite(seconds)) return Math.max(0, seconds);
	const atMs = Date.parse(header);
	return Number.isNaN(atMs) ? undefined : Math.max(0, Math.ceil((atMs - nowMs) / 1_000));
}
