import type { INodeExecutionData } from 'n8n-workflow';

import { handOver, readHandedOver } from '../../../nodes/HeyGen/trigger/handover';

const nowMs = Date.UTC(2026, 10, 24);
const event = (id: string) => ({
	event_type: 'avatar_video.success',
	event_data: { video_id: id },
});
const handed = [
	{ event: event('a'), atMs: 1, eventId: 'h1' },
	{ event: event('b'), atMs: 2 },
];
const stored = (item: INodeExecutionData): INodeExecutionData =>
	JSON.parse(JSON.stringify(item)) as INodeExecutionData;

it('arrives as it was given, through the database', () => {
	const read = readHandedOver([stored(handOver({ events: handed }))], nowMs);
	expect(read).toEqual({ events: handed, isShared: false });
	const choices = [{ since: { atMs: 1, ids: [] }, types: null, callbackIds: ['x'] }];
	const lookBack = { history: 'mine', choices, atMs: 5 };
	const item = handOver({ lookBack, repaired: 'it was gone' });
	expect(readHandedOver([stored(item)], nowMs)).toEqual({ events: [], lookBack, isShared: false });
	expect(item.json).toMatchObject({ repaired: 'it was gone' });
});

it('tells whether another process made it', () => {
	const item = handOver({ events: handed });
	const elsewhere = { json: { ...item.json, process: 'another' } };
	expect(readHandedOver([elsewhere], nowMs).isShared).toBe(true);
	expect(readHandedOver([{ json: { events: [] } }], nowMs).isShared).toBe(false);
});

it.each<[string, INodeExecutionData['json'], object[]]>([
	['a body put in by hand', event('a'), [{ event: event('a'), atMs: nowMs }]],
	[
		'a body put in by hand that has events of its own',
		{ ...event('a'), events: [1] },
		[{ event: { ...event('a'), events: [1] }, atMs: nowMs }],
	],
	['nothing', {}, []],
	['no event', { events: [1, null, 'x', {}, { event: {} }, { event: { event_type: '' } }] }, []],
	[
		'nonsense beside an event',
		{ events: [{ event: event('a'), atMs: 'x', eventId: 7 }] },
		[{ event: event('a'), atMs: nowMs }],
	],
])('reads %s', (_case, json, events) => {
	expect(readHandedOver([{ json }], nowMs).events).toEqual(events);
});
