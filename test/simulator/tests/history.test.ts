import { bench, v3Error } from './support';

const made = bench();

const list = async (params: object = {}) => await made.api.get('/v3/webhooks/events', { params });

it('lists what was emitted, newest first, by the four keys', async () => {
	const old = new Date(Date.now() - 3_600_000);
	await made.simulator.emit('podcast.fail', { n: 1 });
	await made.simulator.emit('podcast.fail', { n: 2 });
	await made.simulator.emit('podcast.fail', { n: 0 }, { createdAt: old, deliver: false });
	const { data } = await list();
	expect(data.data.map((each: { event_data: object }) => each.event_data)).toEqual([
		{ n: 2 },
		{ n: 1 },
		{ n: 0 },
	]);
	expect(data.data[2]).toEqual({
		event_id: expect.stringMatching(/^evt_[0-9a-f]+$/),
		event_type: 'podcast.fail',
		event_data: { n: 0 },
		created_at: `${old.toISOString().slice(0, 19)}Z`,
	});
});

it('filters by type and entity', async () => {
	await made.simulator.emit('podcast.fail', { n: 1 }, { entityId: 'e1' });
	await made.simulator.emit('podcast.success', { n: 2 }, { entityId: 'e1' });
	await made.simulator.emit('personalized_video', { n: 3, project_id: 'e2' });
	const numbers = async (params: object) =>
		(await list(params)).data.data.map((each: { event_data: { n: number } }) => each.event_data.n);
	expect(await numbers({ event_type: 'podcast.fail' })).toEqual([1]);
	expect(await numbers({ entity_id: 'e1' })).toEqual([2, 1]);
	expect(await numbers({ entity_id: 'e2' })).toEqual([3]);
	expect(await numbers({ entity_id: 'e1', event_type: 'personalized_video' })).toEqual([]);
});

it('refuses unknown types', async () => {
	const answer = await list({ event_type: 'avatar_video.failed' });
	expect([answer.status, answer.data]).toEqual([400, v3Error('invalid_parameter', 'event_type')]);
});

it('signs links anew: same path, other query, both good', async () => {
	const foreign = 'https://files.example/a.mp4?Expires=1&Signature=abc&Key-Pair-Id=K';
	const plain = 'https://app.example/videos/1?x=1';
	const url = made.simulator.presign('a.mp4', 3);
	await made.simulator.emit('podcast.success', { url, deep: [{ foreign }], plain });
	const shown = (await list()).data.data[0].event_data;
	expect(shown.plain).toBe(plain);
	expect(made.simulator.history[0]?.event_data['url']).toBe(url);
	for (const [before, after] of [
		[url, shown.url],
		[foreign, shown.deep[0].foreign],
	]) {
		expect(after).not.toBe(before);
		expect(after.split('?')[0]).toBe(before.split('?')[0]);
	}
	expect((await made.api.get(url)).status).toBe(200);
	expect((await made.api.get(shown.url)).status).toBe(200);
});
