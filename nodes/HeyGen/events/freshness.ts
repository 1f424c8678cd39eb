import { timeOf } from '../time';

/**
 * Whether a delivery says itself that it is too old, or says it in a way nobody can read. Without
 * a timestamp it is not stale: HeyGen's older deliveries have none.
 * @param timestamp the Heygen-Timestamp header, seconds since 1970 (milliseconds and ISO 8601 are
 * read too); it is not covered by the signature
 * @param maxAgeSeconds 0 = never stale
 */
export function isStale(
	timestamp: string | undefined,
	maxAgeSeconds: number,
	nowMs: number,
): boolean {
	if (timestamp === undefined || maxAgeSeconds === 0) return false;
	const sentAtMs = timeOf(timestamp);
	return sentAtMs === undefined || nowMs - sentAtMs > maxAgeSeconds * 1_000;
}
