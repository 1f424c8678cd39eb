import type { IDataObject } from 'n8n-workflow';

import { bench, pause } from '../support/bench';
import { advance, minutes, skipSleep } from '../support/clock';
import { ended, out, parked, parkedVideos } from '../support/parking';
import type { Waiting } from '../support/waiting';

/** A callback among many jobs: HeyGen is waiting for the answer, and counts what it is asked. */
const here = bench();
afterEach(() => {
	jest.useRealTimers();
	jest.restoreAllMocks();
});

const items = (count: number) => Array.from({ length: count }, () => ({}));
const asked = (): string[] =>
	here.simulator.requests.flatMap(({ method, path }) => (method === 'GET' ? [path] : []));
const callbackStatuses = (): number[] => here.simulator.callbacks.map(({ status }) => status);

/** HeyGen has no way to ask for the states of several of these. */
const parkedClippings = async (count: number): Promise<string[]> => {
	await parked(here, 'aiClipping', 'createAndWait', { items: items(count) });
	return here.simulator.jobs.map(({ id }) => id);
};

it('asks from the job that is called for on, 20 together, until one is open', async () => {
	const ids = await parkedClippings(60);
	const [before, called = ''] = [ids.slice(0, 45), ids[45]];
	for (const id of before) await here.simulator.finishJob(id, { callback: { send: false } });
	const past = asked().length;
	await here.simulator.finishJob(called);
	expect(callbackStatuses()).toEqual([200]);
	const wanted = ids.slice(45).concat(ids.slice(0, 5));
	expect(asked().slice(past).sort()).toEqual(wanted.map((id) => `/v3/ai-clipping/${id}`).sort());
});

it('goes on with all of them, in their order, when the last is called for', async () => {
	const waiting = await parked(here, 'aiClipping', 'createAndWait', { items: items(45) });
	const ids = here.simulator.jobs.map(({ id }) => id);
	for (const id of ids) await here.simulator.finishJob(id, { callback: { send: false } });
	await here.simulator.callBack(ids[30] ?? '');
	expect(out(await ended(waiting)).map(({ id }) => id)).toEqual(ids);
});

describe('more than HeyGen runs at once', () => {
	const atOnce = 2;
	beforeEach(() => here.simulator.limitJobs(atOnce));

	const words = ['one', 'two', 'three', 'four', 'five'];
	const made = (): string[] => here.simulator.jobs.map(({ id }) => id);
	const shown = ({ run }: Waiting): IDataObject[] =>
		run?.data.resultData.runData.HeyGen?.[0]?.data?.main?.[0]?.map(({ json }) => json) ?? [];
	const isParkedWith = async (waiting: Waiting, count: number): Promise<void> => {
		for (let tries = 0; !waiting.isParked || made().length < count; tries++) {
			if (tries > 1_000) throw new Error(`${made().length} made`);
			await pause(20);
		}
	};
	const scriptsMade = (): unknown[] =>
		here.simulator
			.asked('POST', '/v3/videos')
			.flatMap(({ body, status }) => (status === 200 ? [Object(body).script as unknown] : []));

	it('are made one by one as the callbacks come, and come out in their order', async () => {
		const waiting = await parkedVideos(here, words);
		expect(made()).toHaveLength(2);
		expect(shown(waiting)).toMatchObject([
			{ status: 'pending', progress: { items: 5, made: 2, open: 2, done: 0, failed: 0 } },
			{ status: 'pending' },
			...Array<object>(3).fill({ status: 'not made yet' }),
		]);
		for (const count of [3, 4, 5]) {
			await here.simulator.finishJob(made()[count - 3] ?? '');
			await isParkedWith(waiting, count);
		}
		expect(shown(waiting)[0]?.progress).toEqual({ items: 5, made: 5, open: 2, done: 3, failed: 0 });
		for (const id of made().slice(3)) await here.simulator.finishJob(id);
		const run = await ended(waiting);
		expect(out(run).map(({ id }) => id)).toEqual(made());
		expect(scriptsMade()).toEqual(words);
		expect(run.data.resultData.runData.HeyGen).toHaveLength(1);
	});

	it('are made while HeyGen is only asked, with more time for each', async () => {
		skipSleep();
		const waiting = await parkedVideos(here, words, { howToWait: 'ask', waitMinutes: 30 });
		for (const count of [4, 5]) {
			advance(minutes(25));
			for (const id of made().slice(-atOnce)) await here.simulator.finishJob(id);
			await waiting.timeUp();
			expect(made()).toHaveLength(count);
			expect(waiting.isParked).toBe(true);
		}
		await here.simulator.finishJob(made().at(-1) ?? '');
		expect(out(await waiting.timeUp()).map(({ status }) => status)).toEqual(
			words.map(() => 'completed'),
		);
	});

	it('cost nobody else anything when some are refused, or fail, with On Error continue', async () => {
		skipSleep();
		const scripts = Array.from({ length: 12 }, (_, index) => (index % 5 === 3 ? '' : `s${index}`));
		const node = { onError: 'continueRegularOutput' } as const;
		const waiting = await parkedVideos(here, scripts, {}, { node });
		expect(shown(waiting)[0]?.progress).toEqual({
			items: 12,
			made: 2,
			open: 2,
			done: 0,
			failed: 2,
		});
		for (let next = 0; waiting.isParked; ) {
			for (; next < made().length; next++) {
				const ending = next === 4 ? ({ outcome: 'failed', message: 'No.' } as const) : {};
				await here.simulator.finishJob(made()[next] ?? '', {
					...ending,
					callback: { send: false },
				});
			}
			await waiting.timeUp();
		}
		const items = out(waiting.run as NonNullable<typeof waiting.run>);
		expect(made()).toHaveLength(10);
		expect(items.map(({ error, id }) => error ?? id)).toEqual(
			scripts.map((script) => {
				const index = scripts.filter((one) => one !== '').indexOf(script);
				if (script === '') return "'Script' is empty";
				return index === 4 ? expect.stringContaining('No') : made()[index];
			}),
		);
		expect(waiting.run?.data.resultData.runData.HeyGen).toHaveLength(1);
	});

	it('wait for the jobs of others, and say so where the time is over', async () => {
		skipSleep();
		here.simulator.limitJobs(0);
		const waiting = await parkedVideos(here, words, { waitMinutes: 3 });
		while (waiting.isParked) await waiting.timeUp();
		expect(made()).toEqual([]);
		const [json] = out(waiting.run as NonNullable<typeof waiting.run>);
		expect(json).toMatchObject({
			status: 'timeout',
			message: expect.stringMatching(/^Nothing was created for this item in time: .*too many/),
		});
	});
});
