import type { IRun } from 'n8n-workflow';

import { bench } from '../engine/support/bench';
import { advance, hours, minutes, setTime } from '../engine/support/clock';
import { bodyOf, lose, videosOf } from '../engine/support/heygen';
import type { N8n } from '../engine/support/n8n';

/**
 * The bounds of the way back from an outage, in the state that 30 days with 10,000 events a day leave:
 * the position that n8n saved is that of the activation, and n8n's memory is full.
 */
const here = bench();
const historyPath = '/v3/webhooks/events';
const asked = (): number => here.simulator.count('GET', historyPath);
const days = (count: number): number => hours(24 * count);
/** 10,000 a day. */
const perHour = 417;
const perCheck = 70;

/** Tens of thousands of events are lived through. */
jest.setTimeout(600_000);
afterEach(() => jest.useRealTimers());

interface Lived {
	n8n: N8n;
	/** What came out before. */
	known: number;
}

/** Published 30 days ago; the last 26 hours are lived through, a batch of events between two checks. */
async function lived(hasIds: boolean, workers = 0): Promise<Lived> {
	setTime('2026-10-25T10:00:00Z');
	const n8n = here.workflow('v3');
	if (workers > 0) n8n.scaleOut(2, workers);
	await n8n.activate();
	advance(days(29));
	for (let check = 0; check < 6 * 26; check++) {
		const startMs = Date.now();
		const made = Array.from({ length: perCheck }, async (_, index) => {
			const atMs = startMs + (minutes(10) / perCheck) * index;
			const event = await lose(here, { video_id: `known ${check} ${index}` }, new Date(atMs));
			const { event_id, ...body } = bodyOf(event);
			return { event: hasIds ? { event_id, ...body } : body, atMs };
		});
		const events = await Promise.all(made);
		advance(minutes(10));
		await n8n['store']('webhook', [[{ json: { events, process: 'another one' } }]]);
		await n8n.tick();
		await n8n.results();
	}
	const known = (await videosOf(n8n)).length;
	expect(known).toBe(6 * 26 * perCheck);
	return { n8n, known };
}

async function outage(n8n: N8n, count: number, longMs: number): Promise<string[]> {
	n8n.stop();
	const startMs = Date.now();
	const ids = Array.from({ length: count }, (_, index) => `missed ${10_000 + index}`);
	for (const [index, video_id] of ids.entries()) {
		await lose(here, { video_id }, new Date(startMs + (longMs / count) * index));
	}
	advance(longMs);
	return ids;
}

const missedOf = async (n8n: N8n): Promise<string[]> =>
	(await videosOf(n8n)).filter((id) => id.startsWith('missed')).sort();

const sizeOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

async function minutesOf(n8n: N8n, count: number): Promise<void> {
	for (let minute = 0; minute < count; minute++) {
		advance(minutes(1));
		await n8n.tick();
		await n8n.results();
	}
}

describe('after 30 days', () => {
	it.each([
		['an hour', 1, false],
		['a night', 9, true],
		['23 hours', 23, false],
		['23 hours', 23, true],
	])(
		'%s without n8n bring every event once, in 15 minutes (%d, IDs: %s)',
		async (_length, long, hasIds) => {
			const [longMs, count] = [hours(long), long * perHour];
			const { n8n, known } = await lived(hasIds);
			const missed = await outage(n8n, count, longMs);
			const [before, runs] = [asked(), n8n.runs.length];
			await n8n.newProcess();
			expect(await missedOf(n8n)).toContain(missed[0]);
			await minutesOf(n8n, 14);
			expect(await missedOf(n8n)).toEqual(missed);
			expect(asked() - before).toBeLessThanOrEqual((count + 1_000) / 100 + 10);
			expect(here.logs.notable).toEqual([]);
			const results: IRun[] = (await n8n.results()).slice(runs);
			for (const { data } of results) expect(sizeOf(data)).toBeLessThan(1_000_000);
			for (const { input } of n8n.stored.slice(runs)) {
				expect(JSON.stringify(input)).not.toContain('event_data');
			}
			await n8n.newProcess();
			await minutesOf(n8n, 12);
			expect(await videosOf(n8n)).toHaveLength(known + count);
		},
	);

	it('a start in which nothing was missed costs little', async () => {
		const { n8n, known } = await lived(false);
		advance(minutes(1));
		for (let start = 0; start < 2; start++) {
			const [before, runs] = [asked(), n8n.runs.length];
			await n8n.newProcess();
			await n8n.results();
			expect(asked() - before).toBeLessThanOrEqual(3);
			await minutesOf(n8n, 5);
			// Two early checks, of the last quarter of an hour.
			expect(asked() - before).toBeLessThanOrEqual(3 + 4);
			expect(n8n.runs.length - runs).toBeLessThanOrEqual(1);
			expect(JSON.stringify(n8n.stored.slice(runs).map(({ input }) => input))).not.toContain(
				'event_data',
			);
		}
		expect(await videosOf(n8n)).toHaveLength(known);
	});
});

it('a night without n8n in queue mode brings every event once', async () => {
	const { n8n, known } = await lived(false, 2);
	const missed = await outage(n8n, 9 * perHour, hours(9));
	await n8n.newProcess();
	n8n.restartQueue();
	await minutesOf(n8n, 14);
	expect(await missedOf(n8n)).toEqual(missed);
	await minutesOf(n8n, 40);
	expect(await videosOf(n8n)).toHaveLength(known + missed.length);
});
