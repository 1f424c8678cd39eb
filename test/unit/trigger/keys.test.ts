import fc from 'fast-check';

import {
	idOf,
	isKnown,
	isSame,
	keysOf,
	keysToRecord,
} from '../../../nodes/HeyGen/trigger/dedupe/keys';

const dayMs = 86_400_000;
const noon = Date.UTC(2027, 1, 3, 12);
const event = (id?: string, video = 'a') => ({
	event_type: 'avatar_video.success',
	event_data: { video_id: video },
	...(id !== undefined && { event_id: id }),
});
const keys = (id: string | undefined, atMs = noon, video = 'a') =>
	keysOf(event(id, video), atMs, 'node');

/** A memory that records what is new, as the process and the database do. */
function memory() {
	const known = new Set<string>();
	return (asked: ReturnType<typeof keys>): boolean => {
		const isNew = !isKnown(asked, (key) => known.has(key));
		if (isNew) for (const key of keysToRecord(asked)) known.add(key);
		return isNew;
	};
}

describe('an event is known', () => {
	it('by its id, whatever its content and however late', () => {
		const isNew = memory();
		expect(isNew(keys('x'))).toBe(true);
		expect(isNew(keys('x', noon, 'b'))).toBe(false);
		expect(isNew(keys('x', noon + 9 * dayMs))).toBe(false);
	});

	it('not by its content where both copies have an id', () => {
		const isNew = memory();
		expect(isNew(keys('x'))).toBe(true);
		expect(isNew(keys('y'))).toBe(true);
	});

	it.each([
		['the first one has an id', 'x', undefined],
		['the second one has an id', undefined, 'x'],
		['none has an id', undefined, undefined],
	])('by its content where %s', (_case, first, second) => {
		const isNew = memory();
		expect(isNew(keys(first))).toBe(true);
		expect(isNew(keys(second))).toBe(false);
	});

	it('by its content for a day, and not two days later', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: -4, max: 4 }), (day, by) => {
				const isNew = memory();
				const atMs = noon + day * dayMs;
				isNew(keys(undefined, atMs));
				for (const id of [undefined, 'x']) {
					const again = keys(id, atMs + by * dayMs);
					expect(isKnown(again, (key) => keysToRecord(keys(undefined, atMs)).includes(key))).toBe(
						Math.abs(by) <= 1,
					);
				}
			}),
		);
	});

	it('not by an id that was a number and is rounded', () => {
		const isNew = memory();
		const numbered = (event_id: unknown) => keysOf({ ...event(undefined), event_id }, noon, 'node');
		expect(idOf({ ...event(), event_id: 12 })).toBe('12');
		expect(isNew(numbered('9007199254740993'))).toBe(true);
		expect(isNew(numbered('9007199254740992'))).toBe(true);
		// As the history gives it, parsed by n8n.
		expect(isNew(numbered(9007199254740992))).toBe(false);
	});

	it('not by another node that shares its id', () => {
		const known = new Set(keysToRecord(keysOf(event('x'), noon, 'one')));
		expect(isKnown(keysOf(event('x'), noon, 'other'), (key) => known.has(key))).toBe(false);
	});
});

it('takes a copy without an id for the one with, across midnight', () => {
	const isNew = memory();
	const midnight = Date.UTC(2027, 1, 4);
	expect(isNew(keys(undefined, midnight - 5_000))).toBe(true);
	expect(isNew(keys('x', midnight + 2_000))).toBe(false);
});

it('records two keys of an event without an id: n8n reads and writes all of them each time', () => {
	expect(keysToRecord(keys(undefined))).toHaveLength(2);
	expect(keysToRecord(keys('x'))).toHaveLength(5);
});

it('compares two that are under way alike', () => {
	expect(isSame(keys('x'), keys('x', noon, 'b'))).toBe(true);
	expect(isSame(keys('x'), keys('y'))).toBe(false);
	expect(isSame(keys('x'), keys(undefined))).toBe(true);
	expect(isSame(keys(undefined), keys(undefined, noon + dayMs))).toBe(true);
	expect(isSame(keys(undefined), keys(undefined, noon + 2 * dayMs))).toBe(false);
});

it.each([
	['x', 'x'],
	[' x ', 'x'],
	[7, '7'],
	['', undefined],
	[null, undefined],
	[undefined, undefined],
])('reads the id %j as %j', (event_id, id) => {
	expect(idOf({ event_type: 'a', event_id })).toBe(id);
});

it('a number too large to be exact is no id: it would be that of others too', () => {
	expect(idOf({ ...event(), event_id: 12 })).toBe('12');
	expect(idOf({ ...event(), event_id: 2 ** 60 })).toBeUndefined();
});
