import type { DeliveryAttempt, EmittedEvent } from '../../simulator';
import type { Bench } from '../../e2e/support/bench';
import { steadily } from '../../e2e/support/burst';
import { idsOf, tally, waitForAll } from '../../e2e/support/stored';
import { until } from '../../e2e/support/until';
import type { Cases, Prepared } from '../support/round';
import { accepts, subject, subjects, waitForList, type Subject } from '../support/subject';

/** Proves what the engine takes for granted of a stop: executions end before it, static data is there after it. */

const eventCount = 30;
const everyMs = 300;
const historyPath = '/v3/webhooks/events';

/** What came out of the trigger: a line for each item, and how many executions had none. */
async function outcome(bench: Bench, each: Subject): Promise<{ ids: string[]; empty: number }> {
	const output = await idsOf(bench, each);
	return { ids: output.flat().sort(), empty: output.filter((ids) => ids.length === 0).length };
}

/** As above, once `count` items came out, less those of executions that a kill cut off. */
async function settledOutcome(bench: Bench, each: Subject, count: number) {
	return await until('all events', async () => {
		const { new: waiting = 0, running = 0, crashed = 0 } = await tally(bench.n8n, each.workflow.id);
		const now = await outcome(bench, each);
		const isDone = waiting + running === 0 && now.ids.length + crashed >= count;
		return isDone ? { ...now, crashed } : undefined;
	});
}

/**
 * While n8n prepares its database it answers 200 to whatever comes, so that HeyGen never sends it again. Only
 * the newer API has a history from which that is recovered.
 */
function expectedIds({ account }: Subject, events: EmittedEvent[]): string[] {
	const swallowed = account.heygen.attempts
		.filter(({ status, answer }) => status === 200 && answer.includes('starting up'))
		.map(({ eventId }) => eventId);
	return events
		.filter(({ event_id }) => account.generation === 'v3' || !swallowed.includes(event_id))
		.map(({ event_data }) => String(event_data.video_id));
}

/** @param mostCut how many executions the end of n8n may cut off: it answers before it runs */
export const delivers =
	(mostCut: number) =>
	async (bench: Bench): Promise<Prepared> => {
		const both = await subjects(bench);
		let goneAtMs = 0;
		let sending: Array<Promise<EmittedEvent[]>> = [];
		const check = async (each: Subject, events: EmittedEvent[]): Promise<void> => {
			const { attempts, endpoints } = each.account.heygen;
			await Promise.all(events.map(async ({ settled }) => await settled));
			const expected = expectedIds(each, events);
			const { ids, empty, crashed } = await settledOutcome(bench, each, expected.length);
			expect(crashed).toBeLessThanOrEqual(mostCut);
			expect(new Set(ids).size).toBe(ids.length);
			expect(ids.filter((id) => !expected.includes(id))).toEqual([]);
			expect(ids.length).toBeGreaterThanOrEqual(expected.length - crashed);
			// the look at the history, and a repeat that came before what the look found was recorded
			const isAgain = ({ status, attempt, at }: DeliveryAttempt): boolean =>
				status === 200 && attempt > 1 && at >= goneAtMs;
			const again = attempts.filter(isAgain).length;
			expect(empty).toBeLessThanOrEqual(crashed + again + 1);
			expect(endpoints).toEqual([each.endpoint]);
		};
		return {
			last: async () => {
				// for longer than n8n is away
				sending = both.map(
					async ({ account: { heygen } }) =>
						await steadily(eventCount, everyMs, async () => await heygen.finishVideo()),
				);
				await until('the first executions', async () =>
					both.every(({ account }) => account.heygen.attempts.length > 4) ? true : undefined,
				);
				goneAtMs = Date.now();
			},
			after: async () => {
				for (const [index, each] of both.entries()) await check(each, (await sending[index]) ?? []);
			},
		};
	};

export const stops: Cases = {
	'runs every event once that HeyGen delivers meanwhile': delivers(0),

	async 'emits what was missed meanwhile, and nothing when there was nothing'(bench) {
		const [missing, quiet] = [await subject(bench, 'v3'), await subject(bench, 'v3')];
		const { heygen } = missing.account;
		const data = heygen.sample('avatar_video.success');
		return {
			meanwhile: async () => await heygen.emit('avatar_video.success', data, { deliver: false }),
			after: async () => {
				await bench.api.executions.waitFor(missing.workflow.id, 1);
				await until('a look', async () =>
					quiet.account.heygen.count('GET', historyPath) > 1 ? true : undefined,
				);
				expect(await idsOf(bench, missing)).toEqual([[data.video_id]]);
				expect(await idsOf(bench, quiet)).toEqual([]);
			},
		};
	},

	async 'keeps the registration when HeyGen is down, and makes at most one empty execution of a repeat'(
		bench,
	) {
		const both = await subjects(bench);
		const body = Buffer.from('{"event_type":"avatar_video.success","event_data":{"video_id":"a"}}');
		for (const { account, endpoint } of both) {
			expect(await account.heygen.send(endpoint, body)).toMatchObject({ status: 200 });
			account.heygen.fault({ kind: 'reset', times: Infinity });
		}
		const from = both.map(({ account }) => account.heygen.requests.length);
		const check = async (each: Subject, before: number): Promise<void> => {
			await waitForList(each, before);
			const { account, endpoint, workflow } = each;
			for (const attempt of [1, 2, 3]) {
				const { status } = await account.heygen.send(endpoint, body);
				expect(`${attempt}: ${status}`).toBe(`${attempt}: 200`);
			}
			account.heygen.clearFaults();
			expect(await accepts(each)).toEqual([200]);
			expect(account.heygen.endpoints).toEqual([endpoint]);
			await waitForAll(bench.n8n, workflow.id, 2);
			const { ids, empty } = await outcome(bench, each);
			expect(ids).toHaveLength(2);
			expect(empty).toBeLessThanOrEqual(1);
		};
		return {
			after: async () => {
				for (const [index, each] of both.entries()) await check(each, from[index] ?? 0);
			},
		};
	},
};
