import { bench } from '../engine/support/bench';
import { advance, hours, minutes, setTime } from '../engine/support/clock';
import { bodyOf, lose, send, videosOf } from '../engine/support/heygen';
import type { N8n } from '../engine/support/n8n';
import { pass, pollingWorkflow } from '../engine/support/polling';
import { ticks } from '../engine/support/ticks';

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

describe('more missed events than a look reads', () => {
	const many = 3_100;
	/** Some 9,000 a day. */
	const apartMs = 10_000;

	it.each(['newest first', 'oldest first'])('are not dropped without a word, %s', async (order) => {
		const n8n = await started();
		const startMs = Date.now();
		for (let index = 0; index < many; index++) {
			await lose(here, { video_id: `v${index}` }, new Date(startMs + index * apartMs));
		}
		if (order === 'oldest first') here.simulator.history.reverse();
		advance(many * apartMs);
		await ticks(n8n, 12);
		const out = await videosOf(n8n);
		expect(new Set(out).size).toBe(out.length);
		if (out.length < many) {
			expect(here.logs.notable).toContainEqual(expect.stringMatching(/history/i));
		}
		const before = asked();
		await ticks(n8n, 3);
		if (order === 'newest first') expect(asked() - before).toBeLessThanOrEqual(9);
		await n8n.newProcess();
		await ticks(n8n, 2);
		expect(new Set(await videosOf(n8n)).size).toBe((await videosOf(n8n)).length);
	});

	it('are read once, though the process has forgotten the oldest of them', async () => {
		const n8n = await started();
		const startMs = Date.now();
		for (let index = 0; index < many; index++) {
			await lose(here, { video_id: `v${index}` }, new Date(startMs + index * 1_000));
		}
		advance(many * 1_000);
		await ticks(n8n, 6);
		expect(await videosOf(n8n)).toHaveLength(many);
		const before = asked();
		await ticks(n8n, 3);
		// The last 15 minutes, of an event a second.
		expect(asked() - before).toBeLessThanOrEqual(3 * 10);
	});

	it('push nothing out of the memory, because they are only asked about', async () => {
		const n8n = await started();
		const events = [];
		for (let index = 0; index < many; index++) {
			events.push(await lose(here, { video_id: `v${index}` }));
			if (index % 40 === 0) advance(5_000);
		}
		await ticks(n8n, 8);
		expect(await videosOf(n8n)).toHaveLength(many);
		await n8n.newProcess();
		await ticks(n8n, 1);
		for (const event of events.slice(0, 30)) await send(here, n8n, bodyOf(event));
		expect(await videosOf(n8n)).toHaveLength(many);
	});
});

describe('with polling', () => {
	it('10,000 jobs that ended while n8n was down for a day come once, within half an hour', async () => {
		here.simulator.keepHistoryOfEndpoints();
		const n8n = pollingWorkflow(here);
		await n8n.activate();
		n8n.stop();
		const startS = Date.now() / 1_000;
		for (let index = 0; index < 10_000; index++) {
			const created_at = Math.floor(startS + index * 8.6);
			const completed_at = created_at + 300;
			const video_url = 'https://files.example/v.mp4';
			const times = { created_at, completed_at };
			here.simulator.put('videos', { id: `v${index}`, status: 'completed', video_url, ...times });
		}
		advance(hours(24) + minutes(10));
		const before = here.simulator.requests.length;
		await n8n.newProcess();
		await n8n.results();
		await pass(n8n, 24);
		const out = await videosOf(n8n);
		expect([out.length, new Set(out).size]).toEqual([10_000, 10_000]);
		expect(here.simulator.requests.length - before).toBeLessThanOrEqual(10_000 / 100 + 20);
		expect(JSON.stringify(n8n.kept ?? {}).length).toBeLessThan(200_000);
	});
});
