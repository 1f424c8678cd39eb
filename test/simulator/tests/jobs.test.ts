import { bench, v3Error } from './support';

const made = bench();

const url = { type: 'url', url: 'https://files.example.org/a.mp4' };
const spoken = { type: 'avatar', avatar_id: 'look-1', script: 'Hi' };
const hook = (): string => `${made.receiver.url}/back`;
const post = async (path: string, body: object, headers = {}) =>
	(await made.api.post(path, body, { headers })).data.data;
const get = async (path: string) => (await made.api.get(path)).data.data;
const video = async (more: object = {}): Promise<string> =>
	(await post('/v3/videos', { ...spoken, ...more })).video_id;
const calledBack = () => made.receiver.posts.map((each) => JSON.parse(each.body.toString('utf8')));

describe('a job', () => {
	it('goes from state to state, and has its links at the end', async () => {
		const id = await video({ title: 'T' });
		expect(await get(`/v3/videos/${id}`)).toMatchObject({ status: 'pending', video_url: null });
		made.simulator.moveJob(id, 'processing');
		expect(await get(`/v3/videos/statuses?video_ids=${id},x`)).toEqual([
			{ video_id: id, status: 'processing', error: null, batch_id: null, item_index: null },
			{ video_id: 'x', status: 'not_found', error: null, batch_id: null, item_index: null },
		]);
		await made.simulator.finishJob(id, { bytes: 7 });
		const ended = await get(`/v3/videos/${id}`);
		expect(ended).toMatchObject({
			title: 'T',
			status: 'completed',
			completed_at: expect.any(Number),
		});
		const file = await made.api.get(ended.video_url, { headers: { 'X-Api-Key': '' } });
		expect(file.headers['content-length']).toBe('7');
	});

	it('of a studio shows its scenes', async () => {
		const input = { type: 'avatar', avatar_id: 'k', script: 'Hi', voice_id: 'v' };
		const scenes = [
			{ type: 'avatar_video', input },
			{ type: 'image', source: url, duration: 3 },
		];
		const { video_id } = await post('/v3/videos', { type: 'studio', scenes });
		expect((await get(`/v3/videos/${video_id}/scenes`)).scenes).toMatchObject([
			{ elements: [{ avatar_id: 'k' }], script: [{ type: 'text', text: 'Hi', voice_id: 'v' }] },
			{ elements: [{ type: 'image', url: url.url }], script: [] },
		]);
	});

	it('fails with a reason', async () => {
		const id = await video();
		await made.simulator.finishJob(id, { outcome: 'failed', message: 'mute', code: 'no_voice' });
		expect(await get(`/v3/videos/${id}`)).toMatchObject({
			status: 'failed',
			failure_code: 'no_voice',
			failure_message: 'mute',
			video_url: null,
		});
		expect(await get(`/v3/videos/statuses?video_ids=${id}`)).toMatchObject([
			{ status: 'failed', error: { code: 'no_voice', message: 'mute' } },
		]);
	});

	it('ends by itself when told so', async () => {
		made.simulator.finishAfter(30);
		const id = await video();
		while ((await get(`/v3/videos/${id}`)).status !== 'completed');
		expect(made.simulator.history).toMatchObject([{ event_type: 'avatar_video.success' }]);
	});

	it('is found by its kind, the newest open one first', async () => {
		const [first, second] = [await video(), await video()];
		expect((await made.simulator.finishJob('video')).id).toBe(second);
		expect((await made.simulator.finishJob('video')).id).toBe(first);
		await expect(made.simulator.finishJob('video')).rejects.toThrow('no job video');
	});

	it('counts against the concurrency of the account', async () => {
		made.simulator.limitJobs(1);
		const id = await video();
		const { status, data, headers } = await made.api.post('/v3/videos', spoken);
		expect([status, data]).toEqual([429, v3Error('rate_limit_exceeded')]);
		expect(headers['retry-after']).toBe('1');
		await made.simulator.finishJob(id);
		expect((await made.api.post('/v3/videos', spoken)).status).toBe(200);
	});

	it('is made with the key that was turned down because of too many others', async () => {
		const headers = { 'Idempotency-Key': 'k' };
		const create = async () => (await made.api.post('/v3/videos', spoken, { headers })).status;
		made.simulator.limitJobs(0);
		expect(await create()).toBe(429);
		made.simulator.limitJobs(1);
		expect([await create(), await create()]).toEqual([200, 200]);
	});

	it('is made once for one Idempotency-Key', async () => {
		const headers = { 'Idempotency-Key': 'k:1' };
		const [one, two] = [
			await post('/v3/videos', spoken, headers),
			await post('/v3/videos', { ...spoken, script: 'Bye' }, headers),
		];
		expect(two).toEqual(one);
		expect(made.simulator.jobs).toHaveLength(1);
		const clone = async () =>
			await post('/v3/voices/clone', { audio: url, voice_name: 'M' }, headers);
		expect(await clone()).not.toEqual(await clone());
		expect(made.simulator.jobs).toHaveLength(3);
	});
});

describe('a callback', () => {
	it('is unsigned, and tells what endpoints are told', async () => {
		made.simulator.addEndpoint({ url: `${made.receiver.url}/hook` });
		const id = await video({ callback_url: hook(), callback_id: 'c' });
		const { event, callbacks } = await made.simulator.finishJob(id);
		expect(made.receiver.posts.map((each) => each.path)).toEqual(['/hook', '/back']);
		const [, back] = made.receiver.posts;
		expect(back?.headers).not.toHaveProperty('heygen-signature');
		expect(calledBack()[1]).toEqual({
			event_type: 'avatar_video.success',
			event_data: event?.event_data,
		});
		expect(event?.event_data).toMatchObject({ video_id: id, callback_id: 'c' });
		expect(callbacks).toMatchObject([{ kind: 'video', jobId: id, attempt: 1, status: 200 }]);
	});

	it('is missing, doubled, forged or sent by several at once when told so', async () => {
		const end = async (callback: object) => {
			made.receiver.clear();
			const id = await video({ callback_url: hook() });
			await (
				await made.simulator.finishJob(id, { callback })
			).settled;
			return calledBack();
		};
		expect(await end({ send: false })).toEqual([]);
		const [one, two, ...none] = await end({ again: 1 });
		expect([two, none]).toEqual([one, []]);
		expect(await end({ copies: 5 })).toHaveLength(5);
		expect(await end({ body: { event_type: 'x' } })).toEqual([{ event_type: 'x' }]);
	});

	it('may wait, and may hang up before it is answered', async () => {
		const id = await video({ callback_url: hook() });
		made.receiver.answers = ['silent'];
		// a receiver that is busy misses some of the repeats, too
		const callback = { delayMs: 40, hangUpMs: 30, retryMs: Array<number>(500).fill(1) };
		const started = Date.now();
		const { callbacks, settled } = await made.simulator.finishJob(id, { callback });
		expect(callbacks).toMatchObject([{ status: 0 }]);
		expect(Date.now() - started).toBeGreaterThanOrEqual(65);
		await settled;
		const statuses = made.simulator.callbacks.map((each) => each.status);
		expect([statuses[0], statuses.at(-1)]).toEqual([0, 200]);
	});

	it('comes early: the job is open while it is answered', async () => {
		const id = await video({ callback_url: hook() });
		made.receiver.delayMs = 60;
		const finishing = made.simulator.finishJob(id, { callback: { earlyMs: 1 } });
		while (made.receiver.posts.length === 0) await get('/v3/users/me');
		expect((await get(`/v3/videos/${id}`)).status).toBe('pending');
		await finishing;
		expect((await get(`/v3/videos/${id}`)).status).toBe('completed');
		expect(made.simulator.callbacks).toHaveLength(1);
	});

	it('may outrun the API, which goes on telling of an open job, or of nothing', async () => {
		const id = await video({ callback_url: hook() });
		await made.simulator.finishJob(id, { callback: { staleLooks: 2, downLooks: 1 } });
		const statuses = `/v3/videos/statuses?video_ids=${id}`;
		expect((await made.api.get(statuses)).status).toBe(503);
		expect((await get(statuses))[0].status).toBe('queued');
		expect((await get(`/v3/videos/${id}`)).status).toBe('pending');
		expect((await get(`/v3/videos/${id}`)).status).toBe('completed');
	});

	it('is tried again while it is not answered 2xx, a few times', async () => {
		const id = await video({ callback_url: hook() });
		made.receiver.answers = [503, 409];
		await (
			await made.simulator.finishJob(id)
		).settled;
		expect(made.simulator.callbacks.map((each) => each.status)).toEqual([503, 409, 200]);
		made.receiver.answers = [500, 500, 500];
		const other = await video({ callback_url: hook() });
		await (
			await made.simulator.finishJob(other, { callback: { retryMs: [1] } })
		).settled;
		expect(made.simulator.callbacks.slice(3).map((each) => each.status)).toEqual([500, 500]);
	});

	it('can be sent at any time, for a job and for a batch', async () => {
		const id = await video({ callback_url: hook() });
		await made.simulator.callBack(id, { body: { forged: true } });
		expect((await get(`/v3/videos/${id}`)).status).toBe('pending');
		const wanted = { videos: [spoken, spoken], callback_url: hook() };
		const { batch_id } = await post('/v3/videos/batches', wanted);
		await made.simulator.callBack(batch_id);
		expect(calledBack()).toMatchObject([{ forged: true }, { event_type: 'batch.finished' }]);
		await made.simulator.finishBatch(batch_id);
		expect((await get(`/v3/videos/batches/${batch_id}`)).status).toBe('completed');
		expect(made.receiver.posts).toHaveLength(3);
	});

	it('plan holds for all jobs until reset', async () => {
		made.simulator.planCallbacks({ send: false });
		await made.simulator.finishJob(await video({ callback_url: hook() }));
		expect(made.simulator.callbacks).toEqual([]);
	});
});

it('a translation is one job and one callback for each language', async () => {
	const body = { video: url, output_languages: ['Danish', 'Japanese'], callback_url: hook() };
	const { video_translation_ids: ids } = await post('/v3/video-translations', body);
	expect(ids).toHaveLength(2);
	for (const id of ids) await made.simulator.finishJob(id);
	expect(calledBack()).toMatchObject([
		{ event_type: 'video_translate.success', event_data: { output_language: 'Danish' } },
		{ event_data: { video_translate_id: ids[1], output_language: 'Japanese' } },
	]);
});

describe('a batch', () => {
	it('calls once, when its last item has ended, and shows its items page by page', async () => {
		const videos = [spoken, { ...spoken, callback_url: `${hook()}/own` }];
		const { batch_id } = await post('/v3/videos/batches', { videos, callback_url: hook() });
		const batch = async (query = '') => await get(`/v3/videos/batches/${batch_id}${query}`);
		const { items, ...head } = await batch();
		expect(head).toEqual({
			batch_id,
			title: null,
			status: 'processing',
			total_items: 2,
			counts_by_status: { queued: 2 },
			created_at: expect.any(Number),
			has_more: false,
			next_token: null,
		});
		await made.simulator.finishJob(items[1].video_id, { outcome: 'failed', message: 'mute' });
		expect(made.receiver.posts.map((each) => each.path)).toEqual(['/back/own']);
		await made.simulator.finishJob(items[0].video_id);
		expect(calledBack()[1]).toEqual({
			event_type: 'batch.finished',
			event_data: {
				batch_id,
				status: 'completed',
				title: null,
				total_items: 2,
				counts_by_status: { completed: 1, failed: 1 },
			},
		});
		const first = await batch('?limit=1');
		expect(first).toMatchObject({ status: 'completed', has_more: true });
		expect((await batch(`?limit=1&token=${first.next_token}`)).items).toMatchObject([
			{ item_index: 1, status: 'failed', error: { message: 'mute' } },
		]);
		const statuses = await get(`/v3/videos/statuses?batch_ids=${batch_id}`);
		expect(statuses).toMatchObject([
			{ batch_id, item_index: 0 },
			{ batch_id, item_index: 1 },
		]);
	});

	it('begins nothing when one of its callbacks cannot be', async () => {
		const videos = [spoken, { ...spoken, callback_url: 'nowhere' }];
		expect((await made.api.post('/v3/videos/batches', { videos })).status).toBe(400);
		expect(made.simulator.jobs).toEqual([]);
	});
});

it('each kind of batch begins its items and tells of them alike', async () => {
	const lipsyncs = [{ video: url, audio: url }];
	const translated = [{ video: url, output_languages: ['Danish', 'Japanese'] }];
	const rows = [
		['/v3/lipsyncs', { lipsyncs }, 1],
		['/v3/video-translations', { video_translations: translated }, 2],
	] as const;
	for (const [path, body, total_items] of rows) {
		const { batch_id } = await post(`${path}/batches`, body);
		const before = await get(`${path}/batches/${batch_id}`);
		expect(before).toMatchObject({ status: 'processing', total_items });
		await made.simulator.finishBatch(batch_id);
		const { status, items } = await get(`${path}/batches/${batch_id}`);
		expect(status).toBe('completed');
		const key = path === '/v3/lipsyncs' ? 'lipsync_ids' : 'video_translation_ids';
		expect(await get(`${path}/statuses?${key}=${items[0].video_id}`)).toMatchObject([
			{ status: 'completed', batch_id, item_index: 0 },
		]);
	}
});
