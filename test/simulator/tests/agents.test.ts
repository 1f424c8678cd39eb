import { bench, v3Error } from './support';

const made = bench();

const post = async (path: string, body: object) => (await made.api.post(path, body)).data.data;
const get = async (path: string) => (await made.api.get(path)).data.data;
const create = async (more: object = {}) =>
	await post('/v3/video-agents', { prompt: 'A film', ...more });
const look = async (id: string) => await get(`/v3/video-agents/${id}`);

it('an agent has no video until it generates, and both end together', async () => {
	const { session_id: id } = await create();
	expect(await look(id)).toMatchObject({ status: 'thinking', video_id: null, error: null });
	made.simulator.moveJob(id, 'generating');
	const { video_id } = await look(id);
	expect(await get(`/v3/videos/${video_id}`)).toMatchObject({ status: 'pending' });
	const { event } = await made.simulator.finishJob(id);
	expect(event).toMatchObject({
		event_type: 'video_agent.success',
		event_data: { session_id: id, video_id },
	});
	expect(await look(id)).toMatchObject({ status: 'completed', progress: 100, video_id });
	expect(await get(`/v3/video-agents/${id}/videos`)).toMatchObject([
		{ id: video_id, status: 'completed' },
	]);
});

it('the create names the video when told so', async () => {
	made.simulator.nameAgentVideo(true);
	const { session_id: id, video_id } = await create();
	await made.simulator.finishJob(id, { outcome: 'failed', code: 'context_limit_exceeded' });
	expect(await look(id)).toMatchObject({
		status: 'failed',
		error: { code: 'context_limit_exceeded' },
	});
	expect(await get(`/v3/videos/${video_id}`)).toMatchObject({ status: 'failed' });
});

it('a chat waits for input, and goes on with a message', async () => {
	const { session_id: id } = await create({ mode: 'chat' });
	made.simulator.moveJob(id, 'waiting_for_input');
	expect((await look(id)).status).toBe('waiting_for_input');
	await post(`/v3/video-agents/${id}`, { message: 'Blue' });
	const { status, messages } = await look(id);
	expect([status, messages.length]).toEqual(['thinking', 2]);
});

it('shows the 40 newest messages', async () => {
	const { session_id: id } = await create();
	for (let count = 1; count <= 45; count++)
		await post(`/v3/video-agents/${id}`, { message: `${count}` });
	const { messages } = await look(id);
	expect([messages.length, messages[0].content, messages[39].content]).toEqual([40, '6', '45']);
});

it('a template refuses to be changed in another version than it has', async () => {
	made.simulator.seed('templates', 1);
	const put = async (expected_edit_version: string) =>
		await made.api.put('/v3/templates/template_00001/variables', {
			variables: {},
			expected_edit_version,
		});
	expect((await put('1')).status).toBe(200);
	const stale = await put('1');
	expect([stale.status, stale.data]).toEqual([409, v3Error('stale_edit_version')]);
	expect(await get('/v3/templates')).toEqual([]);
});
