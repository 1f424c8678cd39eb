import { bench } from '../engine/support/bench';
import { advance, hours, minutes, setTime } from '../engine/support/clock';
import { loadCode } from '../engine/support/code';
import { lose, videosOf } from '../engine/support/heygen';
import type { N8n } from '../engine/support/n8n';
import { Process } from '../engine/support/process';

/** A hundred triggers of one account in one process. */
const here = bench();
const many = 100;
const missed = 600;
const historyPath = '/v3/webhooks/events';

beforeEach(() => setTime('2026-11-24T20:00:00Z'));
afterEach(() => jest.useRealTimers());

async function hundred(): Promise<N8n[]> {
	const all: N8n[] = [];
	for (let count = 0; count < many; count++) {
		const n8n = here.workflow('v3');
		await n8n.activate();
		all.push(n8n);
	}
	advance(minutes(1));
	for (const n8n of all) await n8n.tick();
	return all;
}

/** All of them are stopped, and start in one new process. */
async function outage(all: N8n[], ms: number, count: number): Promise<() => Promise<void>> {
	for (const n8n of all) {
		await n8n.results();
		n8n.stop();
	}
	const startMs = Date.now();
	for (let index = 0; index < count; index++) {
		await lose(here, { video_id: `m${index}` }, new Date(startMs + (ms / count) * index));
	}
	advance(ms);
	const process = new Process(loadCode());
	return async () => {
		for (const n8n of all) n8n.process = process;
		await Promise.all(all.map(async (n8n) => await n8n.activate('init')));
		for (const n8n of all) await n8n.results();
	};
}

it('read the history once after a night, and put out all events each', async () => {
	const all = await hundred();
	const start = await outage(all, hours(9), missed);
	const before = here.simulator.requests.length;
	const readBefore = here.simulator.count('GET', historyPath);
	await start();
	expect(here.simulator.requests.length - before).toBeLessThanOrEqual(150);
	expect(here.simulator.count('GET', historyPath) - readBefore).toBeLessThanOrEqual(
		(missed + 1_000) / 100 + 10,
	);
	for (const n8n of all) expect(new Set(await videosOf(n8n)).size).toBe(missed);
	for (const n8n of all) expect(await videosOf(n8n)).toHaveLength(missed);
	const asked = here.simulator.requests.length;
	for (let minute = 0; minute < 5; minute++) {
		advance(minutes(1));
		await Promise.all(all.map(async (n8n) => await n8n.tick()));
		expect(here.simulator.requests.length - asked).toBeLessThanOrEqual(150 * (minute + 1));
	}
});

it.each([
	['with a time to wait', { retryAfter: 60 }],
	['without', {}],
])('log one line of each kind when HeyGen is asked too often, %s', async (_case, more) => {
	const all = await hundred();
	const start = await outage(all, hours(9), 10);
	here.simulator.fault({ kind: 'status', status: 429, times: Infinity, ...more });
	here.logs.clear();
	await start();
	// One of the hooks, and one of the checks.
	expect(here.logs.notable).toHaveLength(2);
	here.simulator.clearFaults();
	for (let check = 0; check < 2; check++) {
		advance(minutes(10));
		await Promise.all(all.map(async (n8n) => await n8n.tick()));
	}
	for (const n8n of all) expect(await videosOf(n8n)).toHaveLength(10);
});
