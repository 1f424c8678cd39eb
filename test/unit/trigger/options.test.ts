import fc from 'fast-check';
import { NodeOperationError } from 'n8n-workflow';

import {
	isWantedCallback,
	pollIntervalIn,
	readEvents,
	readOptions,
} from '../../../nodes/HeyGen/trigger/description/options';
import { node } from '../api/support/n8n';

const defaults = {
	callbackIds: [],
	downloadVideo: false,
	maxAgeSeconds: 300,
	recoverMissedEvents: true,
};

describe('readOptions', () => {
	it.each([undefined, null, {}, [], '', 'x', 7])('has the defaults for %j', (value) => {
		expect(readOptions(value)).toEqual(defaults);
	});

	it.each([undefined, null, '', '  '])('has the defaults for options that are %j', (value) => {
		const names = [
			'callbackIds',
			'entityId',
			'downloadVideo',
			'maxAgeSeconds',
			'recoverMissedEvents',
		];
		expect(readOptions(Object.fromEntries(names.map((name) => [name, value])))).toEqual(defaults);
	});

	it.each([
		[0, 0],
		['0', 0],
		[' 60 ', 60],
		[1.5, 1.5],
		['never', 300],
		[-1, 300],
		[NaN, 300],
		[Infinity, 300],
		['Infinity', 300],
		[true, 300],
		[[60], 300],
		[{}, 300],
	])('takes %j for a max age of %d s', (maxAgeSeconds, expected) => {
		expect(readOptions({ maxAgeSeconds }).maxAgeSeconds).toBe(expected);
	});

	it.each([
		['false', false, false],
		[0, false, false],
		['TRUE', true, true],
		[1, true, true],
		['perhaps', false, true],
	])('takes %j for a switch', (value, downloads, recovers) => {
		const read = readOptions({ downloadVideo: value, recoverMissedEvents: value });
		expect([read.downloadVideo, read.recoverMissedEvents]).toEqual([downloads, recovers]);
	});

	it.each([
		[' project ', 'project'],
		[17, '17'],
	])('takes %j for an entity', (entityId, expected) => {
		expect(readOptions({ entityId }).entityId).toBe(expected);
	});

	it.each<[string, unknown, string[]]>([
		['a text', ' a,b ,,c', ['a', 'b', 'c']],
		['semicolons, and one per line', 'a;b\nc\r\nd', ['a', 'b', 'c', 'd']],
		['a number', 7, ['7']],
		['a list', ['a,b', ' c ', 7, '', null], ['a,b', 'c', '7']],
		['a list as JSON text', '["a,b", 7]', ['a,b', '7']],
		['half of a JSON text', '["a', ['["a']],
		['an object in a list', [{ job: 1 }], ['{"job":1}']],
	])('reads callback IDs from %s', (_case, callbackIds, expected) => {
		expect(readOptions({ callbackIds }).callbackIds).toEqual(expected);
	});

	it('never throws, and gives what the types say', () => {
		const value = fc.oneof(fc.jsonValue(), fc.json(), fc.string(), fc.double());
		const options = fc.record({
			callbackIds: value,
			entityId: value,
			downloadVideo: value,
			maxAgeSeconds: value,
			recoverMissedEvents: value,
		});
		fc.assert(
			fc.property(options, (entered) => {
				const read = readOptions(entered);
				expect(read.maxAgeSeconds).toBeGreaterThanOrEqual(0);
				expect(read.callbackIds.every((id) => id !== '' && id === id.trim())).toBe(true);
				expect(['undefined', 'string']).toContain(typeof read.entityId);
			}),
		);
	});
});

describe('readEvents', () => {
	it.each([
		[['*'], null],
		['avatar_video.success, batch.finished', ['avatar_video.success', 'batch.finished']],
		['["avatar_video.success"]', ['avatar_video.success']],
	])('reads %j', (value, types) => {
		expect(readEvents(node, value)).toEqual(types);
	});

	it.each([
		[[], /No event is chosen/],
		[undefined, /No event is chosen/],
		['all events', /holds "all events", which is no event type/],
		['["avatar_video.success"', /which is no event type/],
	])('says what is wrong with %j', (value, message) => {
		expect(() => readEvents(node, value)).toThrow(NodeOperationError);
		expect(() => readEvents(node, value)).toThrow(message);
	});
});

it('an event without a callback ID is wanted only where every one is', () => {
	expect([isWantedCallback(undefined, []), isWantedCallback(undefined, ['a'])]).toEqual([
		true,
		false,
	]);
	expect([isWantedCallback('a', ['b', 'a']), isWantedCallback('a', ['ab'])]).toEqual([true, false]);
});

describe('pollIntervalIn', () => {
	it.each([
		[undefined, 2],
		['x', 2],
		[0, 2],
		[-3, 1],
		['7', 7],
		[2.4, 2],
		[60, 60],
		[61, 60],
	])('makes of %j %s minutes', (value, minutes) => {
		expect(pollIntervalIn(value)).toBe(minutes);
	});
});
