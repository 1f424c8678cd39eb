import { bench, clientOf, ENDPOINTS, v1Error, v3Error, V1 } from './support';

const made = bench();

describe('who may ask', () => {
	it.each([
		['no header', {}],
		['a wrong key', { 'X-Api-Key': 'wrong' }],
		[
			'a wrong key beside a good token',
			{ 'X-Api-Key': 'x', Authorization: 'Bearer example-access-token' },
		],
		['a wrong token', { Authorization: 'Bearer wrong' }],
	])('%s is 401 in both generations', async (_name, headers: Record<string, string>) => {
		const api = clientOf(made.simulator, headers);
		const [old, now] = [await api.get(`${V1}/endpoint.list`), await api.get(ENDPOINTS)];
		expect([old.status, old.data]).toEqual([401, v1Error(400112)]);
		expect([now.status, now.data]).toEqual([401, v3Error('unauthorized')]);
	});

	it('takes the key in both generations', async () => {
		expect((await made.api.get(`${V1}/endpoint.list`)).status).toBe(200);
		expect((await made.api.get(ENDPOINTS)).status).toBe(200);
	});

	it('takes a bearer token in v3 only', async () => {
		const api = clientOf(made.simulator, { Authorization: 'Bearer example-access-token' });
		expect((await api.get(ENDPOINTS)).status).toBe(200);
		expect((await api.get(`${V1}/endpoint.list`)).status).toBe(401);
	});

	it('describes the billing that goes with the caller', async () => {
		const byToken = clientOf(made.simulator, { Authorization: 'Bearer example-access-token' });
		expect((await made.api.get('/v3/users/me')).data.data).toMatchObject({
			username: expect.any(String),
			email: expect.any(String),
			first_name: expect.any(String),
			last_name: expect.any(String),
			billing_type: 'wallet',
			wallet: { currency: 'usd' },
			subscription: null,
			usage_based: null,
		});
		expect((await byToken.get('/v3/users/me')).data.data).toMatchObject({
			billing_type: 'subscription',
			wallet: null,
			subscription: { plan: 'creator', credits: { premium_credits: { remaining: 120 } } },
			usage_based: null,
		});
	});
});

describe('what does not exist', () => {
	it.each([
		['GET', '/v3/webhooks', v3Error('not_found')],
		['PUT', ENDPOINTS, v3Error('not_found')],
		['GET', `${ENDPOINTS}/one`, v3Error('not_found')],
		['POST', '/v3/webhooks/event-types', v3Error('not_found')],
		['GET', '/v1/webhook/nothing', v1Error(404)],
		['POST', `${V1}/endpoint.list`, v1Error(404)],
		['POST', '/v1/webhook.add', v1Error(404)],
		['GET', '/elsewhere', v3Error('not_found')],
	])('%s %s is 404 in the words of its generation', async (method, url, body) => {
		const answer = await made.api.request({ method, url });
		expect([answer.status, answer.data]).toEqual([404, body]);
	});
});

describe('X-Request-Id', () => {
	it.each([ENDPOINTS, `${V1}/endpoint.list`, '/nowhere', '/files/x/y', '/simulator/state'])(
		'comes with %s, another each time',
		async (path) => {
			const ids = [await made.api.get(path), await made.api.get(path)].map((answer) =>
				String(answer.headers['x-request-id']),
			);
			expect(ids[0]).toMatch(/^[0-9a-f-]{36}$/);
			expect(ids[1]).not.toBe(ids[0]);
		},
	);
});
