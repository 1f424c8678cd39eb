import { startSimulator } from '../index';
import type { Simulator, SimulatorOptions } from '../index';
import { bench, clientOf, v3Error } from './support';

/** What HeyGen says in words, beside its schemas. */
const made = bench();

const url = { type: 'url', url: 'https://files.example.org/a.mp4' };
const others: Simulator[] = [];

/** A simulator of another account; closed after the test, however that ends. */
async function another(options: SimulatorOptions): Promise<Simulator> {
	const simulator = await startSimulator(options);
	others.push(simulator);
	return simulator;
}

afterEach(async () => {
	for (const simulator of others.splice(0)) await simulator.close();
});

const post = async (path: string, body: object) => await made.api.post(path, body);
const get = async (path: string) => await made.api.get(path);

it('the last look takes its group with it, and a group its looks', async () => {
	made.simulator.seed('avatars', 2);
	made.simulator.seed('looks', 6);
	for (let number = 1; number <= 5; number++) {
		expect((await get('/v3/avatars/group_00001')).status).toBe(200);
		await made.api.delete(`/v3/avatars/looks/look_0000${number}`);
	}
	const gone = await get('/v3/avatars/group_00001');
	expect([gone.status, gone.data]).toEqual([404, v3Error('avatar_group_not_found')]);
	expect((await get('/v3/avatars/looks/look_00006')).status).toBe(200);
	await made.api.delete('/v3/avatars/group_00002');
	expect((await get('/v3/avatars/looks/look_00006')).status).toBe(404);
});

it('an avatar of a group that is there joins it', async () => {
	const body = { type: 'photo', name: 'R', file: url };
	const { avatar_group: group } = (await post('/v3/avatars', body)).data.data;
	const second = await post('/v3/avatars', { ...body, avatar_group_id: group.id });
	expect(second.data.data.avatar_group).toMatchObject({ id: group.id, looks_count: 2 });
	const { status, data } = await post('/v3/avatars', { ...body, avatar_group_id: 'none' });
	expect([status, data]).toEqual([404, v3Error('avatar_group_not_found')]);
});

it('a background removal has its key in the body', async () => {
	const remove = async (request_id?: string) =>
		(await post('/v3/background-removals', { video: url, request_id })).data.data.id;
	const first = await remove('r');
	expect(await remove('r')).toBe(first);
	expect(await remove('other')).not.toBe(first);
	expect(await remove()).not.toBe(await remove());
});

it('the names of glossaries are their own', async () => {
	const create = async (name: string) => await post('/v3/brand-glossaries', { name });
	await create('Words');
	const taken = await create('Words');
	expect([taken.status, taken.data]).toEqual([409, v3Error('conflict', 'name')]);
	const { brand_glossary_id: id } = (await create('More')).data.data;
	const rename = async (name: string) =>
		(await made.api.patch(`/v3/brand-glossaries/${id}`, { name })).status;
	expect([await rename('Words'), await rename('More')]).toEqual([409, 200]);
});

it('a kit cannot be changed while it loads, nor when it is shared', async () => {
	const { brand_kit_id: id } = (await post('/v3/brand-kits', { url: 'https://e.org' })).data.data;
	const change = async (kit: string) =>
		await made.api.patch(`/v3/brand-kits/${kit}`, { name: 'N' });
	const early = await change(id);
	expect([early.status, early.data]).toEqual([409, v3Error('brand_kit_not_ready')]);
	await made.simulator.finishJob(id);
	expect((await change(id)).status).toBe(200);
	made.simulator.seed('brandKits', 1, () => ({ _shared: true }));
	expect((await change('kit_00001')).status).toBe(403);
});

it('a proofread gives its subtitles only when it is completed', async () => {
	const path = '/v3/video-translations/proofreads';
	const body = { video: url, title: 'T', output_languages: ['Danish'] };
	const [id] = (await post(path, body)).data.data.proofread_ids;
	const ask = async () => [
		(await get(`${path}/${id}/srt`)).status,
		(await made.api.put(`${path}/${id}/srt`, { srt: url })).status,
		(await post(`${path}/${id}/generate`, {})).status,
	];
	expect(await ask()).toEqual([409, 409, 409]);
	await made.simulator.finishJob(id);
	expect(await ask()).toEqual([200, 200, 200]);
});

it('a key asks about itself, a token cannot', async () => {
	const headers = { Authorization: `Bearer ${made.simulator.accessToken}` };
	const answer = await clientOf(made.simulator, headers).get('/v3/api_keys/self');
	expect([answer.status, answer.data]).toEqual([403, v3Error('forbidden')]);
});

it('a key without account:read learns so, and may still ask about itself', async () => {
	const simulator = await another({ scopes: ['videos:write'] });
	const api = clientOf(simulator);
	const me = await api.get('/v3/users/me');
	expect([me.status, me.data]).toEqual([403, v3Error('insufficient_api_key_scope')]);
	expect((await api.get('/v3/api_keys/self')).data.data).toMatchObject({
		scope_mode: 'custom',
		scopes: ['videos:write'],
	});
});

it('callbacks have to be public https when the account is strict', async () => {
	const simulator = await another({ requirePublicHttps: true });
	const body = { video: url, audio: url };
	const lipsync = async (callback_url: string) =>
		await clientOf(simulator).post('/v3/lipsyncs', { ...body, callback_url });
	const near = await lipsync('http://127.0.0.1:5678/back');
	expect([near.status, near.data]).toEqual([400, v3Error('invalid_parameter', 'callback_url')]);
	expect((await lipsync('https://n8n.example.org/back')).status).toBe(200);
});

it('a replay of a template tells what it told first', async () => {
	made.simulator.seed('templates', 1);
	const headers = { 'Idempotency-Key': 'k' };
	const generate = async () =>
		(await made.api.post('/v3/templates/template_00001', { variables: {} }, { headers })).data;
	const first = await generate();
	await made.simulator.finishJob(first.data.id);
	expect(await generate()).toEqual(first);
	expect((await get(`/v3/videos/${first.data.id}`)).data.data.status).toBe('completed');
});
