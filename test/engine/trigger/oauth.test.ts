import { allOf, bench, thrownBy } from '../support/bench';
import type { N8n } from '../support/n8n';

const here = bench();
const list = '/v3/webhooks/endpoints';

/** A workflow that gets in with an account that was connected. */
function connected(token: { access_token: string; refresh_token: string }): N8n {
	const { url } = here.simulator;
	return here.workflow(
		'v3',
		{ authentication: 'oAuth2' },
		{
			node: { credentials: { heyGenEventsOAuth2Api: { id: '2', name: 'HeyGen account' } } },
			credentials: {
				heyGenEventsOAuth2Api: {
					grantType: 'pkce',
					accessTokenUrl: `${url}/v1/oauth/token`,
					authUrl: `${url}/oauth/authorize`,
					clientId: 'n8n',
					clientSecret: '',
					authentication: 'body',
					scope: '',
					baseUrl: url,
					oauthTokenData: { token_type: 'Bearer', ...token },
				},
			},
		},
	);
}

const tokens = () => ({
	access_token: here.simulator.accessToken,
	refresh_token: here.simulator.refreshToken,
});

it('registers, receives and removes with a bearer token and no key', async () => {
	const n8n = connected(tokens());
	await n8n.activate();
	const { attempts } = await here.simulator.finishVideo();
	expect(attempts).toMatchObject([{ status: 200 }]);
	expect(await n8n.json()).toHaveLength(1);
	await n8n.deactivate();
	expect(here.simulator.endpoints).toEqual([]);
	for (const { headers } of here.simulator.requests) {
		expect(headers.authorization).toMatch(/^Bearer /);
		expect(headers).not.toHaveProperty('x-api-key');
	}
});

it('gets a new token for an expired one, and goes on', async () => {
	const before = tokens();
	const n8n = connected(before);
	here.simulator.expireAccessToken();
	await n8n.activate();
	expect(here.simulator.endpoints).toHaveLength(1);
	expect(here.simulator.count('POST', '/v1/oauth/token')).toBe(1);
	expect(n8n.credentials.heyGenEventsOAuth2Api?.oauthTokenData).toMatchObject({
		access_token: here.simulator.accessToken,
		refresh_token: before.refresh_token,
	});
	expect(here.simulator.accessToken).not.toBe(before.access_token);
	expect(await n8n.tick()).toBe(false);
	expect(here.simulator.count('POST', '/v1/oauth/token')).toBe(1);
});

it('says that the account has to be connected again when there is no new token', async () => {
	const n8n = connected({ ...tokens(), refresh_token: 'withdrawn-refresh-token' });
	here.simulator.expireAccessToken();
	const error = await thrownBy(n8n.activate());
	expect(error.message).toMatch(/needs to be reconnected/);
	expect(allOf(error) + here.logs.text).not.toContain('withdrawn-refresh-token');
});

it.each([
	[401, /did not accept the credential.*connect the account again/],
	[403, /does not allow this with the credential/],
])('says what HeyGen said when it answers %i to a good token', async (status, sentence) => {
	const n8n = connected(tokens());
	here.simulator.fault({ path: list, kind: 'status', status, times: Infinity });
	const error = await thrownBy(n8n.activate());
	expect(error.message).toMatch(sentence);
	expect(allOf(error) + here.logs.text).not.toContain(here.simulator.accessToken);
});
