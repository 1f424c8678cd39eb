import fc from 'fast-check';

import {
	callbackIdOf,
	dataOf,
	fileUrlOf,
	findData,
	isKnownEvent,
	readEvent,
} from '../../../nodes/HeyGen/events/event';
import { catalogue } from '../../../nodes/HeyGen/events/catalogue';
import { simplify } from '../../../nodes/HeyGen/events/normalise';
import { isObject, type JsonObject } from '../../../nodes/HeyGen/narrow';
import { fixture, fixtures } from '../../fixtures';

describe('readEvent', () => {
	it.each(fixtures)('reads $name', ({ bytes, parsed }) => {
		expect(readEvent(bytes)).toEqual(parsed);
	});

	it.each([
		['no bytes', ''],
		['no JSON', 'event_type=avatar_video.success'],
		['half an object', '{"event_type":"avatar_video.success"'],
		['null', 'null'],
		['a text', '"avatar_video.success"'],
		['a number', '7'],
		['a list', '[{"event_type":"avatar_video.success"}]'],
		['an object without event_type', '{"event":"avatar_video.success","event_data":{}}'],
		['an empty event_type', '{"event_type":"","event_data":{}}'],
		['an event_type that is no text', '{"event_type":["avatar_video.success"]}'],
		['what n8n can not store', `{"event_type":"a","x":${'['.repeat(5_000)}${']'.repeat(5_000)}}`],
	])('takes %s for no event', (_case, text) => {
		expect(readEvent(Buffer.from(text))).toBeUndefined();
	});

	it('reads an event type that is not known, with whatever data', () => {
		const event = { event_type: 'lipsync.success', event_data: ['x'], extra: { é: '✓' } };
		expect(readEvent(Buffer.from(JSON.stringify(event)))).toEqual(event);
	});

	it('reads integers that a number can not hold as text, digit for digit', () => {
		const text = (id: string) =>
			`{"event_type":"x","event_id":${id},"event_data":{"video_id":[-${id},"${id}"],"\\"${id}":1}}`;
		for (const id of ['9007199254740992', '9007199254740993', '123456789012345678901234']) {
			expect(readEvent(Buffer.from(text(id)))).toEqual({
				event_type: 'x',
				event_id: id,
				event_data: { video_id: [`-${id}`, id], [`"${id}`]: 1 },
			});
		}
		const inside = JSON.stringify('{"video_id":9007199254740993}');
		const event = readEvent(Buffer.from(`{"event_type":"x","event_data":${inside}}`));
		expect(event && dataOf(event)).toEqual({ video_id: '9007199254740993' });
	});

	it.each([
		'9007199254740991',
		'-9007199254740991',
		'0.12345678901234567',
		'12345678901234567.5',
		'1e30',
		'1234567890123456789e3',
		'1.5e+12',
		'"\\u0031234567890123456789 1234567890123456789"',
		'"1234567890123456789"',
		'"\\\\",12345,"1234567890123456789"',
	])('reads %s as it stands', (value) => {
		const text = `{"event_type":"x","event_data":[${value}]}`;
		expect(readEvent(Buffer.from(text))).toEqual(JSON.parse(text));
	});

	it.each(['1', 'x', '"', '\\'])('reads a text of 2 MB of %s', (character) => {
		const event = { event_type: 'x', event_data: { text: character.repeat(2_000_000) } };
		expect(readEvent(Buffer.from(JSON.stringify(event)))).toEqual(event);
	});

	it('does not throw on bytes that are not UTF-8', () => {
		expect(readEvent(Buffer.from([0xff, 0xfe, 0x00, 0x7b]))).toBeUndefined();
	});
});

describe('isKnownEvent', () => {
	const event_type = 'avatar_video.fail';

	it('takes a known type with data', () => {
		expect(isKnownEvent({ event_type, event_data: {} })).toBe(true);
	});

	it.each([
		['an unknown type', { event_type: 'lipsync.fail', event_data: {} }],
		['a type of every object', { event_type: 'constructor', event_data: {} }],
		['no type', { event_data: {} }],
		['no data', { event_type }],
		['data that is null', { event_type, event_data: null }],
		['data that is a list', { event_type, event_data: [] }],
		['data that is a text', { event_type, event_data: '{}' }],
		['a text', event_type],
		['nothing', undefined],
	])('refuses %s', (_case, value) => {
		expect(isKnownEvent(value)).toBe(false);
	});
});

describe('dataOf', () => {
	it('is empty when there is none', () => {
		expect(dataOf({ event_type: 'x' })).toEqual({});
		expect(dataOf({ event_type: 'x', event_data: null })).toEqual({});
		expect(dataOf({ event_type: 'x', event_data: ['y'] })).toEqual({});
	});

	const data = { video_id: 'v', url: 'https://files.example/v.mp4' };
	it.each<[string, JsonObject, string | undefined]>([
		['an object', { event_data: data }, 'event_data'],
		['JSON text', { event_data: JSON.stringify(data) }, 'event_data'],
		['JSON text with blanks', { event_data: `\n ${JSON.stringify(data)}` }, 'event_data'],
		['JSON text of JSON text', { event_data: JSON.stringify(JSON.stringify(data)) }, 'event_data'],
		['a list', { event_data: [data] }, 'event_data'],
		['a list of JSON texts', { event_data: [JSON.stringify(data)] }, 'event_data'],
		['JSON text of a list', { event_data: JSON.stringify([data]) }, 'event_data'],
		['under data', { data }, 'data'],
		['under data, as JSON text', { event_data: null, data: JSON.stringify(data) }, 'data'],
		['under payload', { event_data: {}, payload: data }, 'payload'],
		['beside the type', { ...data }, undefined],
		['beside the type, with empty data', { event_data: '', ...data }, undefined],
	])('reads %s', (_case, sent, place) => {
		const event = { event_id: 'e', created_at: 'c', event_type: 'avatar_video.success', ...sent };
		expect(dataOf(event)).toEqual(data);
		expect(findData(event).place).toBe(place);
		expect(fileUrlOf(event, ['url'])).toBe(data.url);
		const item = simplify(event);
		expect(item).toMatchObject(data);
		expect(Object.keys(item).filter((name) => ['data', 'payload'].includes(name))).toEqual([]);
	});

	it('takes the first object of several, and the item keeps them all', () => {
		const event = { event_type: 'x', event_data: ['a', data, { video_id: 'w' }] };
		expect(dataOf(event)).toEqual(data);
		expect(simplify(event)).toMatchObject({ ...data, event_data: event.event_data });
	});

	it.each([
		['text', (inside: string) => inside],
		['text in a list', (inside: string) => [inside]],
	])('leaves %s as it is that could not be written again', (_case, as) => {
		const event_data = as(`{"video_id":${'['.repeat(20_000)}${']'.repeat(20_000)}}`);
		const item = simplify({ event_type: 'x', event_data });
		expect(item.event_data).toEqual(event_data);
		expect(JSON.stringify(item)).not.toContain('"video_id"');
	});

	it('never throws, and is an object, whatever stands there', () => {
		const value = fc.oneof(fc.jsonValue(), fc.json(), fc.string());
		fc.assert(
			fc.property(value, value, value, (event_data, inData, payload) => {
				const event = { event_type: 'x', event_data, data: inData, payload };
				return isObject(dataOf(event)) && (callbackIdOf(event) ?? 'x') !== '';
			}),
		);
	});
});

describe('callbackIdOf', () => {
	it.each([
		['in the data', { event_data: { callback_id: 'a' } }, 'a'],
		['beside the data', { event_data: {}, callback_id: 'b' }, 'b'],
		['in the data first', { event_data: { callback_id: 'a' }, callback_id: 'b' }, 'a'],
		['beside data that says null', { event_data: { callback_id: null }, callback_id: 'b' }, 'b'],
		['beside no data', { callback_id: 'b' }, 'b'],
		['nowhere', { event_data: { video_id: 'v' } }, undefined],
		['not in an empty text', { event_data: { callback_id: '' } }, undefined],
		['as a number', { event_data: { callback_id: 7 } }, '7'],
		['as a number that is nought', { event_data: { callback_id: 0 } }, '0'],
		['as a switch', { event_data: { callback_id: false } }, 'false'],
		['with blanks around', { event_data: { callback_id: ' a\n' } }, 'a'],
		['alone in a list', { event_data: { callback_id: ['a'] } }, 'a'],
		['as an object', { event_data: { callback_id: { job: 1 } } }, '{"job":1}'],
		['in data that is JSON text', { event_data: '{"callback_id":"a"}' }, 'a'],
		[
			'in another place than the data',
			{ event_data: { x: 1 }, payload: { callback_id: 'c' } },
			'c',
		],
	])('finds it %s', (_case, event, id) => {
		expect(callbackIdOf({ event_type: 'x', ...event })).toBe(id);
	});
});

describe('fileUrlOf', () => {
	it.each([
		['avatar_video.success.v1', 'harbour.mp4'],
		['avatar_video.success.v3-sparse', 'harbour.mp4'],
		['avatar_video_gif.success.v3', 'harbour.gif'],
		['avatar_video_caption.success.v3', 'harbour.srt'],
		['video_translate.success.v1', 'harbour-pt.mp4'],
		['personalized_video.v3', 'hi-noor.mp4'],
		['video_agent.success.v3', 'tour.mp4'],
		['video_agent.success.v3-video_url', 'tour.mp4'],
		['hyperframes_video.success.v3', 'opening.mp4'],
		['filler_word_removal.success.v3', 'short.mp4'],
		['podcast.success.v3', 'evening.mp4'],
	])('finds the file of %s', (name, file) => {
		const { parsed } = fixture(name);
		const row = catalogue[parsed.event_type as keyof typeof catalogue];
		expect(fileUrlOf(parsed, row.file)).toContain(`/${file}?`);
	});

	it('takes the first name that holds a text', () => {
		const event = { event_type: 'x', event_data: { a: null, b: '', c: 7, d: 'd', e: 'e' } };
		expect(fileUrlOf(event, ['a', 'b', 'c', 'd', 'e'])).toBe('d');
		expect(fileUrlOf(event, ['e', 'd'])).toBe('e');
		expect(fileUrlOf(event, ['a', 'z'])).toBeUndefined();
		expect(fileUrlOf(event, [])).toBeUndefined();
	});
});
