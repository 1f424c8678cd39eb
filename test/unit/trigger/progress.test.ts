import fc from 'fast-check';

import {
	advanced,
	isUsable,
	isWorthSaving,
	longestPauseMs,
} from '../../../nodes/HeyGen/trigger/reconciliation/progress';
import { anyAccount, type Progress } from '../../../nodes/HeyGen/trigger/stored';

const nowMs = Date.UTC(2026, 10, 24);
const progress: Progress = { account: 'mine', floor: { atMs: 1, ids: [] }, atMs: nowMs - 60_000 };

describe('a position', () => {
	const time = fc.integer({ min: nowMs - 200_000, max: nowMs + 200_000 });

	it('never goes back, nor past now or what is open', () => {
		fc.assert(
			fc.property(time, fc.option(time), fc.array(time), (atMs, newest, open) => {
				const before = { ...progress, atMs };
				const after = advanced(before, newest ?? undefined, open, nowMs).atMs;
				expect(after).toBeGreaterThanOrEqual(atMs);
				if (after > atMs) {
					expect(after).toBeLessThanOrEqual(nowMs);
					for (const openMs of open) expect(after).toBeLessThan(openMs);
				}
			}),
		);
	});

	it.each<[string, number | undefined, number[], number]>([
		['the newest of the history', nowMs - 10, [], nowMs - 10],
		['just before what is open', nowMs - 10, [nowMs - 30, nowMs - 20], nowMs - 31],
		['now, where the history is ahead', nowMs + 10, [], nowMs],
		['where it was, when there is nothing', undefined, [], progress.atMs],
	])('goes on to %s', (_case, newest, open, atMs) => {
		expect(advanced(progress, newest, open, nowMs).atMs).toBe(atMs);
	});

	it('is not paused any more', () => {
		const paused = { ...progress, pausedAtMs: nowMs - 5 };
		expect(advanced(paused, undefined, [], nowMs)).not.toHaveProperty('pausedAtMs');
	});
});

it.each<[string, Partial<Progress>, boolean]>([
	['of this account', {}, true],
	['of 0.1.0', { account: anyAccount }, true],
	['of another account', { account: 'theirs' }, false],
	['after a pause of a day', { pausedAtMs: nowMs - longestPauseMs }, true],
	['after a longer pause', { pausedAtMs: nowMs - longestPauseMs - 1 }, false],
])('progress %s is usable: %s', (_case, more, usable) => {
	expect(isUsable({ ...progress, ...more }, 'mine', nowMs)).toBe(usable);
});

it.each<[string, Progress | undefined, boolean]>([
	['nothing was saved', undefined, true],
	['it is the same', progress, false],
	['it moved a little', { ...progress, atMs: progress.atMs - 299_999 }, false],
	['it moved by five minutes', { ...progress, atMs: progress.atMs - 300_000 }, true],
	['it was of another account', { ...progress, account: 'theirs' }, true],
	['it was paused', { ...progress, pausedAtMs: 1 }, true],
])('is saved when %s: %s', (_case, saved, isWorth) => {
	expect(isWorthSaving(progress, saved)).toBe(isWorth);
});
