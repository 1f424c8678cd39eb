/** How long a caller may wait for HeyGen, in milliseconds. */
export interface RetryPolicy {
	/** One request, from sending it to the last byte of the answer. */
	timeoutMs: number;
	attempts: number;
	/** All attempts and waits together; a Retry-After that does not fit is not waited for. */
	totalMs: number;
	/**
	 * Waits for a limit of requests or jobs for all of `totalMs`; with `false` the caller gets the
	 * error at once and waits in its own way.
	 */
	waitsForLimits?: boolean;
}

/** n8n gives an activation 84 s over five attempts, and a slow one breaks a parallel poll. */
export const hookPolicy: RetryPolicy = {
	timeoutMs: 8_000,
	attempts: 4,
	totalMs: 30_000,
};

/** The next poll comes anyway. */
export const pollPolicy: RetryPolicy = {
	timeoutMs: 8_000,
	attempts: 2,
	totalMs: 15_000,
};

/** A user waits for a list in the editor. */
export const editorPolicy: RetryPolicy = {
	timeoutMs: 8_000,
	attempts: 2,
	totalMs: 12_000,
};

/** HeyGen waits 10 s for the answer to a callback. Source: docs/facts/heygen.md#deliveries */
export const callbackPolicy: RetryPolicy = {
	timeoutMs: 4_000,
	attempts: 2,
	totalMs: 5_000,
};

/** HeyGen takes up to 31 s to create a video. Source: docs/facts/heygen.md#limits. */
export const executionPolicy: RetryPolicy = {
	timeoutMs: 120_000,
	attempts: 5,
	totalMs: 300_000,
	waitsForLimits: true,
};

/** A parked node asks again anyway, and HeyGen limits requests. */
export const lookPolicy: RetryPolicy = {
	timeoutMs: 30_000,
	attempts: 1,
	totalMs: 30_000,
	waitsForLimits: false,
};

const longestBackoffMs = 15_000;

/** The wait after attempt number `attempt`, in milliseconds; Retry-After takes precedence. */
export function waitMs(attempt: number, retryAfterSeconds?: number): number {
	const backoffMs = Math.min(250 * 2 ** attempt, longestBackoffMs);
	if (retryAfterSeconds === undefined) return backoffMs;
	// A Retry-After of 0, again and again, must not cause a loop without a pause.
	return Math.max(retryAfterSeconds * 1_000, attempt > 5 ? backoffMs : 0);
}

/** asctime, the third form of an HTTP date, is in GMT without saying so. */
const asctime = /^[a-z]{3} [a-z]{3} +\d{1,2} [\d:]{8} \d{4}$/i;

/** Also accepts a header that came twice. */
const plainSeconds = /^\s*(-?[\d.]+(?:e\d+)?)\s*(?:,|$)/i;
/** No wait takes years, so a larger number is a time in seconds since 1970. */
const firstMoment = 1e9;

/** Seconds of a Retry-After header (a number or an HTTP date); undefined if unreadable. */
export function retryAfterSeconds(header: unknown, nowMs: number): number | undefined {
	const text = typeof header === 'number' ? String(header) : header;
	if (typeof text !== 'string' || text.trim() === '') return undefined;
	const [, digits] = plainSeconds.exec(text) ?? [];
	if (digits !== undefined) {
		const seconds = Number(digits);
		return Math.max(0, seconds < firstMoment ? seconds : seconds - nowMs / 1_000);
	}
	const atMs = Date.parse(asctime.test(text.trim()) ? `${text.trim()} GMT` : text);
	return Number.isNaN(atMs) ? undefined : Math.max(0, Math.ceil((atMs - nowMs) / 1_000));
}
