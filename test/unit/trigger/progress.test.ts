import fc from 'fast-check';

import type { Choice, Progress } from '../../../nodes/HeyGen/trigger/state/staticData';
import {
	advanced,
	isChosen,
	isUsable,
	isWanted,
	withChoice,
} from '../../../nodes/HeyGen/trigger/poll/progress';

const nowMs = Date.UTC(2026, 10, 24);
const dayMs = 86_400_000;
const choice = (atMs: number, types: string[] | null, callbackIds: string[] = []): Choice => ({
	since: { atMs, ids: ['known'] },
	types,
	callbackIds,
});
const progress: Progress = {
	history: 'mine',
	choices: [choice(1, ['a', 'b'])],
	atMs: nowMs - 60_000,
};

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
		expect(advanced(paused, undefined, [], nowMs).pausedAtMs).toBeUndefined();
	});
});

it.each<[string, Partial<Progress>, boolean]>([
	['of this history', {}, true],
	['of another history', { history: 'theirs' }, false],
	['after a pause of a day', { pausedAtMs: nowMs - dayMs }, true],
	['after a longer pause', { pausedAtMs: nowMs - dayMs - 1 }, false],
])('progress %s is usable: %s', (_case, more, usable) => {
	expect(isUsable({ ...progress, ...more }, 'mine', nowMs)).toBe(usable);
});

it.each<[string, string[] | null, string[], boolean]>([
	['the same types in another order', ['b', 'a'], [], true],
	['one more', ['a', 'b', 'c'], [], false],
	['every type', null, [], false],
	['a callback ID', ['a', 'b'], ['x'], false],
])('isChosen: %s', (_case, types, callbackIds, expected) => {
	expect(isChosen(progress, types, callbackIds)).toBe(expected);
});

describe('isWanted', () => {
	const later = withChoice(progress, choice(100, ['b', 'c']));
	const past = (type: string, madeAtMs: number, id = 'new') => ({
		event: { event_type: type, event_id: id, event_data: {} },
		madeAtMs,
	});

	it.each<[string, string, number, string, boolean]>([
		['wanted then and now', 'b', 50, 'new', true],
		['wanted now only', 'c', 50, 'new', false],
		['wanted then only', 'a', 50, 'new', false],
		['wanted since', 'c', 101, 'new', true],
		['of the very second of the change', 'c', 100, 'new', true],
		['known at the change', 'c', 100, 'known', false],
		['from before the first choice', 'b', 0, 'new', false],
	])('%s', (_case, type, madeAtMs, id, expected) => {
		expect(isWanted(later, past(type, madeAtMs, id))).toBe(expected);
	});
});
