import { bench, ENDPOINTS, v1Error, V1 } from './support';

const made = bench();

const target = (path = '/hook'): string => `${made.receiver.url}${path}`;
const add = async (body: unknown) => await made.api.post(`${V1}/endpoint.add`, body);
const success = (data: unknown) => ({ code: 100, data, msg: null, message: null });

const shape = {
	endpoint_id: expect.any(String),
	username: expect.any(String),
	space_id: expect.any(String),
	status: 'enabled',
	secret: expect.stringMatching(/^whsec_/),
	created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$/),
};

it('adds, lists with the secret, updates and deletes', async () => {
	const events = ['avatar_video.success'];
	const added = await add({ url: target(), events });
	expect([added.status, added.data]).toEqual([200, success({ ...shape, url: target(), events })]);
	const one = added.data.data;
	expect((await made.api.get(`${V1}/endpoint.list`)).data).toEqual(success([one]));
	const { endpoint_id } = one;
	const change = { endpoint_id, url: target('/b'), events: ['avatar_video.fail'] };
	const updated = await made.api.patch(`${V1}/endpoint.update`, change);
	expect(updated.data).toEqual(success({ ...one, ...change }));
	const params = { endpoint_id };
	expect((await made.api.delete(`${V1}/endpoint.delete`, { params })).data).toEqual(success(null));
	expect(made.simulator.endpoints).toEqual([]);
});

it('subscribes to every event without a list, and allows the same URL twice', async () => {
	const [one, two] = [await add({ url: target() }), await add({ url: target(), events: null })];
	expect([one.data.data.events, two.data.data.events]).toEqual([null, null]);
	expect(made.simulator.endpoints).toHaveLength(2);
});

it('knows the endpoints of v3', async () => {
	const { data } = await made.api.post(ENDPOINTS, { url: target() });
	const [listed] = (await made.api.get(`${V1}/endpoint.list`)).data.data;
	expect(listed).toMatchObject({ url: target(), secret: data.data.secret });
});

it.each([
	['no url', { url: undefined }, 40001],
	['a url of the wrong type', { url: 1 }, 400175],
	['an unknown event', { events: ['nothing'] }, 400175],
	['an event that only v3 has', { events: ['podcast.fail'] }, 400175],
	['events as a text', { events: 'x' }, 400175],
])('endpoint.add refuses %s', async (_name, body, code) => {
	const answer = await add({ url: target(), ...body });
	expect([answer.status, answer.data]).toEqual([400, v1Error(code)]);
	expect(made.simulator.probes).toEqual([]);
});

it.each([
	['a body that is not JSON', '{', 'application/json'],
	['another content type', '{}', 'text/plain'],
])('endpoint.add refuses %s', async (_name, body, type) => {
	const headers = { 'Content-Type': type };
	const answer = await made.api.post(`${V1}/endpoint.add`, Buffer.from(body), { headers });
	expect([answer.status, answer.data]).toEqual([400, v1Error(400175)]);
});

it.each([
	['no endpoint_id', { events: [] }, 400, 40001],
	['no field', { endpoint_id: 'x' }, 400, 40001],
	['an unknown endpoint', { endpoint_id: 'x', events: [] }, 404, 404],
])('endpoint.update refuses %s', async (_name, body, status, code) => {
	const answer = await made.api.patch(`${V1}/endpoint.update`, body);
	expect([answer.status, answer.data]).toEqual([status, v1Error(code)]);
});

it.each([
	['no endpoint_id', {}, 400, 40001],
	['an unknown endpoint', { endpoint_id: 'x' }, 404, 404],
])('endpoint.delete refuses %s', async (_name, params, status, code) => {
	const answer = await made.api.delete(`${V1}/endpoint.delete`, { params });
	expect([answer.status, answer.data]).toEqual([status, v1Error(code)]);
});
