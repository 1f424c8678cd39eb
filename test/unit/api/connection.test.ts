import { openConnection } from '../../../nodes/HeyGen/api/connection';
import { connectionTo, hookContext, node, testPolicy } from './support/n8n';

describe('openConnection', () => {
	it.each([
		['as it is', 'https://proxy.example/heygen', 'https://proxy.example/heygen'],
		['without slashes and blanks', ' https://proxy.example// ', 'https://proxy.example'],
		['without the version', 'https://proxy.example/heygen/v3/', 'https://proxy.example/heygen'],
		['without a query', 'https://proxy.example/?region=eu#top', 'https://proxy.example'],
		['when it is empty', '', 'https://api.heygen.com'],
		['when it is missing', undefined, 'https://api.heygen.com'],
	])('takes the base URL %s', async (_case, baseUrl, expected) => {
		expect((await connectionTo({ apiKey: 'example', baseUrl: baseUrl as string })).baseUrl).toBe(
			expected,
		);
	});

	it.each([
		['v1', 'v1'],
		['v3', 'v3'],
		[undefined, 'v3'],
		['v2', 'v3'],
	])('with the API version %s speaks %s', async (apiVersion, expected) => {
		const stored = { apiKey: 'example', apiVersion: apiVersion as string };
		expect((await connectionTo(stored)).apiVersion).toBe(expected);
	});

	it.each([
		['a key', { apiKey: 'a-long-key' }, 'Key *** is no good, ***!'],
		['a token', { oauthTokenData: { access_token: 'a-long-key' } }, 'Key *** is no good, ***!'],
		['nothing of that', {}, 'Key a-long-key is no good, a-long-key!'],
		['what is too short for a key', { apiKey: 'a' }, 'Key a-long-key is no good, a-long-key!'],
	])('leaves %s out of what HeyGen says', async (_what, stored, expected) => {
		const { withoutKey } = await connectionTo(stored);
		expect(withoutKey('Key a-long-key is no good, a-long-key!')).toBe(expected);
	});

	it('speaks v3 with OAuth, whatever else is stored', async () => {
		const oAuth = {
			...node,
			parameters: { authentication: 'oAuth2' },
			credentials: { heyGenEventsOAuth2Api: { id: '2', name: 'HeyGen' } },
		};
		const context = hookContext({ apiVersion: 'v1' }, oAuth);
		const connection = await openConnection(context, 'heyGenEventsOAuth2Api', testPolicy);
		expect(connection).toMatchObject({ apiVersion: 'v3', credentialType: 'heyGenEventsOAuth2Api' });
	});
});
