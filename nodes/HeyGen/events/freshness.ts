import { timeOf } from '../time';

/**
 * Whether a delivery's timestamp is too old or unreadable. A delivery without one is not stale:
 * HeyGen's older deliveries have none.
 * @param timestamp the Heygen-Timestamp header, seconds since 1970 (milliseconds and ISO 8601 work
 * too); the signature does not cover it
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
