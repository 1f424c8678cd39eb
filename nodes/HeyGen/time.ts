/** A zone without its minutes, which JavaScript does not read. */
const hoursOnly = /(?<=:\d\d(?:\.\d+)?)[+-]\d\d$/;

/**
 * Milliseconds since 1970 of a time as HeyGen writes it: ISO 8601, where no zone means UTC (v1), or
 * seconds or milliseconds since 1970. Undefined when it is none of these.
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
	// Seconds pass this mark in the year 5138.
	return number < 1e11 ? number * 1_000 : number;
}

/** Longer than a query may take and who waits sleeps between two looks. */
const longestLookMs = 15_000;

/** The ms since it was made. Of a clock that is set meanwhile, each look counts a few seconds at most. */
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
