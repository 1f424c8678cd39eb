import { runCommand } from '../commands';
import { readConfirmed, sayConfirmed } from '../confirmed';
import { bench, ENDPOINTS } from './support';

const made = bench();

const run = async (line: string) => await runCommand(made.simulator, line);
const add = () => made.simulator.addEndpoint({ url: `${made.receiver.url}/hook` });

it.each([
	['finish', /^avatar_video\.success evt_\w+: 200 from/, 1],
	['fail the voice is gone', /^avatar_video\.fail/, 1],
	['translate', /^video_translate\.success/, 1],
	['emit podcast.success', /^podcast\.success/, 1],
	['miss', /delivered to nobody$/, 0],
])('%s', async (line, told, deliveries) => {
	add();
	expect(await run(line)).toMatch(told);
	expect(made.receiver.posts).toHaveLength(deliveries);
	expect(made.simulator.history).toHaveLength(1);
});

it('fail hands its words on', async () => {
	await run('fail the voice is gone');
	expect(made.simulator.history[0]?.event_data['msg']).toBe('the voice is gone');
});

it('list and requests show what there is, without secrets', async () => {
	expect([await run('list'), await run('requests')]).toEqual(['no endpoint', 'no request']);
	const { endpoint_id, url, secret } = add();
	await made.api.get(ENDPOINTS);
	const listed = await run('list');
	expect(listed).toBe(`${endpoint_id} v3 enabled ${url} (every event)`);
	expect(listed).not.toContain(secret);
	expect(await run('requests')).toBe(`200 GET ${ENDPOINTS}`);
});

it('jobs, finish and break, for what was begun through the API', async () => {
	expect(await run('jobs')).toBe('no job');
	const url = { type: 'url', url: 'https://files.example.org/a.mp4' };
	const body = { video: url, audio: url, callback_url: `${made.receiver.url}/back` };
	const id = (await made.api.post('/v3/lipsyncs', body)).data.data.lipsync_id;
	expect(await run('jobs')).toBe(`${id} lipsync pending`);
	expect(await run('break lipsync no face')).toBe(
		`lipsync ${id} has ended\ncallback: 200 from ${body.callback_url}`,
	);
	expect((await made.api.get(`/v3/lipsyncs/${id}`)).data.data).toMatchObject({
		status: 'failed',
		failure_message: 'no face',
	});
	expect(await run('finish lipsync')).toBe('there is no open job lipsync');
	const { video_id } = (
		await made.api.post('/v3/videos', { type: 'avatar', avatar_id: 'a', script: 'Hi' })
	).data.data;
	expect(await run(`finish ${video_id}`)).toMatch(/^video \w+ has ended\navatar_video\.success/);
});

it('confirmed tells which answers were compared with HeyGen itself', async () => {
	expect(await run('confirmed')).toBe(sayConfirmed(readConfirmed()));
	expect(sayConfirmed({ day: null, answers: [] })).toMatch(/^No answer has been compared/);
	const confirmed = { day: '2026-12-01', answers: ['GET /v3/voices'] };
	expect(sayConfirmed(confirmed)).toMatch(/2026-12-01[^]*\nGET \/v3\/voices$/);
});

it('help, quit, blank and unknown lines', async () => {
	expect(await run('help')).toContain('translate');
	expect(await run('dance')).toBe(await run('help'));
	expect(await run('  ')).toBe('');
	expect(await run('quit')).toBeUndefined();
});
