import type { INodeExecutionData } from 'n8n-workflow';

import { handOver, readHandedOver } from '../../../nodes/HeyGen/trigger/handover';

const nowMs = Date.UTC(2026, 10, 24);
const event = (id: string) => ({
	event_type: 'avatar_video.success',
	event_data: { video_id: id },
});
const handed = [
	{ event: event('a'), atMs: 1, eventId: 'h1' },
	{ event: event('b'), atMs: 2, isPast: true },
];
const stored = (item: INodeExecutionData): INodeExecutionData =>
	JSON.parse(JSON.stringify(item)) as INodeExecutionData;

it('arrives as it was given, through the database', () => {
	const read = readHandedOver([stored(handOver(handed, false))], nowMs);
	expect(read).toEqual({ events: handed, isShared: false, isUpgrade: false });
});

it('is one item, because Execute Once lets only the first one through', () => {
	const item = handOver(handed, true, 'it was gone');
	expect(Array.isArray(item)).toBe(false);
	expect(readHandedOver([item], nowMs)).toMatchObject({ events: handed, isUpgrade: true });
	expect(item.json).toMatchObject({ repaired: 'it was gone' });
});

it('tells whether another process made it', () => {
	const item = handOver(handed, false);
	const elsewhere = { json: { ...item.json, process: 'another' } };
	expect(readHandedOver([elsewhere], nowMs).isShared).toBe(true);
	expect(readHandedOver([{ json: { events: [] } }], nowMs).isShared).toBe(false);
});

it.each<[string, INodeExecutionData['json'], object[]]>([
	[
		'a delivery of 0.1.0',
		{ event: event('a'), eventId: 'h1', process: 'x' },
		[{ event: event('a'), eventId: 'h1', atMs: nowMs }],
	],
	[
		'a recovered event of 0.1.0',
		{ event: event('a'), madeAtMs: 5 },
		[{ event: event('a'), atMs: 5, isPast: true }],
	],
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
		{ events: [{ event: event('a'), atMs: 'x', eventId: 7, isPast: 'yes' }] },
		[{ event: event('a'), atMs: nowMs }],
	],
])('reads %s', (_case, json, events) => {
	expect(readHandedOver([{ json }], nowMs).events).toEqual(events);
});

it('reads all the items of an execution of 0.1.0', () => {
	const items = ['a', 'b'].map((id) => ({ json: { event: event(id), madeAtMs: 3 } }));
	expect(readHandedOver(items, nowMs).events).toHaveLength(2);
});
