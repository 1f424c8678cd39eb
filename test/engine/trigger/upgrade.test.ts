import { createHash } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import type { Generation, SimulatedEndpoint } from '../../simulator';
import { bench, generations } from '../support/bench';
import { advance, hours, minutes, setTime } from '../support/clock';
import { instanceSettings } from '../support/container';
import { database } from '../support/database';
import { endpointOf, lose, send, videosOf } from '../support/heygen';
import type { N8n } from '../support/n8n';
import { ticks } from '../support/ticks';

const here = bench();
const events = ['avatar_video.success', 'avatar_video.fail'];
const startMs = Date.parse('2026-11-24T10:00:00Z');

beforeEach(() => setTime(startMs));
afterEach(() => jest.useRealTimers());

const event = {
	event_type: 'avatar_video.success',
	event_data: { video_id: 'old', url: 'https://files.example/old.mp4?Expires=1', folder_id: null },
};
/** What 0.1.0 made of it: keys in order, no null, links without their query. */
const canonical =
	'{"event_data":{"url":"https://files.example/old.mp4","video_id":"old"},"event_type":"avatar_video.success"}';
const print = createHash('sha256').update(canonical).digest('base64');

const ownerOf = (n8n: N8n): string => `${instanceSettings().instanceId}/${n8n.workflowId}`;

/** Static data as 0.1.0 wrote it of an active workflow. */
const writtenBefore = (
	n8n: N8n,
	{ endpoint_id, secret, url }: SimulatedEndpoint,
	apiVersion: Generation,
): IDataObject => ({
	[`node:${n8n.node.name}`]: {
		endpoint: {
			endpointId: endpoint_id,
			secret,
			url,
			events,
			apiVersion,
			baseUrl: here.simulator.url,
			registeredAtMs: startMs - hours(50),
			owner: ownerOf(n8n),
		},
	},
	global: {
		[n8n.node.id]: { url, position: { atMs: startMs - minutes(30), ids: [] }, owner: ownerOf(n8n) },
	},
});

/** What 0.1.0 recorded when it emitted the event: each key's day is UTC. */
async function emittedBefore(n8n: N8n, atMs: number, id?: string): Promise<void> {
	const day = new Date(atMs).toISOString().slice(0, 10);
	await database.checkProcessedAndRecord(
		[`${day} ${print}`, ...(id === undefined ? [] : [`id ${id}`])],
		'node',
		{ workflow: { id: n8n.workflowId, active: true }, node: n8n.node },
		{ mode: 'entries', maxEntries: 10_000 },
	);
}

const upgraded = (generation: Generation): N8n => {
	const n8n = here.workflow(generation);
	const endpoint = here.simulator.addEndpoint({ url: n8n.url, events, generation });
	n8n.saved = writtenBefore(n8n, endpoint, generation);
	return n8n;
};

describe.each(generations)('an active workflow of 0.1.0, over %s', (generation) => {
	it('keeps its endpoint and its secret', async () => {
		const n8n = upgraded(generation);
		const before = { ...endpointOf(here, n8n) };
		await n8n.activate('init');
		expect(here.simulator.endpoints).toEqual([before]);
		expect(here.simulator.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
		await send(here, n8n, { ...event, event_data: { video_id: 'new' } });
		await n8n.newProcess();
		await send(here, n8n, { ...event, event_data: { video_id: 'newer' } });
		expect(await videosOf(n8n)).toEqual(['new', 'newer']);
		await n8n.deactivate();
		expect(here.simulator.endpoints).toEqual([]);
	});

	it.each([0, 3, 11, 23])('remembers what it emitted %d hours ago', async (ago) => {
		const n8n = upgraded(generation);
		await emittedBefore(n8n, startMs - hours(ago));
		await n8n.activate('init');
		expect(await send(here, n8n, event)).toMatchObject({ status: 200 });
		await n8n.newProcess();
		expect(await send(here, n8n, event)).toMatchObject({ status: 200 });
		expect(await videosOf(n8n)).toEqual([]);
	});
});

describe('an active workflow of 0.1.0, with the history', () => {
	it.each([
		['by a delivery with an id', { event_id: 'e1' }],
		['by a delivery without one', {}],
	])('emits nothing again that 0.1.0 emitted: %s', async (_case, more) => {
		const n8n = upgraded('v3');
		await emittedBefore(n8n, startMs - minutes(20), 'e1');
		await n8n.activate('init');
		await send(here, n8n, { ...event, ...more });
		expect(await videosOf(n8n)).toEqual([]);
	});

	it('emits nothing again that its history shows', async () => {
		const n8n = upgraded('v3');
		await lose(here, event.event_data, new Date(startMs - minutes(20)));
		await emittedBefore(n8n, startMs - minutes(20));
		await n8n.activate('init');
		await ticks(n8n, 3);
		await n8n.newProcess();
		await ticks(n8n, 3);
		expect(await videosOf(n8n)).toEqual([]);
	});

	it('recovers what came while n8n was upgraded', async () => {
		const n8n = upgraded('v3');
		await lose(here, { video_id: 'meanwhile' }, new Date(startMs - minutes(10)));
		await n8n.activate('init');
		await ticks(n8n, 2);
		expect(await videosOf(n8n)).toEqual(['meanwhile']);
	});

	it('takes equal content for a copy for a day only', async () => {
		const n8n = upgraded('v3');
		await emittedBefore(n8n, startMs - minutes(20));
		await n8n.activate('init');
		advance(hours(25));
		await ticks(n8n, 1);
		await send(here, n8n, { ...event, event_id: 'e2' });
		expect(await videosOf(n8n)).toEqual(['old']);
	});
});

describe('a column that 0.1.0 emptied in queue mode', () => {
	const emptied = (): N8n => {
		const n8n = upgraded('v3');
		n8n.saved = {
			global: {
				[n8n.node.id]: {
					position: { atMs: startMs - minutes(30), ids: [] },
					owner: ownerOf(n8n),
				},
			},
		};
		return n8n;
	};

	it.each(['init', 'activate'] as const)(
		'adopts the endpoint at its own URL, with a secret (%s)',
		async (activation) => {
			const n8n = emptied();
			const { endpoint_id, secret } = endpointOf(here, n8n);
			await n8n.activate(activation);
			expect(here.simulator.endpoints).toHaveLength(1);
			expect(endpointOf(here, n8n)).toMatchObject({ endpoint_id, events });
			expect(endpointOf(here, n8n).secret).not.toBe(secret);
			await send(here, n8n, { ...event, event_data: { video_id: 'a' } });
			await n8n.newProcess();
			await send(here, n8n, { ...event, event_data: { video_id: 'b' } });
			expect(await videosOf(n8n)).toEqual(['a', 'b']);
		},
	);

	it('recovers what was refused meanwhile', async () => {
		const n8n = emptied();
		await lose(here, { video_id: 'refused' }, new Date(startMs - minutes(10)));
		await n8n.activate('init');
		await ticks(n8n, 2);
		expect(await videosOf(n8n)).toEqual(['refused']);
	});
});
