import { act } from '../support/action';
import { at, bench, down, pause } from '../support/bench';
import { loadCode } from '../support/code';
import { advance, minutes, setTime } from '../support/clock';
import type { N8n } from '../support/n8n';

const here = bench();
const events = ['avatar_video.success', 'avatar_video.fail'];

beforeEach(() => setTime('2026-11-24T10:00:00Z'));
afterEach(() => jest.useRealTimers());

const endpoint = () => {
	const [only] = here.simulator.endpoints;
	if (only === undefined) throw new Error('no endpoint');
	return only;
};

async function works(n8n: N8n): Promise<void> {
	const before = (await n8n.json()).length;
	const { attempts } = await here.simulator.finishVideo();
	expect(attempts).toMatchObject([{ status: 200 }]);
	expect(await n8n.json()).toHaveLength(before + 1);
}

/** One execution without an item repairs it, and no other follows. */
async function isRepairedByOneTick(n8n: N8n): Promise<void> {
	const runs = n8n.runs.length;
	const items = (await n8n.json()).length;
	expect(await n8n.tick()).toBe(true);
	await n8n.results();
	expect(await n8n.json()).toHaveLength(items);
	expect(here.simulator.endpoints).toMatchObject([{ url: n8n.url, status: 'enabled', events }]);
	expect(await n8n.tick()).toBe(false);
	expect(await n8n.tick()).toBe(false);
	expect(n8n.runs).toHaveLength(runs + 1);
	await works(n8n);
	await n8n.newProcess();
	await works(n8n);
	expect(here.simulator.endpoints).toHaveLength(1);
}

describe('an endpoint that was changed behind our back', () => {
	it.each([
		['removed', () => here.simulator.removeEndpoint(endpoint().endpoint_id)],
		['disabled', () => here.simulator.disable(endpoint().endpoint_id)],
		['given other events', () => void (endpoint().events = ['video_agent.success'])],
		['given another URL', () => void (endpoint().url = 'https://elsewhere.example/')],
		[
			'replaced by another one',
			() => {
				const { url, endpoint_id } = endpoint();
				here.simulator.removeEndpoint(endpoint_id);
				here.simulator.addEndpoint({ url, events: null });
			},
		],
	])('is repaired when it was %s', async (_case, change) => {
		const n8n = here.workflow('v3');
		await n8n.activate();
		advance(minutes(10));
		change();
		await isRepairedByOneTick(n8n);
	});

	it('is repaired while n8n knows of it only from its database', async () => {
		const n8n = here.workflow('v3');
		await n8n.activate();
		await n8n.newProcess();
		advance(minutes(10));
		here.simulator.removeEndpoint(endpoint().endpoint_id);
		await isRepairedByOneTick(n8n);
	});

	it('is repaired, and what was missed meanwhile comes out in the same execution', async () => {
		const n8n = here.workflow('v3');
		await n8n.activate();
		here.simulator.removeEndpoint(endpoint().endpoint_id);
		advance(minutes(5));
		await here.simulator.finishVideo({ videoId: 'missed' });
		advance(minutes(5));
		expect(await n8n.tick()).toBe(true);
		expect(await n8n.json()).toMatchObject([{ video_id: 'missed' }]);
		expect(n8n.runs).toHaveLength(1);
		await works(n8n);
	});

	it('is tried again, but not at every tick, while HeyGen refuses', async () => {
		const n8n = here.workflow('v3');
		await n8n.activate();
		here.simulator.removeEndpoint(endpoint().endpoint_id);
		here.simulator.fault({ ...at('v3', 'create'), ...down });
		const before = here.count('v3', 'create');
		for (let count = 0; count < 12; count++) {
			advance(minutes(10));
			// What could not be repaired makes no execution.
			expect(await n8n.tick()).toBe(false);
		}
		const tries = here.count('v3', 'create') - before;
		expect(tries).toBeGreaterThanOrEqual(3);
		expect(tries).toBeLessThanOrEqual(4);
		expect(here.logs.notable[0]).toMatch(/is not repaired yet/);
		here.simulator.clearFaults();
		for (let count = 0; count < 16; count++) {
			advance(minutes(10));
			await n8n.tick();
			await n8n.results();
		}
		await works(n8n);
	});
});

it('a poll makes no endpoint for a workflow that is unpublished meanwhile', async () => {
	const n8n = here.workflow('v3');
	await n8n.activate();
	here.simulator.removeEndpoint(endpoint().endpoint_id);
	advance(minutes(10));
	const list = { method: 'GET', path: '/v3/webhooks/events' };
	const before = here.simulator.count(list.method, list.path);
	here.simulator.fault({ ...list, kind: 'slow', delayMs: 500 });
	const ticking = n8n.tick();
	while (here.simulator.count(list.method, list.path) === before) await pause(1);
	await n8n.deactivate();
	await ticking;
	expect(here.simulator.endpoints).toEqual([]);
});

describe('a secret that was rotated', () => {
	it('by somebody else: two refused deliveries tell, and their events come out once', async () => {
		const n8n = here.workflow('v3');
		await n8n.activate();
		advance(minutes(1));
		here.simulator.rotate(endpoint().endpoint_id);
		const refused = async (videoId: string): Promise<void> => {
			const { attempts, settled } = await here.simulator.finishVideo({ videoId });
			expect(attempts).toMatchObject([{ status: 401 }]);
			await settled;
		};
		await refused('refused');
		advance(minutes(10));
		// One alone could be a forger's work.
		expect(await n8n.tick()).toBe(true);
		expect(n8n.held?.secret).not.toBe(endpoint().secret);
		await n8n.results();
		await refused('refused too');
		advance(minutes(10));
		expect(await n8n.tick()).toBe(true);
		expect(await n8n.json()).toMatchObject([{ video_id: 'refused' }, { video_id: 'refused too' }]);
		expect(n8n.held).toMatchObject({ secret: endpoint().secret });
		expect(await n8n.tick()).toBe(false);
		await works(n8n);
		await n8n.newProcess();
		await works(n8n);
		expect((await n8n.json()).filter(({ video_id }) => video_id === 'refused')).toHaveLength(1);
	});

	it('by our own action node: goes on at once, and is saved by the next tick', async () => {
		const n8n = here.workflow('v3', {}, { code: loadCode(true) });
		await n8n.activate();
		advance(minutes(1));
		const endpointId = { mode: 'id', value: endpoint().endpoint_id };
		const run = await act({
			credentials: n8n.credentials,
			code: n8n.code,
			parameters: { resource: 'webhookEndpoint', operation: 'rotateSecret', endpointId },
		});
		expect(run.data.resultData.error).toBeUndefined();
		await works(n8n);
		advance(minutes(5));
		expect(n8n.held?.secret).not.toBe(endpoint().secret);
		expect(await n8n.tick()).toBe(true);
		await n8n.results();
		expect(n8n.held?.secret).toBe(endpoint().secret);
		expect(await n8n.tick()).toBe(false);
		await n8n.newProcess();
		await works(n8n);
	});
});
