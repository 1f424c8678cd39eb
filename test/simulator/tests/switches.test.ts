import { bench, clientOf, ENDPOINTS } from './support';

const made = bench();

const flip = async (name: string, body?: unknown) =>
	await clientOf(made.simulator, {}).post(`/simulator/${name}`, body);
const state = async (query = '') =>
	await clientOf(made.simulator, {}).get(`/simulator/state${query}`);
const add = () => made.simulator.addEndpoint({ url: `${made.receiver.url}/hook` });

it('finish, fail and translate end jobs with the values given', async () => {
	add();
	const finished = await flip('finish', { video_id: 'v', callback_id: 'c', bytes: 9 });
	expect(finished.data).toMatchObject({
		event_type: 'avatar_video.success',
		event_data: { video_id: 'v', callback_id: 'c' },
		attempts: [{ status: 200 }],
	});
	const failed = await flip('fail', { video_id: 'w', message: 'no' });
	expect(failed.data.event_data).toEqual({ video_id: 'w', msg: 'no', callback_id: null });
	const translated = await flip('translate', { language: 'Danish' });
	expect(translated.data.event_data.output_language).toBe('Danish');
	expect(made.receiver.posts).toHaveLength(3);
});

it('job ends any job', async () => {
	const body = { type: 'avatar', avatar_id: 'a', script: 'Hi', callback_url: made.receiver.url };
	const { video_id } = (await made.api.post('/v3/videos', body)).data.data;
	const { data } = await flip('job', { job: 'video', outcome: 'failed', message: 'mute' });
	expect(data).toMatchObject({ kind: 'video', id: video_id, callbacks: [{ status: 200 }] });
	expect((await made.api.get(`/v3/videos/${video_id}`)).data.data.failure_message).toBe('mute');
});

it('emit takes any event, with data of its own or made up, delivered or not', async () => {
	add();
	const event_data = { batch_id: 'b' };
	const missed = { event_type: 'batch.finished', event_data, deliver: false };
	expect((await flip('emit', missed)).data).toMatchObject({ event_data, attempts: [] });
	const sample = await flip('emit', { event_type: 'podcast.success' });
	expect(sample.data.event_data).toHaveProperty('video_url');
	expect(made.simulator.history).toHaveLength(2);
	expect(made.receiver.posts).toHaveLength(1);
});

it('state tells everything but secrets, unless asked', async () => {
	const endpoint = add();
	await made.api.get(ENDPOINTS);
	await made.simulator.finishVideo({ videoId: 'v' });
	const { data } = await state();
	expect(data).toMatchObject({
		url: made.simulator.url,
		endpoints: [{ endpoint_id: endpoint.endpoint_id, generation: 'v3' }],
		attempts: [{ status: 200 }],
		history: [{ event_type: 'avatar_video.success' }],
		requests: { [`GET ${ENDPOINTS}`]: 1 },
		videos: ['v'],
	});
	expect(JSON.stringify(data)).not.toMatch(/secret|whsec_|example-heygen-key/);
	expect((await state('?secrets=1')).data.endpoints[0].secret).toBe(endpoint.secret);
});

it('fault takes the same faults as the method', async () => {
	const fault = {
		kind: 'status',
		status: 429,
		retry_after: 2,
		pattern: 'endpoints$',
		times: 'Infinity',
	};
	expect((await flip('fault', fault)).data).toEqual({ added: true });
	for (let index = 0; index < 3; index++) {
		const answer = await made.api.get(ENDPOINTS);
		expect([answer.status, answer.headers['retry-after']]).toEqual([429, '2']);
	}
	expect((await made.api.get('/v3/users/me')).status).toBe(200);
	expect((await flip('fault', { kind: 'odd' })).data.added).toBe(false);
});

it('reset forgets', async () => {
	add();
	await flip('reset');
	expect((await state()).data.endpoints).toEqual([]);
});

it('are no API requests, and know what they do not know', async () => {
	expect((await flip('nothing')).status).toBe(404);
	expect((await flip('toString')).status).toBe(404);
	expect((await clientOf(made.simulator, {}).get('/simulator/finish')).status).toBe(404);
	expect((await flip('finish', '[')).status).toBe(400);
	expect(made.simulator.requests).toEqual([]);
});
