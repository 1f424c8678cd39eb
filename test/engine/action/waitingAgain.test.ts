import type { IDataObject, INode, INodeParameters, IRun } from 'n8n-workflow';

import { bench, pause } from '../support/bench';
import { minutes, skipSleep } from '../support/clock';
import { ended, out, parked, parkedVideos, videos, waitingFor } from '../support/parking';
import type { Waiting } from '../support/waiting';
import { arrived } from '../support/workflow';

/** n8n calls the node again after it was parked: by a callback, and when it is time to look. */
const here = bench();
beforeEach(() => here.simulator.planCallbacks({ send: false }));
afterEach(() => {
	jest.useRealTimers();
	jest.restoreAllMocks();
});

const made = (): string[] => here.simulator.jobs.map(({ id }) => id);
const finish = async (...ids: string[]): Promise<void> => {
	for (const id of ids) await here.simulator.finishJob(id);
};
const posts = (): number => here.simulator.count('POST', '/v3/videos');
const goesOn = { onError: 'continueRegularOutput' } as const;

const runsOf = (run: IRun) => run.data.resultData.runData.HeyGen ?? [];
const shownBy = (waiting: Waiting): IDataObject[] =>
	runsOf(waiting.run as IRun)[0]?.data?.main?.[0]?.map(({ json }) => json) ?? [];
const leftMs = ({ limit }: Waiting): number => Number(limit) - Date.now();

describe('without any callback', () => {
	it('looks when it is time, parks again, and comes out with one run, paired', async () => {
		const waiting = await parkedVideos(here, ['one', 'two']);
		const [first = '', second = ''] = made();
		await finish(second);
		await waiting.timeUp();
		expect(waiting.isParked).toBe(true);
		expect(shownBy(waiting)).toMatchObject([
			{ video_id: first, status: 'pending', progress: { items: 2, made: 2, open: 1, done: 1 } },
			{ video_id: second, status: 'completed' },
		]);
		await finish(first);
		waiting.restart();
		const run = await waiting.timeUp();
		expect(run.status).toBe('success');
		expect(arrived(run).map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual([
			[first, { item: 0 }],
			[second, { item: 1 }],
		]);
		expect(runsOf(run)).toHaveLength(1);
		expect(run.data.resultData.runData.Sink).toHaveLength(1);
		expect(posts()).toBe(2);
	});

	it('looks after 10, 20 and 40 minutes, then every hour', async () => {
		const waiting = await parkedVideos(here, ['one'], { waitMinutes: 1_000 });
		for (const expected of [10, 20, 40, 60, 60]) {
			expect(leftMs(waiting)).toBeGreaterThan(minutes(expected) - 30_000);
			expect(leftMs(waiting)).toBeLessThanOrEqual(minutes(expected) * 1.1);
			await waiting.timeUp();
		}
		expect(waiting.isParked).toBe(true);
	});

	it('is parked while it asks, too, after half a minute', async () => {
		skipSleep();
		const waiting = await parkedVideos(here, ['one'], { howToWait: 'ask', downloadVideo: true });
		expect(leftMs(waiting)).toBeLessThanOrEqual(66_000);
		await finish(...made());
		const [item] = arrived(await waiting.timeUp());
		expect(item).toMatchObject({ json: { status: 'completed' }, binary: { data: {} } });
	});
});

it('fetches the file after a callback', async () => {
	here.simulator.planCallbacks({});
	const waiting = await parkedVideos(here, ['one'], { downloadVideo: true });
	await finish(...made());
	const [item] = arrived(await ended(waiting));
	expect(item?.binary?.data?.mimeType).toBe('video/mp4');
});

describe('when the time is up', () => {
	const late = async (options: INodeParameters, node: Partial<INode> = {}): Promise<IRun> => {
		const waiting = await parkedVideos(
			here,
			['one', 'two'],
			{ waitMinutes: 5, ...options },
			{ node },
		);
		await finish(made()[0] ?? '');
		return await waiting.timeUp();
	};

	it('has what has finished until then, and a timeout for the rest', async () => {
		const run = await late({});
		const [first, second] = made();
		expect(out(run)).toMatchObject([
			{ id: first, status: 'completed' },
			{ video_id: second, status: 'timeout' },
		]);
		expect(run.status).toBe('success');
	});

	it('is an error that names all, where that is wanted', async () => {
		const run = await late({ whenTimeIsUp: 'error' });
		const [first, second] = made();
		const { error } = run.data.resultData;
		expect(error?.message).toBe(`HeyGen has not finished the video ${second} in time.`);
		expect(error?.description).toContain(`video_id ${first}`);
		expect(error?.description).toContain("'Video: Get'");
	});

	it('is an error of the item with On Error continue', async () => {
		const run = await late({ whenTimeIsUp: 'error' }, goesOn);
		const [first, second] = made();
		expect(out(run)).toMatchObject([
			{ id: first, status: 'completed' },
			{ error: expect.stringContaining('in time'), video_id: second, status: 'timeout' },
		]);
	});

	it('says so where HeyGen could not be asked', async () => {
		const waiting = await parkedVideos(here, ['one'], { waitMinutes: 5 });
		const page = '<html><body>Forbidden</body></html>';
		here.simulator.fault({
			kind: 'status',
			status: 403,
			method: 'GET',
			times: Infinity,
			body: page,
		});
		const [json] = out(await waiting.timeUp());
		expect(json).toMatchObject({ video_id: made()[0], status: 'timeout' });
		expect(json?.message).toContain('could not be asked');
	});
});

it('is an error that names what was made where the key is revoked meanwhile, and a retry goes on', async () => {
	const waiting = await parkedVideos(here, ['one', 'two']);
	here.simulator.fault({ kind: 'status', status: 401, method: 'GET', times: Infinity });
	const run = await waiting.timeUp();
	const { error } = run.data.resultData;
	expect(error?.message).toContain('did not accept the credential');
	expect(error?.description).toContain(`video_id ${made()[0]}, video_id ${made()[1]}`);
	here.simulator.clearFaults();
	await finish(...made());
	expect(out(await waiting.retry())).toMatchObject([
		{ status: 'completed' },
		{ status: 'completed' },
	]);
	expect(posts()).toBe(2);
});

it('makes in a retry only what could not be made', async () => {
	const refused = { error: { code: 'insufficient_credit', message: 'Top up.' } };
	const waiting = waitingFor(here, 'video', 'createAndWait', videos(['one', 'two']));
	const starting = waiting.start();
	while (made().length === 0) await pause(1);
	here.simulator.fault({ kind: 'status', status: 402, method: 'POST', body: refused });
	const { error } = (await starting).data.resultData;
	expect(error?.description).toContain(`video_id ${made()[0]}`);
	await waiting.retry();
	expect(waiting.isParked).toBe(true);
	expect(made()).toHaveLength(2);
	await finish(...made());
	expect(out(await waiting.timeUp()).map(({ id }) => id)).toEqual(made());
});

describe('with a setting of the node', () => {
	it('is one item with Execute Once and Always Output Data, and one run', async () => {
		const node = { executeOnce: true, alwaysOutputData: true };
		const waiting = await parkedVideos(here, ['one', 'two'], {}, { node });
		await waiting.timeUp();
		await finish(...made());
		const run = await waiting.timeUp();
		expect(out(run)).toMatchObject([{ id: made()[0] }]);
		expect(runsOf(run)).toHaveLength(1);
		expect(posts()).toBe(1);
	});

	it('makes nothing twice with Retry On Fail when a video fails', async () => {
		const node = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };
		const waiting = await parkedVideos(here, ['one'], {}, { node });
		await here.simulator.finishJob(made()[0] ?? '', { outcome: 'failed', message: 'No.' });
		const run = await waiting.timeUp();
		expect(run.data.resultData.error?.message).toContain('No');
		expect(posts()).toBe(1);
	});

	it('makes nothing twice with Retry On Fail in a new process, without an Idempotency-Key either', async () => {
		skipSleep();
		const waiting = await parked(here, 'voice', 'cloneAndWait', {
			items: [{}, {}],
			node: { ...goesOn, retryOnFail: true, maxTries: 2, waitBetweenTries: 0 },
		});
		const [first = '', second = ''] = made();
		waiting.restart();
		await here.simulator.finishJob(first, { outcome: 'failed', message: 'Noise.' });
		await finish(second);
		expect(out(await waiting.timeUp())).toMatchObject([
			{ error: expect.stringContaining('Noise') },
			{ status: 'completed' },
		]);
		expect(made()).toEqual([first, second]);
	});
});

it('says how long it has waited, and when it looks next', async () => {
	const waiting = await parkedVideos(here, ['one'], { waitMinutes: 100 });
	const run = await waiting.timeUp();
	const [hint] = runsOf(run)[0]?.hints ?? [];
	expect(hint?.message).toMatch(
		/^Waiting for HeyGen for 1\d minutes: of 1 items 1 are created, 1 running/,
	);
	expect(hint?.message).toContain('WEBHOOK_URL');
});

describe('in a workflow with the old execution order', () => {
	const old = { executionOrder: 'v0' } as const;

	it('is woken by a callback, and ends at the limit with what was finished as it was parked', async () => {
		here.simulator.planCallbacks({});
		const waiting = await parkedVideos(here, ['one'], { waitMinutes: 30 }, old);
		expect(leftMs(waiting)).toBeGreaterThan(minutes(29));
		await finish(...made());
		expect(out(await ended(waiting))).toMatchObject([{ status: 'completed' }]);
		const late = await parkedVideos(here, ['one'], {}, old);
		expect(out(await late.timeUp())).toMatchObject([{ status: 'timeout' }]);
	});

	it('holds the execution for what only the node itself can do at the end', async () => {
		skipSleep();
		here.simulator.finishAfter(300);
		const options = { downloadVideo: true };
		const waiting = waitingFor(here, 'video', 'createAndWait', videos(['one'], options, old));
		const [item] = arrived(await waiting.start());
		expect(item?.binary).toHaveProperty('data');
		const [{ body } = { body: {} }] = here.simulator.asked('POST', '/v3/videos');
		expect(Object(body)).not.toHaveProperty('callback_url');
	});
});
