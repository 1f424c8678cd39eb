import fc from 'fast-check';
import { outcomeOf } from '../../../nodes/HeyGen/events/catalogue';
import { dataOf, type HeyGenEvent } from '../../../nodes/HeyGen/events/event';
import { simplify } from '../../../nodes/HeyGen/events/normalise';
import type { JsonObject } from '../../../nodes/HeyGen/narrow';
import { fixture, fixtures } from '../../fixtures';
import { cpuSecondsOf } from '../../support/cpu';

const firstNames = ['event_id', 'event_type', 'resource', 'outcome', 'created_at', 'error_message'];

describe('every fixture', () => {
	it.each(fixtures)('$name: the six fields first', ({ parsed, generation }) => {
		const item = simplify(parsed, undefined);
		expect(Object.keys(item).slice(0, 6)).toEqual(firstNames);
		expect(item).toMatchObject({
			event_id: generation === 'v3' ? parsed.event_id : null,
			event_type: parsed.event_type,
			resource: parsed.event_type.split('.')[0],
			outcome: outcomeOf(parsed.event_type),
			created_at: generation === 'v3' ? parsed.created_at : null,
		});
	});

	it.each(fixtures)("$name: the data under HeyGen's own names", ({ parsed }) => {
		const { created_at, ...data } = dataOf(parsed);
		const item = simplify(parsed, undefined);
		expect(item).toMatchObject(data);
		expect(item.event_data_created_at).toBe(created_at);
		const added = created_at === undefined ? [] : ['event_data_created_at'];
		expect(Object.keys(item).sort()).toEqual(
			[...firstNames, ...Object.keys(data), ...added].sort(),
		);
	});

	it.each(fixtures)('$name: a text when it failed, and only then', ({ parsed }) => {
		const { outcome, error_message } = simplify(parsed, undefined);
		if (outcome === 'fail') expect(error_message).toMatch(/^\S.*\.$/);
		else expect(error_message).toBeNull();
	});
});

const failed = (event_data: unknown, more: JsonObject = {}): HeyGenEvent => ({
	event_type: 'avatar_video.fail',
	event_data,
	...more,
});

describe('error_message', () => {
	it.each([
		['avatar_video.fail.v1', 'The script has no words to speak.'],
		['video_translate.fail.v1', 'The source has only music in it.'],
		['hyperframes_video.fail.v3', 'The page never became quiet.'],
	])('of %s', (name, text) => {
		expect(simplify(fixture(name).parsed, undefined).error_message).toBe(text);
	});

	it.each([
		['msg', { msg: 'a', message: 'b', failure_message: 'c', error: 'd', reason: 'e' }, 'a'],
		['message', { message: 'b', failure_message: 'c', error: 'd', reason: 'e' }, 'b'],
		['failure_message', { failure_message: 'c', error: 'd', reason: 'e' }, 'c'],
		['error', { error: 'd', reason: 'e' }, 'd'],
		['the message in error', { error: { code: 'x', message: 'd' }, reason: 'e' }, 'd'],
		['reason', { reason: 'e' }, 'e'],
		['the next one when one is null', { msg: null, message: 'b' }, 'b'],
		['the next one when one is empty', { msg: '', message: 'b' }, 'b'],
		['the next one when one is no text', { msg: 7, error: { code: 1 }, reason: 'e' }, 'e'],
		['null when there is none', { video_id: 'v' }, null],
	])('takes %s', (_case, data, text) => {
		expect(simplify(failed(data), undefined).error_message).toBe(text);
	});

	it.each<[string, unknown]>(
		[
			...[
				'failure_reason',
				'error_message',
				'error_msg',
				'err_msg',
				'fail_reason',
				'failed_reason',
			],
			...['failureReason', 'failureMessage', 'errorMessage', 'Message', 'error_description'],
			...['detail', 'details', 'error_detail', 'errors', 'failure', 'status_message', 'exception'],
		].map((name): [string, unknown] => [name, { [name]: 'e' }]),
	)('is found under %s', (_name, data) => {
		expect(simplify(failed(data)).error_message).toBe('e');
	});

	it.each<[string, unknown]>([
		['a list of texts', { errors: ['e', 'f', 'e'] }],
		['a list of objects', { errors: [{ code: 1, message: 'e' }, { message: 'f' }] }],
		['a list under error', { error: ['e', { detail: 'f' }] }],
		['JSON text', { error: '[{"message":"e"},"f"]' }],
	])('is found in %s', (_case, data) => {
		expect(simplify(failed(data)).error_message).toBe('e; f');
	});

	it.each<[string, unknown]>([
		['an object in an object', { error: { error: { detail: { description: 'e' } } } }],
		['JSON text of an object', { failure_message: '{"error":{"message":"e"}}' }],
		['an object beside others', { video: { id: 'v', status: 'failed', failure_message: 'e' } }],
		['an entry of a list', { items: [{ item_index: 0 }, { error: { message: 'e' } }] }],
		['data that is JSON text', '{"error":{"message":"e"}}'],
		['a title only', { error: { title: 'e' } }],
	])('is found in %s', (_case, data) => {
		expect(simplify(failed(data)).error_message).toBe('e');
	});

	it.each<[string, unknown]>([
		['in a language', { msg: { en: 'e' } }],
		['in English of several', { msg: { de: 'd', en: 'e', fr: 'f' } }],
		['in the one language there is', { message: { 'pt-BR': 'e' } }],
		['under message_text', { message_text: 'e' }],
		['under explanation', { explanation: 'e' }],
		['under description, where nothing else says why', { description: 'e', video_id: 'v' }],
		['in a description behind another reason', { description: 'd', error: { message: 'e' } }],
	])('is found %s', (_case, data) => {
		expect(simplify(failed(data)).error_message).toBe('e');
	});

	it('is no title and no description of what did not fail', () => {
		expect(simplify(failed({ title: 'My video', video_id: 'v' })).error_message).toBeNull();
		const event = { event_type: 'avatar_video.later', event_data: { description: 'Mine' } };
		expect(simplify(event).error_message).toBeNull();
	});

	// it took a minute, in which n8n did nothing else
	it('is looked for once in each of 40,000 fields whose names differ in digits alone', () => {
		const fields = Array.from({ length: 40_000 }, (_, index) => [`k${index}`, index]);
		const event = failed(Object.fromEntries(fields));
		const simplified = () => expect(simplify(event).error_message).toBeNull();
		expect(cpuSecondsOf(simplified)).toBeLessThan(10);
	});

	it('names the fields that were refused', () => {
		const data = { errors: { script: ['is empty'], voice_id: 'is unknown' } };
		expect(simplify(failed(data)).error_message).toBe('script: is empty; voice_id: is unknown');
	});

	it.each<[string, unknown]>([
		['beside the data', { failure_code: 'moderated' }],
		['in an object', { error: { code: 'moderated' } }],
		['in capitals', { errorCode: 'moderated' }],
	])('is the code when there are no words: %s', (_case, data) => {
		expect(simplify(failed(data)).error_message).toBe('moderated');
	});

	it('never throws, and is a text or null, whatever HeyGen says', () => {
		const names = fc.constantFrom(
			'error',
			'message',
			'details',
			'errors',
			'a',
			'code',
			'__proto__',
		);
		const { value } = fc.letrec<{ value: unknown }>((tie) => ({
			value: fc.oneof(fc.jsonValue(), fc.array(tie('value')), fc.dictionary(names, tie('value'))),
		}));
		fc.assert(
			fc.property(value, (data) => {
				const { error_message } = simplify(failed(data));
				return error_message === null || /\S/.test(error_message);
			}),
		);
	});

	it('is looked for beside the data too, the data first', () => {
		expect(simplify(failed({ reason: 'in' }, { msg: 'beside' }), undefined).error_message).toBe(
			'in',
		);
		expect(simplify(failed({}, { msg: 'beside' }), undefined).error_message).toBe('beside');
		expect(simplify(failed(undefined, { msg: 'beside' }), undefined).error_message).toBe('beside');
	});

	it('is null when it ended well, whatever HeyGen says', () => {
		const event = { event_type: 'ai_clipping.success', event_data: { message: 'Done.' } };
		expect(simplify(event, undefined)).toMatchObject({ error_message: null, message: 'Done.' });
	});
});

describe('event_id', () => {
	it('is the signed one, then the one given, then null', () => {
		expect(simplify(failed({}, { event_id: 'body' }), 'header').event_id).toBe('body');
		expect(simplify(failed({}), 'header').event_id).toBe('header');
		expect(simplify(failed({}, { event_id: '' }), undefined).event_id).toBeNull();
	});
});

describe('a field named error', () => {
	it('gets the place it comes from in front: n8n takes an item with an error for a failed one', () => {
		const event = failed({ error: 'in', msg: 'm' }, { error: { code: 1 } });
		const item = simplify(event);
		expect(item).not.toHaveProperty('error');
		expect(item).toMatchObject({
			error_message: 'm',
			event_data_error: 'in',
			event_error: { code: 1 },
		});
	});

	it('does so without a value too, so that its name does not change with it', () => {
		expect(simplify(failed({ error: null }))).toMatchObject({ event_data_error: null });
	});

	it('does so where the data stands beside the type', () => {
		const item = simplify({ event_type: 'avatar_video.fail', error: 'e', video_id: 'v' });
		expect(item).toMatchObject({ event_error: 'e', error_message: 'e', video_id: 'v' });
		expect(item).not.toHaveProperty('error');
	});
});

describe('names that are taken', () => {
	it('keep both values', () => {
		const event = failed(
			{ event_id: 'mine', outcome: 'bad', resource: 'r', callback_id: 'in', msg: 'm' },
			{ event_id: 'evt', callback_id: 'beside', outcome: 'worse', msg: 'm' },
		);
		expect(simplify(event, undefined)).toEqual({
			event_id: 'evt',
			event_type: 'avatar_video.fail',
			resource: 'avatar_video',
			outcome: 'fail',
			created_at: null,
			error_message: 'm',
			event_data_event_id: 'mine',
			event_data_outcome: 'bad',
			event_data_resource: 'r',
			callback_id: 'in',
			msg: 'm',
			event_callback_id: 'beside',
			event_outcome: 'worse',
		});
	});

	it('keep both when the new name is taken as well', () => {
		const event = failed({ event_data_outcome: 1, outcome: 2, event_data_event_data_outcome: 3 });
		expect(Object.values(simplify(event, undefined))).toEqual(expect.arrayContaining([1, 2, 3]));
	});

	it('keep data that is no object, and none that is null', () => {
		expect(simplify(failed(['a']), undefined).event_data).toEqual(['a']);
		expect(simplify(failed('a'), undefined).event_data).toBe('a');
		expect(simplify(failed(0), undefined).event_data).toBe(0);
		expect(Object.keys(simplify(failed(null), undefined))).toEqual(firstNames);
	});

	it('keep a field named __proto__ as a field', () => {
		const event = failed(JSON.parse('{"__proto__":{"polluted":true}}'));
		const item = simplify(event, undefined);
		expect(Object.getPrototypeOf(item)).toBe(Object.prototype);
		expect(Object.getOwnPropertyDescriptor(item, '__proto__')?.value).toEqual({ polluted: true });
	});
});

it('passes unknown types through in the same shape', () => {
	const event = {
		event_id: 'evt',
		event_type: 'lipsync.success',
		event_data: { lipsync_id: 'l', url: 'u' },
		created_at: '2027-02-03T04:05:06Z',
		workspace: { id: 'w' },
	};
	expect(simplify(event, undefined)).toEqual({
		event_id: 'evt',
		event_type: 'lipsync.success',
		resource: 'lipsync',
		outcome: 'success',
		created_at: '2027-02-03T04:05:06Z',
		error_message: null,
		lipsync_id: 'l',
		url: 'u',
		workspace: { id: 'w' },
	});
});

const names = fc.oneof(
	fc.constantFrom(...firstNames, 'event_data_event_id', 'event_outcome', 'msg', '__proto__', 'a'),
	fc.string(),
);
const objects = fc.dictionary(names, fc.jsonValue());

it('never throws and loses no field of any event', () => {
	fc.assert(
		fc.property(fc.string({ minLength: 1 }), objects, objects, (event_type, data, beside) => {
			const event: HeyGenEvent = { ...beside, event_type, event_data: data };
			const item = simplify(event, 'id');
			const values = new Set(Object.values(item));
			const kept = ([, value]: [string, unknown]): boolean => values.has(value);
			expect(Object.keys(item)).toEqual(expect.arrayContaining(firstNames));
			expect(Object.entries(data).filter((entry) => !kept(entry))).toEqual([]);
			for (const [name, value] of Object.entries(data)) {
				const isFree = !firstNames.includes(name) && !name.startsWith('event_data_');
				if (isFree) expect(item).toHaveProperty([name], value);
			}
		}),
	);
});

it('never throws on any JSON object with an event_type', () => {
	const event = fc.tuple(fc.string({ minLength: 1 }), objects);
	fc.assert(
		fc.property(event, ([event_type, rest]) => {
			const item = simplify({ ...rest, event_type }, undefined);
			return item.event_type === event_type && JSON.stringify(item) !== '';
		}),
	);
});
