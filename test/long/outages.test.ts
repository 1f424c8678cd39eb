import { bench } from '../engine/support/bench';
import { hours, setTime } from '../engine/support/clock';
import { videosOf } from '../engine/support/heygen';
import { ids, live, missedOf, outage, startAndTick, started } from '../engine/support/outage';

const here = bench();

beforeEach(() => setTime('2026-11-24T10:00:00Z'));
afterEach(() => jest.useRealTimers());

/** As `engine/trigger/lookBack` with an hour: here is more than one execution should hold. */
it.each([
	['a night, with 10,000 events a day', 0, 3_333],
	['a night in queue mode, where main never hears what arrived', 2, 1_000],
])('a look back over %s brings every event once', async (_case, workers, count) => {
	const n8n = await started(here, {}, workers);
	await live(here, n8n, 40, 10);
	const missed = ids(count);
	await outage(here, n8n, hours(8), missed);
	await startAndTick(n8n, 15);
	expect(await missedOf(n8n, missed)).toEqual(missed);
	expect(await videosOf(n8n)).toHaveLength(400 + count);
});
