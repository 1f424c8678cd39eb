import { bench, bytes, down, post, signed } from '../support/bench';
import { advance, minutes, setTime } from '../support/clock';
import { bodyOf, lose as loseEvent, send } from '../support/heygen';
import type { N8n } from '../support/n8n';

const here = bench();
const historyPath = '/v3/webhooks/events';

const lose = async (videoId: string, callbackId: string | null = null) =>
	await here.simulator.finishVideo({ videoId, callbackId, deliver: false });

const idsOf = async (n8n: N8n): Promise<unknown[]> =>
	(await n8n.json()).map(({ video_id }) => video_id);

const asked = (): number => here.simulator.count('GET', historyPath);

beforeEach(() => setTime('2026-11-24T10:00:00Z'));
afterEach(() => jest.useRealTimers());

describe('an event that never arrived', () => {
	it('is emitted once, oldest first, and not again as a tick, a delivery or after a start', async () => {
		const n8n = here.workflow('v3');
		await n8n.activate();
		for (const id of ['first', 'second', 'third']) {
			advance(minutes(1));
			await lose(id);
		}
		advance(minutes(1));
		expect(await n8n.tick()).toBe(true);
		expect(await idsOf(n8n)).toEqual(['first', 'second', 'third']);
		expect(n8n.runs).toHaveLength(1);

		advance(minutes(10));
		expect(await n8n.tick()).toBe(false);
		for (const { event_id, event_type, event_data, created_at } of here.simulator.history) {
			const body = bytes({ event_id, event_type, event_data, created_at });
			const headers = { Signature: signed(body, String(n8n.held?.secret)) };
			expect(await post(n8n.url, body, headers)).toMatchObject({ status: 200 });
		}
		expect(n8n.runs).toHaveLength(1);
		await n8n.newProcess();
		await n8n.results();
		advance(minutes(10));
		expect(await n8n.tick()).toBe(false);
		expect(await idsOf(n8n)).toEqual(['first', 'second', 'third']);
	});

	it('is emitted when n8n refused its delivery as too old', async () => {
		const n8n = here.workflow('v3', { options: { maxAgeSeconds: 60 } });
		await n8n.activate();
		advance(minutes(1));
		await lose('late');
		const [event] = here.simulator.history;
		const [endpoint] = here.simulator.endpoints;
		if (event === undefined || endpoint === undefined) throw new Error('nothing there');
		const timestamp = Math.floor(Date.now() / 1_000) - 600;
		const answer = await here.simulator.send(endpoint, bytes(event), { timestamp });
		expect(answer.status).toBe(400);
		advance(minutes(1));
		await n8n.tick();
		expect(await idsOf(n8n)).toEqual(['late']);
	});

	it('is left for the next tick while HeyGen may still be delivering it', async () => {
		const n8n = here.workflow('v3');
		await n8n.activate();
		advance(minutes(1));
		await lose('young');
		advance(5_000);
		expect(await n8n.tick()).toBe(false);
		advance(10_000);
		expect(await n8n.tick()).toBe(true);
		expect(await idsOf(n8n)).toEqual(['young']);
	});

	it.each(['newest first', 'oldest first'])('is found on any page, %s', async (order) => {
		const n8n = here.workflow('v3');
		await lose('long before');
		advance(minutes(1));
		await lose('before');
		await n8n.activate();
		const ids = Array.from({ length: 230 }, (_, index) => `v${index}`);
		for (const id of ids) {
			advance(1_000);
			await lose(id);
		}
		if (order === 'oldest first') here.simulator.history.reverse();
		advance(minutes(1));
		const before = asked();
		await n8n.tick();
		expect(asked() - before).toBe(3);
		expect(await idsOf(n8n)).toEqual(ids);
		advance(minutes(30));
		expect(await n8n.tick()).toBe(false);
		await n8n.newProcess();
		expect(await idsOf(n8n)).toHaveLength(230);
	});

	it('is only one that the workflow wants', async () => {
		const options = { callbackIds: 'order-1' };
		const n8n = here.workflow('v3', { events: ['avatar_video.success'], options });
		await n8n.activate();
		advance(minutes(1));
		await lose('wanted', 'order-1');
		await lose('other', 'order-2');
		await lose('none');
		await here.simulator.failVideo({ callbackId: 'order-1', deliver: false });
		advance(minutes(1));
		await n8n.tick();
		expect(await idsOf(n8n)).toEqual(['wanted']);
	});
});

describe('no event is', () => {
	it.each(['newest first', 'oldest first'])('what happened before, %s', async (order) => {
		for (let index = 0; index < 3; index++) {
			await lose(`before-${index}`);
			advance(minutes(1));
		}
		await lose('in the same second');
		if (order === 'oldest first') here.simulator.history.reverse();
		const n8n = here.workflow('v3');
		await n8n.activate();
		advance(minutes(1));
		expect(await n8n.tick()).toBe(false);
		await n8n.newProcess();
		advance(minutes(1));
		expect(await n8n.tick()).toBe(false);
		expect(n8n.runs).toEqual([]);
		if (order === 'oldest first') here.simulator.history.reverse();
		await lose('after');
		advance(minutes(1));
		await n8n.tick();
		expect(await idsOf(n8n)).toEqual(['after']);
	});

	it('what happened before, when HeyGen could not be asked at the activation', async () => {
		await lose('before');
		advance(minutes(1));
		here.simulator.fault({ ...down, path: historyPath, times: 1 });
		const n8n = here.workflow('v3');
		await n8n.activate();
		advance(minutes(1));
		await lose('after');
		advance(minutes(1));
		await n8n.tick();
		expect(await idsOf(n8n)).toEqual(['after']);
	});

	it('what was delivered', async () => {
		const n8n = here.workflow('v3');
		await n8n.activate();
		for (let index = 0; index < 3; index++) {
			advance(minutes(1));
			await here.simulator.finishVideo();
		}
		expect(await idsOf(n8n)).toHaveLength(3);
		advance(minutes(1));
		const saved = structuredClone(n8n.saved);
		expect(await n8n.tick()).toBe(false);
		expect(n8n.saved).toEqual(saved);
		// A new process does not know, so it costs one execution, without an item.
		await n8n.newProcess();
		expect(await idsOf(n8n)).toHaveLength(3);
		expect(n8n.runs.length).toBeLessThanOrEqual(4);
	});

	it('is not one that is being stored at this moment', async () => {
		const n8n = here.workflow('v3');
		await n8n.activate();
		advance(minutes(1));
		const event = await loseEvent(here, { video_id: 'a' });
		const storing = new Promise<() => void>((resolve) => {
			n8n.whileStoring = async () => {
				n8n.whileStoring = () => {};
				await new Promise<void>((stored) => resolve(stored));
			};
		});
		const delivery = send(here, n8n, bodyOf(event));
		const stored = await storing;
		advance(minutes(1));
		expect(await n8n.tick()).toBe(false);
		stored();
		expect(await delivery).toMatchObject({ status: 200 });
		expect(await idsOf(n8n)).toEqual(['a']);
	});

	it('lost in between, when a parameter changes', async () => {
		const n8n = here.workflow('v3');
		await n8n.activate();
		await n8n.deactivate();
		advance(minutes(1));
		await lose('in between');
		advance(minutes(1));
		n8n.node = { ...n8n.node, parameters: { ...n8n.node.parameters, simplify: false } };
		await n8n.activate('update');
		advance(minutes(1));
		await n8n.tick();
		expect(await n8n.json()).toMatchObject([{ event_data: { video_id: 'in between' } }]);
		// That execution ran beside the registration, and the later of the two wrote all static data.
		await n8n.newProcess();
		expect(here.simulator.endpoints).toHaveLength(1);
		expect((await here.simulator.finishVideo()).attempts).toMatchObject([{ status: 200 }]);
		expect(await n8n.json()).toHaveLength(2);
	});
});
