/** A zone without its minutes, which JavaScript does not read. */
const hoursOnly = /(?<=:\d\d(?:\.\d+)?)[+-]\d\d$/;

/**
 * Parses a time from HeyGen into milliseconds since 1970: ISO 8601, without a zone it is UTC (v1),
 * or seconds or milliseconds since 1970. Undefined if it is none of these.
 */
export function timeOf(value: unknown): number | undefined {
	if (typeof value === 'string' && value.trim() !== '' && Number.isNaN(Number(value))) {
		const text = value.trim().replace(hoursOnly, '$&:00');
		const zoned = /(?:z|[+-]\d\d:?\d\d)$/i.test(text) || !text.includes(':');
		const utcMs = Date.parse(zoned ? text : `${text}Z`);
		// A zone may have a name, e.g. GMT.
		const atMs = Number.isNaN(utcMs) ? Date.parse(text) : utcMs;
		return Number.isNaN(atMs) ? undefined : atMs;
	}
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	if (typeof number !== 'number' || !Number.isFinite(number)) return undefined;
	// Seconds exceed this value in the year 5138.
	return number < 1e11 ? number * 1_000 : number;
}

/** Longer than any query takes and any waiter sleeps between two readings. */
const longestLookMs = 15_000;

/**
 * Returns the milliseconds since its creation. If the clock is set meanwhile, each reading adds a
 * few seconds at most.
 */
export function stopwatch(mostMs = longestLookMs): () => number {
	let elapsedMs = 0;
	let lookedAtMs = Date.now();
	return () => {
		const nowMs = Date.now();
		elapsedMs += Math.min(Math.max(nowMs - lookedAtMs, 0), mostMs);
		lookedAtMs = nowMs;
		return elapsedMs;
	};
}
