import { at, bench, bytes, down, generations, pause, signed, success } from '../support/bench';
import { advance, minutes, setTime } from '../support/clock';
import { bodyOf, endpointOf, lose, send, videosOf } from '../support/heygen';
import type { N8n } from '../support/n8n';
import { ticks } from '../support/ticks';

const here = bench();
const only = () => {
	expect(here.simulator.endpoints).toHaveLength(1);
	const [endpoint] = here.simulator.endpoints;
	if (endpoint === undefined) throw new Error('no endpoint');
	return endpoint;
};

beforeEach(() => setTime('2026-11-24T10:00:00Z'));
afterEach(() => jest.useRealTimers());

const started = async (parameters = {}): Promise<N8n> => {
	const n8n = here.workflow('v3', parameters);
	await n8n.activate();
	advance(minutes(1));
	return n8n;
};

describe('a repair is made by the poll, not by an execution', () => {
	it('makes no endpoint for a workflow that was deactivated during the tick', async () => {
		const n8n = await started();
		here.simulator.removeEndpoint(only().endpoint_id);
		here.simulator.fault({ ...at('v3', 'list'), kind: 'slow', delayMs: 200 });
		advance(minutes(10));
		const tick = n8n.tick();
		await pause(50);
		await n8n.deactivate();
		await tick;
		await n8n.results();
		await pause(200);
		expect(here.simulator.endpoints).toEqual([]);
	});

	it('makes no endpoint for a workflow that was deactivated while the tick was stored', async () => {
		const n8n = await started();
		here.simulator.removeEndpoint(only().endpoint_id);
		let stored: () => void = () => {};
		n8n.whileStoring = async () => await new Promise((resolve) => (stored = resolve));
		await lose(here, { video_id: 'a' });
		advance(minutes(10));
		const tick = n8n.tick();
		await pause(100);
		await n8n.deactivate();
		stored();
		await tick;
		await n8n.results();
		await pause(100);
		expect(here.simulator.endpoints).toEqual([]);
	});

	it('points nothing at an old URL when an old execution is retried', async () => {
		const n8n = await started();
		here.simulator.removeEndpoint(only().endpoint_id);
		await lose(here, { video_id: 'a' });
		advance(minutes(10));
		n8n.process.onStep = (name) => {
			if (name === 'stored') n8n.kill();
		};
		await n8n.tick().catch(() => {});
		await n8n.results();
		n8n.moveTo(`${here.host.base}/moved`);
		await n8n.newProcess();
		const { url, endpoint_id, secret } = endpointOf(here, n8n);
		expect(n8n.runs.length).toBeGreaterThan(0);
		await n8n.retry(0);
		expect(only()).toMatchObject({ url, endpoint_id, secret });
		await ticks(n8n, 3);
		expect(only()).toMatchObject({ url });
	});

	it('is made although the execution of its tick cannot be stored', async () => {
		const n8n = await started();
		here.simulator.removeEndpoint(only().endpoint_id);
		n8n.whileStoring = () => {
			throw new Error('the disk is full');
		};
		await ticks(n8n, 1);
		n8n.whileStoring = () => {};
		await ticks(n8n, 2);
		expect((await here.simulator.finishVideo({ videoId: 'a' })).attempts).toMatchObject([
			{ status: 200 },
		]);
		expect(await videosOf(n8n)).toEqual(['a']);
		await n8n.newProcess();
		expect((await here.simulator.finishVideo({ videoId: 'b' })).attempts).toMatchObject([
			{ status: 200 },
		]);
	});
});

describe('the Entity ID', () => {
	const withEntity = (entityId?: string) => ({
		options: entityId === undefined ? {} : { entityId },
	});

	it.each([
		['another one', 'project-1', 'project-2'],
		['none', 'project-1', undefined],
		['one', undefined, 'project-2'],
	])('of the endpoint is the wanted one when it becomes %s', async (_case, before, after) => {
		const n8n = await started(withEntity(before));
		here.simulator.fault({ ...at('v3', 'remove'), ...down });
		await n8n.deactivate();
		here.simulator.clearFaults();
		const { parameters } = n8n.node;
		n8n.node = { ...n8n.node, parameters: { ...parameters, ...withEntity(after) } };
		await n8n.activate('update');
		expect(only()).toMatchObject({ url: n8n.url, entity_id: after ?? null });
	});

	it.each([
		['another one', 'project-1', 'project-2'],
		['none', 'project-1', undefined],
	])('is noticed by a start when it became %s', async (_case, before, after) => {
		const n8n = await started(withEntity(before));
		n8n.stop();
		const { parameters } = n8n.node;
		n8n.node = { ...n8n.node, parameters: { ...parameters, ...withEntity(after) } };
		await n8n.newProcess();
		expect(only()).toMatchObject({ url: n8n.url, entity_id: after ?? null });
		expect((await here.simulator.finishVideo()).attempts).toHaveLength(after === undefined ? 1 : 0);
	});

	it('costs nothing while it stays', async () => {
		const n8n = await started(withEntity('project-1'));
		const { endpoint_id, secret } = only();
		await ticks(n8n, 2);
		await n8n.newProcess();
		expect(only()).toMatchObject({ endpoint_id, secret, entity_id: 'project-1' });
	});
});

describe('All Events', () => {
	it('are not set anew at every tick when HeyGen shows them as a list of its own', async () => {
		const n8n = await started({ events: ['*'] });
		const shorter = ['avatar_video.success', 'avatar_video.fail', 'video_agent.success'];
		Object.defineProperty(only(), 'events', { get: () => shorter, set: () => {} });
		const before = here.count('v3', 'update');
		await ticks(n8n, 40);
		expect(here.count('v3', 'update') - before).toBeLessThanOrEqual(2);
		expect(n8n.runs.length).toBeLessThanOrEqual(2);
	});
});

describe('a clock of n8n that is an hour ahead', () => {
	const late = async (n8n: N8n, id: string) => {
		const body = bytes(success(id));
		const timestamp = String(Math.floor(Date.now() / 1_000));
		return await send(here, n8n, body.toString(), { headers: { 'Heygen-Timestamp': timestamp } });
	};

	it.each(generations)('loses nothing without recovery, over %s', async (generation) => {
		const options = { recoverMissedEvents: false };
		const n8n = here.workflow(generation, { options });
		n8n.process.aheadMs = minutes(60);
		await n8n.activate();
		expect(await late(n8n, 'a')).toMatchObject({ status: 200 });
		expect(await videosOf(n8n)).toEqual(['a']);
		expect(here.logs.at('warn')).toContainEqual(expect.stringMatching(/timestamp|clock|old/i));
	});

	it('loses nothing over v1, whatever the option says', async () => {
		const n8n = here.workflow('v1');
		n8n.process.aheadMs = minutes(60);
		await n8n.activate();
		expect(await late(n8n, 'a')).toMatchObject({ status: 200 });
		expect(await videosOf(n8n)).toEqual(['a']);
	});

	it('is strict where the recovery brings the event', async () => {
		const n8n = here.workflow('v3');
		n8n.process.aheadMs = minutes(60);
		await n8n.activate();
		advance(minutes(2));
		const event = await lose(here, { video_id: 'a' });
		const body = bytes(bodyOf(event));
		const headers = {
			'Heygen-Signature': signed(body, only().secret),
			'Heygen-Timestamp': String(Math.floor(Date.now() / 1_000)),
		};
		expect(await send(here, n8n, bodyOf(event), { headers })).toMatchObject({ status: 400 });
		await ticks(n8n, 2);
		expect(await videosOf(n8n)).toEqual(['a']);
	});
});
