import { bench, type Bench } from '../support/bench';
import { advance, minutes } from '../support/clock';
import { ended, out, parked, parkedVideos, waitingFor } from '../support/parking';
import type { Waiting } from '../support/waiting';

/** What becomes of a wait where HeyGen answers in a way that is rare. */
const here: Bench = bench();
afterEach(() => jest.useRealTimers());

const made = (): string[] => here.simulator.jobs.map(({ id }) => id);
const answer = (path: string | RegExp, data: unknown, times = 1): void =>
	here.simulator.fault({ kind: 'status', status: 200, method: 'GET', path, body: { data }, times });
const callbackStatuses = (): number[] => here.simulator.callbacks.map(({ status }) => status);

it('says so when what it waits for was deleted', async () => {
	const waiting = await parked(here, 'video', 'createAndWait');
	const [id = ''] = made();
	const path = `/v3/videos/${id}`;
	here.simulator.fault({ kind: 'status', status: 404, method: 'GET', path, times: Infinity });
	await here.simulator.callBack(id, { retryMs: [] });
	expect(callbackStatuses()).toEqual([503]);
	advance(minutes(1));
	await here.simulator.callBack(id);
	const { error } = (await ended(waiting)).data.resultData;
	expect(error?.message).toBe(`HeyGen no longer has the video ${id}`);
});

it('tells which item a callback is for, also behind one that came to nothing', async () => {
	const node = { onError: 'continueRegularOutput' } as const;
	const waiting = await parkedVideos(here, ['', 'two', 'three'], {}, { node });
	const [second = '', third = ''] = made();
	await here.simulator.finishJob(second);
	await here.simulator.callBack(third, { retryMs: [] });
	expect(callbackStatuses()).toEqual([200, 503]);
	await here.simulator.finishJob(third);
	expect(out(await ended(waiting))).toMatchObject([
		{ error: "'Script' is empty" },
		{ id: second },
		{ id: third },
	]);
});

it.each([
	['succeeded', 'completed'],
	['Completed', 'completed'],
	['canceled', 'failed'],
	['error', 'failed'],
])("takes HeyGen's word %s for an end", async (status, expected) => {
	const node = { onError: 'continueRegularOutput' } as const;
	const waiting = await parked(here, 'lipsync', 'createAndWait', { node });
	const [id = ''] = made();
	answer(`/v3/lipsyncs/${id}`, { id, status });
	await here.simulator.callBack(id, { retryMs: [] });
	expect(callbackStatuses()).toEqual([200]);
	expect(out(await ended(waiting))).toMatchObject([{ lipsync_id: id, status: expected }]);
});

describe('a batch', () => {
	const path = /^\/v3\/videos\/batches\//;
	const item = (item_index: number, status: string) => ({
		item_index,
		status,
		video_id: `video-${item_index}`,
		error: status === 'failed' ? { code: 'x', message: `Reason ${item_index}` } : null,
	});
	const wokenWith = async (items: object[], more: object = {}) => {
		const waiting = await parked(here, 'video', 'createBatchAndWait');
		const { batchId } = here.simulator.jobs.at(-1) ?? {};
		const head = { batch_id: batchId, status: 'completed', total_items: items.length };
		answer(path, { ...head, ...more, items });
		await here.simulator.callBack(String(batchId), { retryMs: [] });
		return waiting;
	};
	const woken = async (...items: object[]) => await wokenWith(items);

	it('has its items in the order of their index, failed ones too', async () => {
		const run = await ended(
			await woken(item(2, 'completed'), item(0, 'failed'), item(1, 'completed')),
		);
		expect(run.status).toBe('success');
		expect(out(run)).toMatchObject([
			{ status: 'completed', items: [0, 1, 2].map((item_index) => ({ item_index })) },
		]);
	});

	it('is failed when all items are, with a reason', async () => {
		const run = await ended(await woken(item(0, 'failed'), item(1, 'failed')));
		expect(run.data.resultData.error?.message).toContain('Reason 0');
	});

	it('is failed when HeyGen says so, and lists none', async () => {
		const run = await ended(await wokenWith([], { status: 'failed', total_items: 3 }));
		expect(run.data.resultData.error?.message).toContain("its status is 'failed'");
	});

	it('is failed when nothing of it is left', async () => {
		const run = await ended(await woken(item(0, 'failed'), item(1, 'not_found')));
		expect(run.data.resultData.error?.message).toContain('Reason 0');
	});

	it('has ended with its items, whatever HeyGen calls that', async () => {
		const run = await ended(
			await wokenWith([item(0, 'completed'), item(1, 'failed')], { status: 'partial' }),
		);
		expect(out(run)).toMatchObject([{ status: 'completed' }]);
	});

	it.each([
		['an item is open', [item(0, 'completed'), item(1, 'processing')], {}],
		['HeyGen lists only some of its items', [item(0, 'completed')], { total_items: 3 }],
		['HeyGen lists none of its items', [], { total_items: 3 }],
		['HeyGen says that it goes on', [item(0, 'completed')], { status: 'processing' }],
	])('goes on waiting while %s', async (_case, items, more) => {
		const waiting = await wokenWith(items, more);
		expect(callbackStatuses()).toEqual([503]);
		expect(waiting.isParked).toBe(true);
	});
});

describe('a cinematic video', () => {
	const cinematic = { type: 'cinematic_avatar', avatarId: 'look_1', prompt: 'A walk' };
	it.each([
		['has no name', [{ item_index: 0, status: 'completed', video_id: null }]],
		['is not listed', []],
	])('is waited for while it is done and %s', async (_case, items) => {
		const waiting = await parked(here, 'video', 'createAndWait', { parameters: cinematic });
		const { batchId } = here.simulator.jobs.at(-1) ?? {};
		const batch = { batch_id: batchId, status: 'completed', total_items: 1, items };
		answer(/^\/v3\/videos\/batches\//, batch);
		await here.simulator.callBack(String(batchId), { retryMs: [] });
		expect(callbackStatuses()).toEqual([503]);
		expect(waiting.isParked).toBe(true);
	});
});

it('asks a finished translation once more for its file', async () => {
	const waiting = await parked(here, 'videoTranslation', 'createAndWait');
	const [id = ''] = made();
	answer(`/v3/video-translations/${id}`, { id, status: 'completed', video_url: null });
	await (
		await here.simulator.finishJob(id)
	).settled;
	expect(out(await ended(waiting))).toMatchObject([
		{ translations: [{ id, video_url: expect.stringContaining('http') }] },
	]);
});

describe('an agent', () => {
	const begun = async (isNamed: boolean) => {
		here.simulator.nameAgentVideo(isNamed);
		const waiting = await parked(here, 'videoAgent', 'createAndWait');
		const { id } = here.simulator.jobs.find(({ kind }) => kind === 'session') ?? { id: '' };
		return { waiting, id };
	};

	/** Its video is finished, and the execution ends with it. */
	const comesOut = async (waiting: Waiting, id: string): Promise<void> => {
		await (
			await here.simulator.finishJob(id)
		).settled;
		const [video] = here.simulator.jobs.flatMap((job) => (job.kind === 'video' ? [job.id] : []));
		expect(out(await ended(waiting))).toMatchObject([
			{ status: 'completed', session_id: id, video_id: video },
		]);
	};

	it('is asked for its videos while HeyGen does not know the session', async () => {
		const { waiting, id } = await begun(false);
		const path = `/v3/video-agents/${id}`;
		here.simulator.fault({ kind: 'status', status: 404, method: 'GET', path, times: Infinity });
		await comesOut(waiting, id);
	});

	it('is waited for while it is completed and HeyGen names no video', async () => {
		const { waiting, id } = await begun(false);
		const session = { session_id: id, status: 'completed', video_id: null };
		answer(`/v3/video-agents/${id}`, session, Infinity);
		await here.simulator.callBack(id, { retryMs: [] });
		expect(callbackStatuses()).toEqual([503]);
		expect(waiting.isParked).toBe(true);
		await comesOut(waiting, id);
	});

	it.each([
		['HeyGen named at once', true],
		['the session names', false],
	])('that asks something while the video is open that %s ends it', async (_case, isNamed) => {
		const { waiting, id } = await begun(isNamed);
		answer('/v3/videos/v1', { id: 'v1', status: 'processing' });
		answer(`/v3/video-agents/${id}`, {
			session_id: id,
			status: 'waiting_for_input',
			video_id: 'v1',
		});
		await here.simulator.callBack(id);
		expect(out(await ended(waiting))).toMatchObject([{ status: 'waiting_for_input' }]);
	});

	it('that failed while its video is open has failed', async () => {
		const { waiting, id } = await begun(true);
		const error = { code: 'context_limit_exceeded', message: 'Too long' };
		answer(`/v3/video-agents/${id}`, { session_id: id, status: 'failed', video_id: null, error });
		await here.simulator.callBack(id);
		const run = await ended(waiting);
		expect(run.data.resultData.error?.message).toContain('Too long (context_limit_exceeded)');
	});

	it('is made without an Idempotency-Key, which HeyGen does not take there', async () => {
		await parked(here, 'videoAgent', 'createAndWait');
		const [request] = here.simulator.asked('POST', '/v3/video-agents');
		expect(request?.headers).not.toHaveProperty('idempotency-key');
	});
});

describe('before it parks', () => {
	it('makes and uploads nothing when the file of a later item is not there', async () => {
		const image = { __rl: true, mode: 'binary', value: 'data' };
		const content = Buffer.from('picture').toString('base64');
		const waiting = waitingFor(here, 'video', 'createAndWait', {
			items: [{}, {}],
			binary: { data: { data: content, mimeType: 'image/png', fileName: 'a.png' } },
			parameters: { type: 'image', image },
		});
		expect((await waiting.start()).status).toBe('error');
		expect(here.simulator.requests).toEqual([]);
	});

	it('lets HeyGen call n8n, not what was entered before', async () => {
		const parameters = { additionalFields: { callbackUrl: 'https://example.com/mine' } };
		await parked(here, 'video', 'createAndWait', { parameters });
		const [request] = here.simulator.asked('POST', '/v3/videos');
		expect(Object(request?.body).callback_url).toContain('/webhook-waiting/');
	});

	it('goes on at once with what has ended by then, which nobody calls for any more', async () => {
		here.simulator.planCallbacks({ send: false });
		here.simulator.finishAfter(0);
		const path = /^\/v3\/videos\//;
		here.simulator.fault({ kind: 'slow', method: 'GET', path, delayMs: 500 });
		const run = await waitingFor(here, 'video', 'createAndWait').start();
		expect(run.data.waitTill).toBeUndefined();
		expect(out(run)).toMatchObject([{ id: made()[0], status: 'completed' }]);
	});

	it('parks although HeyGen cannot be asked then', async () => {
		here.simulator.fault({ kind: 'status', status: 403, method: 'GET' });
		const waiting = await parked(here, 'video', 'createAndWait');
		await here.simulator.finishJob('video');
		expect(out(await ended(waiting))).toMatchObject([{ status: 'completed' }]);
	});

	it('says so when HeyGen has no ID of what it made', async () => {
		here.simulator.fault({ kind: 'status', status: 200, method: 'POST', body: { data: {} } });
		const { data } = await waitingFor(here, 'video', 'createAndWait').start();
		expect(data.resultData.error?.message).toContain('has no ID');
		expect(data.waitTill).toBeUndefined();
	});

	it('needs the newer API', async () => {
		const waiting = waitingFor(here, 'video', 'createAndWait', { generation: 'v1' });
		const { data } = await waiting.start();
		expect(data.resultData.error?.message).toContain("needs HeyGen's API v3");
		expect(here.simulator.requests).toEqual([]);
	});
});
