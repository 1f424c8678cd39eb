import { createHash } from 'crypto';
import { bench, clientOf, ENDPOINTS } from './support';

const made = bench();

const VERIFIER = 'a-verifier-of-a-fair-length-for-this-test-only';
const BACK = 'http://127.0.0.1:5678/back?x=1';
const question = {
	response_type: 'code',
	client_id: 'client-1',
	redirect_uri: BACK,
	state: 's t',
	code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
	code_challenge_method: 'S256',
};

const authorize = async (change: object = {}) =>
	await made.api.get('/oauth/authorize', { params: { ...question, ...change } });
const token = async (form: Record<string, string>) =>
	await made.api.post('/v1/oauth/token', new URLSearchParams(form));
const exchange = (code: string) => ({
	grant_type: 'authorization_code',
	client_id: 'client-1',
	redirect_uri: BACK,
	code_verifier: VERIFIER,
	code,
});
const newCode = async (): Promise<string> => {
	const answer = await authorize();
	return new URL(String(answer.headers['location'])).searchParams.get('code') ?? '';
};
const works = async (access: string): Promise<number> =>
	(await clientOf(made.simulator, { Authorization: `Bearer ${access}` }).get(ENDPOINTS)).status;

it('leads from the authorize page over a code to tokens that work', async () => {
	const back = new URL(String((await authorize()).headers['location']));
	expect(back.href).toContain(BACK);
	expect(back.searchParams.get('state')).toBe('s t');
	const { status, data } = await token(exchange(back.searchParams.get('code') ?? ''));
	expect([status, data]).toEqual([
		200,
		{
			token_type: 'Bearer',
			access_token: expect.any(String),
			refresh_token: expect.any(String),
			expires_in: 864_000,
		},
	]);
	expect(await works(data.access_token)).toBe(200);
	expect(made.simulator.accessToken).toBe(data.access_token);
	const form = { grant_type: 'refresh_token', client_id: 'client-1' };
	const refreshed = await token({ ...form, refresh_token: data.refresh_token });
	expect(refreshed.data).not.toHaveProperty('refresh_token');
	expect(await works(refreshed.data.access_token)).toBe(200);
});

it('an expired token is refreshed', async () => {
	made.simulator.expireAccessToken();
	expect(await works('example-access-token')).toBe(401);
	const refresh_token = made.simulator.refreshToken;
	const { data } = await token({ grant_type: 'refresh_token', client_id: 'c', refresh_token });
	expect(await works(data.access_token)).toBe(200);
	expect(await works('example-access-token')).toBe(401);
});

it.each([
	['response_type', 'token'],
	['client_id', ''],
	['redirect_uri', 'nowhere'],
	['code_challenge', ''],
	['code_challenge_method', 'plain'],
])('the authorize page wants a good %s', async (name, value) => {
	const answer = await authorize({ [name]: value });
	expect([answer.status, answer.data.error]).toEqual([400, 'invalid_request']);
});

it.each([
	['client_id', 'client-2'],
	['redirect_uri', 'http://127.0.0.1:5678/other'],
	['code_verifier', 'wrong'],
	['code', 'wrong'],
])('a code is not exchanged for another %s', async (name, value) => {
	const answer = await token({ ...exchange(await newCode()), [name]: value });
	expect([answer.status, answer.data.error]).toEqual([400, 'invalid_grant']);
});

it('a code is good once', async () => {
	const form = exchange(await newCode());
	expect([(await token(form)).status, (await token(form)).status]).toEqual([200, 400]);
});

it.each([
	[{ grant_type: 'password', client_id: 'c' }, 'unsupported_grant_type'],
	[{ grant_type: 'refresh_token', refresh_token: 'example-refresh-token' }, 'invalid_client'],
	[{ grant_type: 'refresh_token', client_id: 'c', refresh_token: 'x' }, 'invalid_grant'],
])('refuses %p', async (form, error) => {
	const answer = await token(form as Record<string, string>);
	expect([answer.status, answer.data.error]).toEqual([400, error]);
});

it('wants a form, not JSON', async () => {
	const answer = await made.api.post('/v1/oauth/token', exchange(await newCode()));
	expect([answer.status, answer.data.error]).toEqual([400, 'invalid_request']);
});
