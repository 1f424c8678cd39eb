import type { IRun } from 'n8n-workflow';

import { challengeHeader } from '../../../nodes/HeyGen/trigger/endpoint/challenge';
import { bench, bytes, post, success } from '../support/bench';
import { advance, hours, minutes, setTime } from '../support/clock';
import { lose, send, videosOf } from '../support/heygen';
import {
	ids,
	live,
	missedOf,
	outage,
	startAndTick,
	started,
	tickEachMinute,
} from '../support/outage';
import { ticks } from '../support/ticks';
import { arrived } from '../support/workflow';

const here = bench();
const historyPath = '/v3/webhooks/events';
const asked = (): number => here.simulator.count('GET', historyPath);

beforeEach(() => setTime('2026-11-24T10:00:00Z'));
afterEach(() => jest.useRealTimers());

const sizeOf = (run: IRun): number => Buffer.byteLength(JSON.stringify(run.data));

describe('a look back after an outage', () => {
	it.each([
		['after some hours up', 30],
		['with nothing that ever arrived before', 0],
	])('of an hour, %s, brings every event once within 15 minutes', async (_case, checks) => {
		const count = 417;
		const n8n = await started(here);
		await live(here, n8n, checks);
		const known = (await videosOf(n8n)).length;
		expect(known).toBe(checks);
		const missed = ids(count);
		await outage(here, n8n, hours(1), missed);
		const [before, runs] = [asked(), n8n.runs.length];
		await n8n.newProcess();
		expect(await missedOf(n8n, missed)).toContain(missed[0]);
		await tickEachMinute(n8n, 14);
		expect(await missedOf(n8n, missed)).toEqual(missed);
		expect(await videosOf(n8n)).toHaveLength(known + count);
		expect(asked() - before).toBeLessThanOrEqual((count + 1_000) / 100 + 10);
		for (const run of (await n8n.results()).slice(runs))
			expect(sizeOf(run)).toBeLessThan(1_000_000);
		for (const { input } of n8n.stored.slice(runs)) {
			expect(JSON.stringify(input)).not.toContain('event_data');
		}
		await startAndTick(n8n, 12);
		expect(await videosOf(n8n)).toHaveLength(known + count);
	});

	it('costs little when nothing was missed', async () => {
		const n8n = await started(here);
		await live(here, n8n, 12, 35);
		advance(minutes(1));
		const [before, runs, known] = [asked(), n8n.runs.length, (await videosOf(n8n)).length];
		await n8n.newProcess();
		await n8n.results();
		// All of them would be five pages.
		expect(asked() - before).toBeLessThanOrEqual(3);
		expect(n8n.runs.length - runs).toBeLessThanOrEqual(1);
		expect(JSON.stringify(n8n.stored.slice(runs).map(({ input }) => input))).not.toContain(
			'event_data',
		);
		expect(await videosOf(n8n)).toHaveLength(known);
		await n8n.newProcess();
		await n8n.results();
		expect(n8n.runs.length - runs).toBeLessThanOrEqual(2);
		expect(await videosOf(n8n)).toHaveLength(known);
	});

	it('brings all in queue mode too, where main never hears what arrived', async () => {
		const n8n = await started(here, {}, 2);
		await live(here, n8n, 8, 10);
		const missed = ids(250);
		await outage(here, n8n, hours(2), missed);
		await startAndTick(n8n, 15);
		expect(await missedOf(n8n, missed)).toEqual(missed);
		expect(new Set(await videosOf(n8n)).size).toBe((await videosOf(n8n)).length);
	});

	it('goes on where a process was killed', async () => {
		const n8n = await started(here);
		await live(here, n8n, 10);
		const missed = ids(300);
		await outage(here, n8n, hours(3), missed);
		n8n.stop();
		await n8n.newProcess();
		await n8n.results();
		await startAndTick(n8n, 3);
		expect(await missedOf(n8n, missed)).toEqual(missed);
	});

	it.each([1, 5, 30])(
		'brings what HeyGen answers, and the rest when it answers again (%d refusals)',
		async (times) => {
			const n8n = await started(here);
			const publishedMs = Date.now();
			await live(here, n8n, 4);
			const missed = ids(150);
			await outage(here, n8n, hours(3), missed);
			// The first page is answered, the second is not.
			here.simulator.fault({ kind: 'slow', delayMs: 0, path: historyPath });
			here.simulator.fault({ kind: 'status', status: 400, path: historyPath, times });
			await n8n.newProcess();
			await n8n.results();
			expect(await missedOf(n8n, missed)).toEqual(missed.slice(50));
			await tickEachMinute(n8n, 15);
			// It does not rest on the mark alone, which many deliveries would push out.
			const { json } = n8n.stored.at(-1)?.input[0]?.[0] ?? {};
			expect(json).toMatchObject({ lookBack: { atMs: expect.any(Number) } });
			const { atMs } = json?.lookBack as { atMs: number };
			expect(atMs).toBeGreaterThan(publishedMs + minutes(5));
			if (times > 5) {
				expect(await missedOf(n8n, missed)).toEqual(missed.slice(50));
				await ticks(n8n, times);
			}
			expect(await missedOf(n8n, missed)).toEqual(missed);
		},
	);

	it('fetches a few files an execution, so each start gets further', async () => {
		const n8n = await started(here, { options: { downloadVideo: true } });
		const missed = ids(12);
		n8n.stop();
		for (const videoId of missed) {
			advance(minutes(1));
			await here.simulator.finishVideo({ videoId, deliver: false });
		}
		for (const count of [5, 10, 12]) {
			await n8n.newProcess();
			await n8n.results();
			expect(await missedOf(n8n, missed)).toEqual(missed.slice(0, count));
			n8n.kill();
			advance(minutes(1));
		}
		await startAndTick(n8n, 3);
		expect(await missedOf(n8n, missed)).toEqual(missed);
	});
});

it('fetches all files in one process, a few in each execution', async () => {
	const n8n = await started(here, { options: { downloadVideo: true } });
	const missed = ids(12);
	n8n.stop();
	for (const videoId of missed) {
		advance(minutes(10));
		await here.simulator.finishVideo({ videoId, deliver: false });
	}
	// With a newer event, which is not wanted here, a check alone would find none of them.
	advance(minutes(20));
	await here.simulator.emit('avatar_video_gif.success', { video_id: 'gif' }, { deliver: false });
	await startAndTick(n8n, 5);
	expect(await missedOf(n8n, missed)).toEqual(missed);
});

it('fetches all files in queue mode too, a few in each execution', async () => {
	const n8n = await started(here, { options: { downloadVideo: true } }, 2);
	const missed = ids(62);
	n8n.stop();
	for (const videoId of missed) {
		advance(minutes(1));
		await here.simulator.finishVideo({ videoId, deliver: false });
	}
	await startAndTick(n8n, 90);
	expect(await missedOf(n8n, missed)).toEqual(missed);
	const runs = n8n.runs.length;
	expect(runs).toBeLessThan(20);
	for (const run of await n8n.results()) expect(arrived(run).length).toBeLessThanOrEqual(10);
	await startAndTick(n8n, 90);
	expect(await missedOf(n8n, missed)).toEqual(missed);
});

describe('what was not wanted when it was made', () => {
	const gif = 'avatar_video_gif.success';
	const loseGif = async (video_id: string) =>
		await here.simulator.emit(gif, { video_id }, { deliver: false });

	it.each([false, true])(
		'is not missed when it is wanted later (new process: %s)',
		async (isNew) => {
			const n8n = await started(here, { events: ['avatar_video.success'] });
			await live(here, n8n, 3);
			await loseGif('gif before');
			await lose(here, { video_id: 'missed before' });
			advance(minutes(2));
			await n8n.deactivate();
			const { parameters } = n8n.node;
			n8n.node = {
				...n8n.node,
				parameters: { ...parameters, events: ['avatar_video.success', gif] },
			};
			if (isNew) await n8n.newProcess();
			else await n8n.activate('update');
			advance(minutes(1));
			await loseGif('gif after');
			await ticks(n8n, 3);
			const out = (await videosOf(n8n)).filter((id) => !id.startsWith('known'));
			expect(out).toEqual(['missed before', 'gif after']);
		},
	);
});

it('many triggers of one account read its history once, and log one failure', async () => {
	const all = await Promise.all(Array.from({ length: 8 }, async () => await started(here)));
	advance(minutes(1));
	for (const id of ids(120)) await lose(here, { video_id: id });
	advance(minutes(1));
	const before = asked();
	for (const n8n of all) await n8n.tick();
	for (const n8n of all) expect(await videosOf(n8n)).toHaveLength(120);
	expect(asked() - before).toBeLessThanOrEqual(3);
	advance(minutes(10));
	here.simulator.fault({
		kind: 'status',
		status: 429,
		retryAfter: 60,
		path: historyPath,
		times: Infinity,
	});
	for (const n8n of all) await n8n.tick();
	expect(here.logs.notable).toEqual([expect.stringContaining('could not be asked')]);
});

it("a check that brings events leaves a Code node's own static data alone", async () => {
	const n8n = await started(here);
	n8n.downstream = (context) => {
		const data = context.getWorkflowStaticData('global');
		if (context.getNode().name === 'Sink') data.count = Number(data.count ?? 0) + 1;
	};
	for (let count = 1; count <= 3; count++) {
		await send(here, n8n, success(`a${count}`));
		await n8n.results();
	}
	await lose(here, { video_id: 'missed' });
	advance(minutes(10));
	await n8n.tick();
	await n8n.results();
	expect(await videosOf(n8n)).toContain('missed');
	expect(n8n.saved.global).toMatchObject({ count: 4 });
});

it('many forgeries, or questions whose address this is, are a line a minute', async () => {
	const n8n = await started(here);
	here.logs.clear();
	const lines = (): string[] =>
		[...here.logs.at('info'), ...here.logs.at('warn')].filter((line) =>
			/HeyGen Trigger/.test(line),
		);
	for (const count of [1, 2]) {
		for (let sent = 0; sent < 25; sent++) {
			await send(here, n8n, success('x'), { secret: 'whsec_of_nobody' });
			await post(n8n.url, bytes({}), { [challengeHeader]: 'ab'.repeat(16) });
		}
		expect(lines()).toHaveLength(2 * count);
		advance(minutes(1));
	}
});
