import { bench, ENDPOINTS, v3Error } from './support';

const made = bench();

const target = (path = '/hook'): string => `${made.receiver.url}${path}`;
const create = async (body: unknown = { url: target() }) => await made.api.post(ENDPOINTS, body);

describe('POST', () => {
	it('makes an endpoint and shows its secret this once', async () => {
		const events = ['avatar_video.success', 'podcast.fail'];
		const { status, data } = await create({ url: target(), events, entity_id: 'project-7' });
		expect([status, data]).toEqual([
			200,
			{
				data: {
					endpoint_id: expect.stringMatching(/^\w+$/),
					url: target(),
					events,
					status: 'enabled',
					secret: expect.stringMatching(/^whsec_\S{20,}$/),
					created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
				},
			},
		]);
		expect(made.simulator.endpoints).toMatchObject([
			{ ...data.data, created_at: expect.any(String), entity_id: 'project-7', generation: 'v3' },
		]);
	});

	it('gives ids and secrets that differ', async () => {
		const [one, two] = [await create({ url: target('/a') }), await create({ url: target('/b') })];
		expect(one.data.data.endpoint_id).not.toBe(two.data.data.endpoint_id);
		expect(one.data.data.secret).not.toBe(two.data.data.secret);
	});

	it.each([
		['left out', {}],
		['null', { events: null, entity_id: null }],
	])('subscribes to every event when events is %s', async (_name, extra) => {
		expect((await create({ url: target(), ...extra })).data.data.events).toBeNull();
	});

	it.each([
		['an unknown key', { name: 'x' }, 'name'],
		['a url of the wrong type', { url: 5 }, 'url'],
		['no url', { url: undefined }, 'url'],
		['an empty url', { url: '' }, 'url'],
		['a url without a scheme', { url: 'example.com/hook' }, 'url'],
		['a url of another scheme', { url: 'ftp://example.com' }, 'url'],
		['events as a text', { events: 'avatar_video.success' }, 'events'],
		['an unknown event', { events: ['avatar_video.failed'] }, 'events'],
		['an event of the wrong type', { events: [1] }, 'events'],
		['an entity_id of the wrong type', { entity_id: 7 }, 'entity_id'],
	])('refuses %s', async (_name, change, param) => {
		const { status, data } = await create({ url: target(), ...change });
		expect([status, data]).toEqual([400, v3Error('invalid_parameter', param)]);
		expect(made.simulator.endpoints).toEqual([]);
	});

	it.each([
		['no content type', '{"url":"x"}', { 'Content-Type': '' }],
		['another content type', '{"url":"x"}', { 'Content-Type': 'text/plain' }],
		['something that is not JSON', '{"url":', { 'Content-Type': 'application/json' }],
		['a list', '[]', { 'Content-Type': 'application/json' }],
		['nothing', '', { 'Content-Type': 'application/json' }],
	])('refuses a body of %s', async (_name, body, headers) => {
		const answer = await made.api.post(ENDPOINTS, Buffer.from(body), { headers });
		expect([answer.status, answer.data]).toEqual([400, v3Error('invalid_parameter')]);
	});

	it('refuses a URL that any endpoint of the account has, also while both are being made', async () => {
		made.simulator.addEndpoint({ url: target(), generation: 'v1' });
		const second = await create();
		expect([second.status, second.data]).toEqual([409, v3Error('conflict', 'url')]);
		expect(made.simulator.probes).toEqual([]);
		made.receiver.delayMs = 50;
		const both = await Promise.all([create({ url: target('/c') }), create({ url: target('/c') })]);
		expect(both.map((each) => each.status).sort()).toEqual([200, 409]);
	});
});

describe('GET', () => {
	it('never shows a secret', async () => {
		const { data } = await create();
		const list = await made.api.get(ENDPOINTS);
		expect(list.data).toEqual({
			data: [{ ...data.data, secret: null }],
			has_more: false,
			next_token: null,
		});
	});

	it('shows the endpoints that v1 made', async () => {
		made.simulator.addEndpoint({ url: target(), generation: 'v1', events: [] });
		expect((await made.api.get(ENDPOINTS)).data.data).toMatchObject([{ url: target() }]);
	});
});

describe('PATCH', () => {
	const patch = async (id: string, body: unknown) =>
		await made.api.patch(`${ENDPOINTS}/${id}`, body);

	it('replaces what is given, keeps the rest and the secret, and shows none', async () => {
		const { data } = await create({ url: target(), events: ['podcast.fail'] });
		const { endpoint_id: id, secret } = data.data;
		const first = await patch(id, { events: ['batch.finished'] });
		expect(first.data.data).toEqual({ ...data.data, events: ['batch.finished'], secret: null });
		const second = await patch(id, { url: target('/new') });
		expect(second.data.data).toMatchObject({ url: target('/new'), events: ['batch.finished'] });
		expect(made.simulator.endpoints[0]?.secret).toBe(secret);
		expect((await patch(id, { events: null })).data.data.events).toBeNull();
	});

	it.each([
		['no field', {}, null],
		['only a null url', { url: null }, null],
		['an unknown key', { events: null, status: 'enabled' }, 'status'],
		['entity_id, which cannot change', { events: null, entity_id: 'x' }, 'entity_id'],
		['an unknown event', { events: ['x'] }, 'events'],
		['a url of the wrong type', { url: {} }, 'url'],
	])('refuses %s', async (_name, body, param) => {
		const { endpoint_id: id } = made.simulator.addEndpoint({ url: target(), events: [] });
		const answer = await patch(id, body);
		expect([answer.status, answer.data]).toEqual([400, v3Error('invalid_parameter', param)]);
		expect(made.simulator.endpoints[0]?.events).toEqual([]);
	});

	it('refuses the URL of another endpoint but takes its own', async () => {
		const one = made.simulator.addEndpoint({ url: target('/a') });
		made.simulator.addEndpoint({ url: target('/b') });
		const taken = await patch(one.endpoint_id, { url: target('/b') });
		expect([taken.status, taken.data]).toEqual([409, v3Error('conflict', 'url')]);
		expect((await patch(one.endpoint_id, { url: target('/a') })).status).toBe(200);
	});
});

describe('DELETE and rotate-secret', () => {
	it('removes the endpoint once', async () => {
		const { endpoint_id: id } = made.simulator.addEndpoint({ url: target() });
		const first = await made.api.delete(`${ENDPOINTS}/${id}`);
		expect([first.status, first.data]).toEqual([200, { error: null, data: {} }]);
		expect(made.simulator.endpoints).toEqual([]);
	});

	it('replaces the secret', async () => {
		const endpoint = made.simulator.addEndpoint({ url: target() });
		const { endpoint_id, secret: before } = endpoint;
		const { data } = await made.api.post(`${ENDPOINTS}/${endpoint_id}/rotate-secret`);
		expect(data).toEqual({ data: { endpoint_id, secret: endpoint.secret } });
		expect(endpoint.secret).not.toBe(before);
	});

	it.each([
		['DELETE', ''],
		['PATCH', ''],
		['POST', '/rotate-secret'],
	])('%s %s of an unknown endpoint is 404', async (method, tail) => {
		const url = `${ENDPOINTS}/unknown${tail}`;
		const answer = await made.api.request({ method, url, data: { events: null } });
		expect([answer.status, answer.data]).toEqual([404, v3Error('webhook_not_found')]);
	});
});
