import { bench, bytes, signed } from '../support/bench';
import { advance, hours, minutes, setTime } from '../support/clock';
import { bodyOf, endpointOf, lose, send, videosOf } from '../support/heygen';
import type { N8n } from '../support/n8n';
import type { HistoryEvent } from '../../simulator';

/** After an outage HeyGen repeats each event as it first sent it, timestamp and all. */
const here = bench();
const many = 120;

beforeEach(() => setTime('2026-11-24T10:00:00Z'));
afterEach(() => jest.useRealTimers());

async function missed(): Promise<HistoryEvent[]> {
	const events: HistoryEvent[] = [];
	for (let index = 0; index < many; index++) {
		advance(hours(1) / many);
		events.push(await lose(here, { video_id: `v${1_000 + index}` }));
	}
	return events;
}

async function repeat(n8n: N8n, events: HistoryEvent[], hasIds: boolean): Promise<number[]> {
	const { secret } = endpointOf(here, n8n);
	const statuses: number[] = [];
	for (const event of events) {
		const { event_id, ...body } = bodyOf(event);
		const sent = hasIds ? { event_id, ...body } : body;
		const headers = {
			'Heygen-Signature': signed(bytes(sent), secret),
			'Heygen-Timestamp': String(Date.parse(event.created_at) / 1_000),
		};
		statuses.push((await send(here, n8n, sent, { headers })).status);
	}
	return statuses;
}

async function checks(n8n: N8n, count: number): Promise<void> {
	for (let check = 0; check < count; check++) {
		await n8n.results();
		advance(minutes(10));
		await n8n.tick();
	}
}

it('what HeyGen lists too late for the checks comes with a later repeat', async () => {
	const n8n = here.workflow('v3');
	await n8n.activate();
	advance(minutes(60));
	await n8n.tick();
	const event = await lose(here, { video_id: 'late' }, new Date(Date.now() - minutes(40)));
	// HeyGen lists it when the checks have come further.
	const [entry] = here.simulator.history.splice(0);
	await lose(here, { video_id: 'others' });
	expect(await repeat(n8n, [event], false)).toEqual([400]);
	await checks(n8n, 3);
	if (entry !== undefined) here.simulator.history.push(entry);
	expect(await repeat(n8n, [event], false)).toEqual([200]);
	await checks(n8n, 2);
	expect(await repeat(n8n, [event], false)).toEqual([200]);
	expect((await videosOf(n8n)).sort()).toEqual(['late', 'others']);
});

const names = (events: HistoryEvent[]): string[] =>
	events.map(({ event_data }) => String(event_data.video_id));

it.each([
	['n8n was down, and the look back comes first, with IDs', true, false, true],
	['n8n was down, and the look back comes first', true, false, false],
	['n8n was down, and the repeats come first', true, true, false],
	['only the way to n8n was cut', false, true, false],
])('all come out once: %s', async (_case, wasDown, repeatsFirst, hasIds) => {
	const n8n = here.workflow('v3');
	await n8n.activate();
	advance(minutes(20));
	await n8n.tick();
	if (wasDown) n8n.stop();
	const events = await missed();
	advance(minutes(10));
	here.logs.clear();
	if (wasDown) await n8n.newProcess();
	if (!repeatsFirst) await checks(n8n, 1);
	await repeat(n8n, events, hasIds);
	await checks(n8n, 3);
	expect((await videosOf(n8n)).sort()).toEqual(names(events));
	// HeyGen goes on until it gets its 200
	expect(new Set(await repeat(n8n, events, hasIds))).toEqual(new Set([200]));
	expect((await videosOf(n8n)).sort()).toEqual(names(events));
	expect(here.logs.notable.length).toBeLessThanOrEqual(2);
});
