import fc from 'fast-check';
import type { HeyGenEvent } from '../../../nodes/HeyGen/events/event';
import { fingerprint } from '../../../nodes/HeyGen/events/fingerprint';
import type { JsonObject } from '../../../nodes/HeyGen/narrow';
import { fixture, fixtures } from '../../fixtures';
import { cpuSecondsOf } from '../../support/cpu';

const eventOf = (event_data: unknown, more: JsonObject = {}): HeyGenEvent => ({
	event_type: 'avatar_video.success',
	event_data,
	...more,
});
const same = (one: HeyGenEvent, other: HeyGenEvent): boolean =>
	fingerprint(one) === fingerprint(other);

/** The copy that the history gives: links signed anew, keys in another order, an id, a time. */
function historyCopy(event: HeyGenEvent): HeyGenEvent {
	const turned = (value: unknown): unknown => {
		if (typeof value === 'string')
			return value.replace(/\?Expires=[^"]*/, '?Expires=9&Signature=z');
		if (Array.isArray(value)) return value.map(turned);
		if (typeof value !== 'object' || value === null) return value;
		const entries = Object.entries(value).filter(([, entry]) => entry !== null);
		return Object.fromEntries(entries.reverse().map(([key, entry]) => [key, turned(entry)]));
	};
	return {
		created_at: '2027-03-01T00:00:00Z',
		event_data: turned(event.event_data),
		event_type: event.event_type,
		event_id: 'evt_history',
	};
}

describe('fingerprint', () => {
	it('is 132 bits of a SHA-256 in base64', () => {
		expect(fingerprint(eventOf({ video_id: 'a' }))).toMatch(/^[\w+/]{22}$/);
	});

	it.each(fixtures)('is the same for the delivery and the history of $name', ({ parsed }) => {
		expect(same(parsed, historyCopy(parsed))).toBe(true);
	});

	it('tells all fixtures apart that are not copies of one event', () => {
		const prints = new Map<string, string[]>();
		for (const { name, parsed } of fixtures) {
			const print = fingerprint(parsed);
			prints.set(print, [...(prints.get(print) ?? []), name]);
		}
		expect([...prints.values()].filter((names) => names.length > 1)).toEqual([
			['avatar_video.fail.v1', 'avatar_video.fail.v3'],
			[
				'avatar_video.success.v1-later',
				'avatar_video.success.v1-sparse',
				'avatar_video.success.v1',
				'avatar_video.success.v3-sparse',
				'avatar_video.success.v3',
			],
			['avatar_video_gif.fail.v1', 'avatar_video_gif.fail.v3'],
			['avatar_video_gif.success.v1', 'avatar_video_gif.success.v3'],
			['video_agent.success.v3-video_url', 'video_agent.success.v3'],
		]);
	});

	it.each([
		['another id', { event_id: 'evt_a' }, { event_id: 'evt_b' }],
		['an id and none', { event_id: 'evt_a' }, {}],
		['another time', { created_at: '2027-01-01T00:00:00Z' }, { created_at: 1_801_000_000 }],
		['more beside the data', { callback_id: 'c' }, {}],
	])('is the same with %s', (_case, one, other) => {
		expect(same(eventOf({ video_id: 'a' }, one), eventOf({ video_id: 'a' }, other))).toBe(true);
	});

	it.each([
		['null and missing', { a: 1, b: null }, { a: 1 }],
		['keys in another order', { a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 }],
		['another query', { url: 'https://v.example/a?x=1' }, { url: 'https://v.example/a?x=2' }],
		['a query and none', { url: 'HTTP://v.example/a?x=1' }, { url: 'HTTP://v.example/a' }],
		[
			'another query in a list',
			{ urls: ['https://v.example/a?x'] },
			{ urls: ['https://v.example/a?y'] },
		],
		[
			'another query in the markup of a GIF',
			{ gif_html: '<img alt="a?" src="https://v.example/a.gif?Expires=1&Signature=x">' },
			{ gif_html: '<img alt="a?" src="https://v.example/a.gif?Expires=2&Signature=y">' },
		],
	])('is the same for data with %s', (_case, one, other) => {
		expect(same(eventOf(one), eventOf(other))).toBe(true);
	});

	it.each([
		['another value', { a: 1 }, { a: 2 }],
		['another key', { a: 1 }, { b: 1 }],
		['one key more', { a: 1 }, { a: 1, b: 'x' }],
		['another path', { url: 'https://v.example/a?x' }, { url: 'https://v.example/b?x' }],
		['another host', { url: 'https://v.example/a' }, { url: 'https://w.example/a' }],
		['a text that is no link', { callback_id: 'a?x=1' }, { callback_id: 'a?x=2' }],
		['a list in another order', { a: [1, 2] }, { a: [2, 1] }],
		['a list and its object', { a: ['x'] }, { a: { 0: 'x' } }],
		['quotes that look like another key', { a: '1","b":"2' }, { a: '1', b: '2' }],
		[
			'another text in the markup of a GIF',
			{ gif_html: '<a href="https://v.example/a?x">one</a>' },
			{ gif_html: '<a href="https://v.example/a?x">two</a>' },
		],
		['true and false', { a: true }, { a: false }],
	])('differs for data with %s', (_case, one, other) => {
		expect(same(eventOf(one), eventOf(other))).toBe(false);
	});

	it('differs for another type', () => {
		const event = fixture('avatar_video.fail.v1').parsed;
		expect(same(event, { ...event, event_type: 'avatar_video_gif.fail' })).toBe(false);
	});

	it.each([
		['a number and its text', { a: 1 }, { a: '1' }],
		['an empty text and null', { a: 1, b: '' }, { a: 1, b: null }],
		['an empty text and nothing', { a: 1, b: '' }, { a: 1 }],
		['an empty list and nothing', { a: 1, b: [] }, { a: 1 }],
		['an empty object inside and nothing', { a: 1, b: { c: null } }, { a: 1 }],
		['white space around a text', { a: 'x' }, { a: ' x ' }],
	])('is the same for %s', (_case, one, other) => {
		expect(same(eventOf(one), eventOf(other))).toBe(true);
	});

	it('is the same for data as JSON text', () => {
		const event_data = JSON.stringify({ video_id: 'a' });
		expect(
			same({ event_type: 'x', event_data }, { event_type: 'x', event_data: { video_id: 'a' } }),
		).toBe(true);
	});

	it('reads bodies without data by what stands beside the type', () => {
		const flat = (more: JsonObject): HeyGenEvent => ({ event_type: 'x', ...more });
		expect(same(flat({ video_id: 'a' }), flat({ video_id: 'b' }))).toBe(false);
		expect(same(flat({ video_id: 'a', event_id: '1' }), flat({ video_id: 'a' }))).toBe(true);
		expect(
			same(flat({ video_id: 'a', event_data: {} }), flat({ video_id: 'b', event_data: {} })),
		).toBe(false);
		expect(same(flat({ event_data: ['a'] }), flat({ event_data: ['b'] }))).toBe(false);
	});

	it('sees what stands under __proto__', () => {
		const read = (text: string): HeyGenEvent => eventOf(JSON.parse(text) as JsonObject);
		expect(same(read('{"__proto__":{"a":1}}'), read('{"__proto__":{"a":2}}'))).toBe(false);
		expect(same(read('{"__proto__":{"a":1}}'), read('{}'))).toBe(false);
		expect(same(read('{"constructor":1}'), read('{"constructor":2}'))).toBe(false);
		const flat = JSON.parse('{"event_type":"x","__proto__":{"a":1}}') as HeyGenEvent;
		expect(same(flat, { event_type: 'x' })).toBe(false);
	});

	it.each([
		['lists', '[', ']'],
		['objects', '{"a":', '}'],
	])('does not throw on %s that nest deeper than the stack', (_case, open, close) => {
		const middle = open === '[' ? '' : '1';
		const deep = open.repeat(50_000) + middle + close.repeat(50_000);
		const event = JSON.parse(`{"event_type":"x","event_data":{"deep":${deep}}}`) as HeyGenEvent;
		expect(fingerprint(event)).toHaveLength(22);
	});

	it('does not take long over a text of many links', () => {
		const event = eventOf({ text: `see ${'http://'.repeat(300_000)}` });
		expect(cpuSecondsOf(() => void fingerprint(event))).toBeLessThan(10);
	});

	it('is the same for any JSON that was read twice', () => {
		fc.assert(
			fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (data) => {
				const text = JSON.stringify(data);
				const read = (): HeyGenEvent => eventOf(JSON.parse(text) as JsonObject);
				return same(read(), historyCopy(read())) && same(read(), read());
			}),
		);
	});
});
