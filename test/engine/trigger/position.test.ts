import { startSimulator, type Simulator } from '../../simulator';
import { bench, credentialsFor, generations, pause, success } from '../support/bench';
import { advance, hours, minutes, setTime } from '../support/clock';
import { lose, send, videosOf } from '../support/heygen';
import type { N8n, PollOrder } from '../support/n8n';
import { ticks } from '../support/ticks';

const here = bench();
const historyPath = '/v3/webhooks/events';
const asked = (): number => here.simulator.count('GET', historyPath);

beforeEach(() => setTime('2026-11-24T10:00:00Z'));
afterEach(() => jest.useRealTimers());

const started = async (): Promise<N8n> => {
	const n8n = here.workflow('v3');
	await n8n.activate();
	advance(minutes(1));
	return n8n;
};

describe('an entry that shows up late in the history', () => {
	it.each([false, true])('comes out (n8n starts anew before: %s)', async (isNew) => {
		const n8n = await started();
		advance(minutes(4));
		const made = new Date();
		await lose(here, { video_id: 'at 10:05' }, made);
		advance(minutes(5));
		await n8n.tick();
		await n8n.results();
		if (isNew) await n8n.newProcess();
		await lose(here, { video_id: 'at 10:03' }, new Date(made.getTime() - minutes(2)));
		await ticks(n8n, 2);
		expect((await videosOf(n8n)).sort()).toEqual(['at 10:03', 'at 10:05']);
	});

	it('comes out when it is found by the very start that follows', async () => {
		const n8n = await started();
		advance(minutes(4));
		const made = new Date();
		await lose(here, { video_id: 'early' }, made);
		advance(minutes(5));
		await n8n.tick();
		await n8n.results();
		n8n.stop();
		await lose(here, { video_id: 'late' }, new Date(made.getTime() - minutes(2)));
		await n8n.newProcess();
		expect((await videosOf(n8n)).sort()).toEqual(['early', 'late']);
	});
});

describe.each<PollOrder>(['beside', 'before', 'after'])('polls %s the hooks', (pollOrder) => {
	it('bring nothing of a pause of six days, and everything after it', async () => {
		const n8n = here.workflow('v3');
		n8n.pollOrder = pollOrder;
		await n8n.activate();
		advance(minutes(1));
		await lose(here, { video_id: 'before' });
		await ticks(n8n, 2);
		await n8n.deactivate();
		for (const id of ['off 1', 'off 2']) {
			advance(hours(72));
			await lose(here, { video_id: id });
		}
		advance(hours(1));
		await n8n.activate();
		advance(minutes(1));
		await lose(here, { video_id: 'after' });
		await ticks(n8n, 3);
		await n8n.newProcess();
		await ticks(n8n, 3);
		expect(await videosOf(n8n)).toEqual(['before', 'after']);
	});

	it('bring nothing from before the first activation', async () => {
		await lose(here, { video_id: 'before' });
		advance(minutes(1));
		const n8n = here.workflow('v3');
		n8n.pollOrder = pollOrder;
		await n8n.activate();
		advance(minutes(1));
		await lose(here, { video_id: 'after' });
		await ticks(n8n, 2);
		await n8n.newProcess();
		await ticks(n8n, 2);
		expect(await videosOf(n8n)).toEqual(['after']);
	});

	it('bring what a short pause lost', async () => {
		const n8n = here.workflow('v3');
		n8n.pollOrder = pollOrder;
		await n8n.activate();
		advance(minutes(1));
		await n8n.deactivate();
		advance(minutes(1));
		await lose(here, { video_id: 'in between' });
		advance(minutes(1));
		await n8n.activate('update');
		await ticks(n8n, 3);
		expect(await videosOf(n8n)).toEqual(['in between']);
	});

	it('bring what came while n8n was down', async () => {
		const n8n = here.workflow('v3');
		n8n.pollOrder = pollOrder;
		await n8n.activate();
		n8n.stop();
		advance(minutes(30));
		await lose(here, { video_id: 'down' });
		advance(hours(30));
		await n8n.newProcess();
		await ticks(n8n, 2);
		expect(await videosOf(n8n)).toEqual(['down']);
	});
});

describe('a position', () => {
	let other: Simulator;
	beforeAll(async () => (other = await startSimulator({ timeScale: 0.000_02 })));
	beforeEach(() => other.reset());
	afterAll(async () => await other.close());

	it.each([false, true])('belongs to an account (a new process: %s)', async (isNew) => {
		const n8n = await started();
		await lose(here, { video_id: 'mine' });
		await ticks(n8n, 2);
		await n8n.deactivate();
		advance(minutes(10));
		await other.emit('avatar_video.success', { video_id: 'of another' }, { deliver: false });
		advance(minutes(10));
		Object.assign(n8n.credentials, credentialsFor(other, 'v3'));
		n8n.node = { ...n8n.node, credentials: { heyGenEventsApi: { id: '7', name: 'Another' } } };
		if (isNew) await n8n.newProcess();
		else await n8n.activate();
		advance(minutes(5));
		await other.emit('avatar_video.success', { video_id: 'after' }, { deliver: false });
		await ticks(n8n, 3);
		expect(await videosOf(n8n)).toEqual(['mine', 'after']);
	});

	it('belongs to a credential, also where the base URL is the same', async () => {
		const n8n = await started();
		await lose(here, { video_id: 'mine' });
		await ticks(n8n, 2);
		await n8n.deactivate();
		advance(minutes(10));
		await lose(here, { video_id: 'of another' });
		advance(minutes(10));
		n8n.node = { ...n8n.node, credentials: { heyGenEventsApi: { id: '7', name: 'Another' } } };
		await n8n.activate();
		advance(minutes(5));
		await lose(here, { video_id: 'after' });
		await ticks(n8n, 3);
		expect(await videosOf(n8n)).toEqual(['mine', 'after']);
	});
});

it('a start after months reads minutes of the history', async () => {
	const n8n = await started();
	for (let day = 0; day < 90; day++) {
		advance(hours(12));
		for (let index = 0; index < 15; index++) {
			await here.simulator.emit('video_agent.success', { video_id: 'x' }, { deliver: false });
		}
		await send(here, n8n, success(`day ${day}`));
		await lose(here, success(`day ${day}`).event_data);
		advance(hours(12));
		await n8n.tick();
		await n8n.results();
	}
	expect(await videosOf(n8n)).toHaveLength(90);
	const [before, runs] = [asked(), n8n.runs.length];
	await n8n.newProcess();
	expect(asked() - before).toBeLessThanOrEqual(3);
	expect(n8n.runs.length - runs).toBeLessThanOrEqual(1);
	expect(await videosOf(n8n)).toHaveLength(90);
});

it('a start after days finds what was missed behind a page that nobody wants', async () => {
	const n8n = await started();
	await send(here, n8n, success('before'));
	n8n.stop();
	advance(hours(20));
	await lose(here, { video_id: 'missed' });
	advance(hours(30));
	for (let index = 0; index < 150; index++) {
		await here.simulator.emit('video_agent.success', { video_id: 'x' }, { deliver: false });
	}
	advance(hours(1));
	await n8n.newProcess();
	await ticks(n8n, 5);
	expect(await videosOf(n8n)).toEqual(['before', 'missed']);
});

it.each([true, false])(
	'brings nothing that was made before it was chosen, however shortly (webhook: %s)',
	async (isWebhook) => {
		const parameters = isWebhook ? {} : { receive: 'polling', pollIntervalMinutes: 1 };
		const node = {
			credentials: { heyGenEventsApi: { id: `choice ${isWebhook}`, name: 'HeyGen' } },
		};
		const events = ['avatar_video.success'];
		const more = [...events, 'avatar_video_gif.success', 'podcast.success'];
		const n8n = here.workflow('v3', { events, ...parameters }, { node });
		const makeGif = async (): Promise<void> => {
			const type = isWebhook ? 'avatar_video_gif.success' : 'podcast.success';
			if (isWebhook) await here.simulator.emit(type, { video_id: 'gif' }, { deliver: false });
			else await here.simulator.finishJob(here.simulator.beginJob('podcast'), { deliver: false });
		};
		const other = here.workflow('v3', { events: more, ...parameters }, { node });
		await other.activate();
		await n8n.activate();
		advance(minutes(10));
		await other.tick();
		await n8n.tick();
		await makeGif();
		await n8n.deactivate();
		n8n.node.parameters.events = more;
		await n8n.activate('update');
		await ticks(n8n, 3);
		expect(await n8n.json()).toEqual([]);
		await makeGif();
		await ticks(n8n, 3);
		expect(await n8n.json()).toHaveLength(1);
	},
);

it('a tick that a deactivation overtakes brings nothing, now and after a long pause', async () => {
	const n8n = await started();
	await ticks(n8n, 1);
	await lose(here, { video_id: 'before' });
	advance(minutes(1));
	here.simulator.fault({ kind: 'slow', delayMs: 300, path: historyPath });
	const tick = n8n.tick();
	await pause(50);
	await n8n.deactivate();
	await tick;
	advance(hours(72));
	await lose(here, { video_id: 'off' });
	advance(hours(72));
	await n8n.activate();
	await ticks(n8n, 3);
	expect(await videosOf(n8n)).toEqual([]);
});

it.each([-1, 1])('a clock %s hours ahead costs a lost event no hour', async (ahead) => {
	const n8n = here.workflow('v3');
	n8n.process.aheadMs = hours(ahead);
	await n8n.activate();
	advance(minutes(1));
	await lose(here, { video_id: 'a' });
	await ticks(n8n, 2);
	expect(await videosOf(n8n)).toEqual(['a']);
});

describe('a time that cannot be right', () => {
	it.each([0, 1])('brings nothing from before the activation (entry %s)', async (place) => {
		for (const id of ['older', 'newer']) await lose(here, { video_id: id });
		const entry = here.simulator.history[place];
		if (entry !== undefined) entry.created_at = 'soon';
		advance(minutes(1));
		const n8n = await started();
		await ticks(n8n, 3);
		expect(await videosOf(n8n)).toEqual([]);
	});

	it.each([
		['the year 9999', '9999-12-31T23:59:59Z'],
		['the year 275760', '+275760-09-13T00:00:00Z'],
		['a day ahead', '2026-11-25T10:02:00Z'],
		['1970', '1970-01-01T00:00:00Z'],
		['before 1970', '-000001-01-01T00:00:00Z'],
		['a text', 'soon'],
		['nothing', ''],
		['a number beyond all dates', '99999999999999999999'],
		['a negative number', '-1'],
	])('makes recovery neither blind nor throw: %s', async (_case, time) => {
		const n8n = await started();
		const odd = await lose(here, { video_id: 'odd' });
		const entry = here.simulator.history.find(({ event_id }) => event_id === odd.event_id);
		if (entry !== undefined) entry.created_at = time;
		await ticks(n8n, 1);
		advance(minutes(5));
		here.simulator.history.unshift({
			...odd,
			event_id: 'evt-real',
			event_data: { video_id: 'real' },
			created_at: new Date().toISOString(),
		});
		await ticks(n8n, 3);
		await n8n.newProcess();
		await ticks(n8n, 3);
		expect((await videosOf(n8n)).filter((id) => id === 'real')).toEqual(['real']);
		expect(n8n.mistakes).toBe(0);
		expect(here.logs.notable.filter((line) => /could not be asked/.test(line))).toEqual([]);
	});
});

it('a position that a tick finds first is handed over: v1 switched to v3 while active', async () => {
	const n8n = here.workflow('v1');
	await n8n.activate();
	Object.assign(n8n.credentials, credentialsFor(here.simulator, 'v3'));
	await ticks(n8n, 1);
	advance(minutes(5));
	await lose(here, { video_id: 'a' });
	advance(minutes(1));
	await n8n.newProcess();
	await ticks(n8n, 3);
	expect(await videosOf(n8n)).toEqual(['a']);
});

describe.each(generations)('what a first poll beside the hooks writes, over %s', (generation) => {
	it('loses neither the endpoint nor the position', async () => {
		const n8n = here.workflow(generation);
		here.simulator.fault({ kind: 'slow', delayMs: 150, path: historyPath });
		await n8n.activate();
		await n8n.newProcess();
		expect(here.simulator.endpoints).toHaveLength(1);
		expect((await here.simulator.finishVideo({ videoId: 'a' })).attempts).toMatchObject([
			{ status: 200 },
		]);
		expect(await videosOf(n8n)).toEqual(['a']);
	});
});
