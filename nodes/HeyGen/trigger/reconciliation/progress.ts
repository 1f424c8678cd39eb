import { without } from '../../narrow';
import { anyAccount, type Progress } from '../stored';

/** Deliveries under way and late entries of the history are looked at again. */
export const overlapMs = 15 * 60_000;
/** HeyGen itself gives up on an event after a day. Source: heygen-api/webhooks.md section 3. */
export const longestPauseMs = 24 * 3_600_000;
/** A tick that emits anyway saves the position when it is older than this. */
const staleMs = 5 * 60_000;

/** Whether to go on from there: the same account's history, and no long pause since. */
export function isUsable(progress: Progress, account: string, nowMs: number): boolean {
	const { pausedAtMs = nowMs } = progress;
	return [anyAccount, account].includes(progress.account) && nowMs - pausedAtMs <= longestPauseMs;
}

/**
 * Moves on over what is dealt with, never back.
 * @param newestMs the newest time in HeyGen's history that can be believed
 * @param openMs when the events were made that may still have to be handed over again
 */
export function advanced(
	progress: Progress,
	newestMs: number | undefined,
	openMs: number[],
	nowMs: number,
): Progress {
	const oldestOpenMs = openMs.reduce((a, b) => Math.min(a, b), Infinity);
	// A time to come would hide what is made until then.
	const atMs = Math.min(newestMs ?? progress.atMs, oldestOpenMs - 1, nowMs);
	return { ...without(progress, 'pausedAtMs'), atMs: Math.max(progress.atMs, atMs) };
}

export const isWorthSaving = (now: Progress, saved: Progress | undefined): boolean =>
	saved === undefined ||
	saved.account !== now.account ||
	saved.pausedAtMs !== now.pausedAtMs ||
	now.atMs - saved.atMs >= staleMs;
