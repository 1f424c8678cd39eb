import { catalogue } from '../state/catalogue';
import { bench, v1Error, v3Error, V1 } from './support';

const made = bench();

describe('event types', () => {
	it('v3 lists all with a description, v1 the names of its 21', async () => {
		const { data } = await made.api.get('/v3/webhooks/event-types');
		const names = data.data.map((each: { event_type: string }) => each.event_type);
		expect(new Set(names).size).toBe(catalogue.length);
		expect(data).toMatchObject({ has_more: false, next_token: null });
		expect(data.data[0]).toEqual({
			event_type: 'avatar_video.success',
			description: expect.any(String),
		});
		const old = (await made.api.get(`${V1}/webhook.list`)).data.data;
		expect(old).toHaveLength(21);
		expect(names).toEqual(expect.arrayContaining(old));
		expect(old).not.toContain('batch.finished');
	});
});

describe('videos', () => {
	it('a finished one has links, fresh on each call', async () => {
		await made.simulator.finishVideo({ videoId: 'v1', callbackId: 'c1' });
		const [one, two] = [
			(await made.api.get('/v3/videos/v1')).data.data,
			(await made.api.get('/v3/videos/v1')).data.data,
		];
		expect(one).toMatchObject({ id: 'v1', status: 'completed', duration: 12.5 });
		expect(one).not.toHaveProperty('callback_id');
		expect(one).not.toHaveProperty('_callback_id');
		expect(one.failure_message).toBeNull();
		expect(two.video_url).not.toBe(one.video_url);
		expect(new URL(two.video_url).pathname).toBe(new URL(one.video_url).pathname);
	});

	it('a failed one says why', async () => {
		await made.simulator.failVideo({ videoId: 'v2', message: 'no voice' });
		expect((await made.api.get('/v3/videos/v2')).data.data).toMatchObject({
			status: 'failed',
			video_url: null,
			failure_message: 'no voice',
			failure_code: expect.any(String),
		});
	});

	it('v1 tells of the same videos', async () => {
		await made.simulator.finishVideo({ videoId: 'v3', callbackId: 'c3' });
		await made.simulator.failVideo({ videoId: 'v4', message: 'no voice' });
		const of = async (video_id?: string) =>
			await made.api.get('/v1/video_status.get', { params: { video_id } });
		expect((await of('v3')).data).toMatchObject({
			code: 100,
			data: { id: 'v3', status: 'completed', callback_id: 'c3', error: null },
		});
		expect((await of('v4')).data.data.error).toMatchObject({ message: 'no voice' });
		expect((await of()).data).toEqual(v1Error(40001));
		const unknown = await of('none');
		expect([unknown.status, unknown.data]).toEqual([404, v1Error(404)]);
	});
});

describe('translations', () => {
	it('end well or with a message', async () => {
		const good = { translationId: 't1', language: 'Danish', callbackId: 'c' };
		const ended = await made.simulator.endTranslation(good);
		expect(ended).toMatchObject({
			event_type: 'video_translate.success',
			event_data: { video_translate_id: 't1', output_language: 'Danish', callback_id: 'c' },
		});
		expect((await made.api.get('/v3/video-translations/t1')).data.data).toMatchObject({
			status: 'completed',
			video_url: expect.stringContaining('translated.mp4'),
		});
		const failed = await made.simulator.endTranslation({ translationId: 't2', message: 'mute' });
		expect(failed.event_data).toEqual({
			video_translate_id: 't2',
			callback_id: null,
			output_language: 'Portuguese',
			message: 'mute',
		});
		expect((await made.api.get('/v3/video-translations/t2')).data.data).toMatchObject({
			status: 'failed',
			failure_message: 'mute',
		});
	});
});

it.each([
	['/v3/videos/none', 'video_not_found'],
	['/v3/video-translations/none', 'not_found'],
])('%s is 404', async (path, code) => {
	const answer = await made.api.get(path);
	expect([answer.status, answer.data]).toEqual([404, v3Error(code)]);
});
