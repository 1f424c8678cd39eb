import type { IRun } from 'n8n-workflow';

import { act, type ActionSetup } from '../support/action';
import { bench, credentialsFor } from '../support/bench';

const here = bench();
const batches = '/v3/assets/direct-uploads/batches';
const items = ['a.mp4', 'b.mp4', 'c.mp4'];
const keepsOn = { onError: 'continueRegularOutput' } as const;

/** Uploads from URLs, one an item. */
const uploaded = async (names: readonly string[], more: Partial<ActionSetup> = {}): Promise<IRun> =>
	await act({
		credentials: credentialsFor(here.simulator, 'v3'),
		parameters: {
			resource: 'asset',
			operation: 'uploadMany',
			file: { __rl: true, mode: 'url', value: '={{ $json.url }}' },
			...more.parameters,
		},
		items: names.map((name) => ({ url: here.simulator.presign(name, 40_000) })),
		...(more.node !== undefined && { node: more.node }),
		...(more.credentials !== undefined && { credentials: more.credentials }),
	});
const outOf = (run: IRun) => run.data.resultData.runData.HeyGen?.[0]?.data?.main?.[0] ?? [];
const puts = (): number => here.simulator.uploads.length;

describe('Upload Many', () => {
	it('puts no file where HeyGen names places for other files', async () => {
		const place = { asset_id: 'b', upload_url: `${here.simulator.url}/storage/b` };
		for (const slots of [[place], [place, { ...place, filename: 'z.mp4' }]]) {
			const body = { data: { batch_id: 'batch', items: slots } };
			here.simulator.fault({ kind: 'status', status: 200, path: batches, body });
			const run = await uploaded(['a.mp4', 'b.mp4'], { node: keepsOn });
			for (const { json } of outOf(run)) {
				expect(json.error).toMatch(/HeyGen's answer could not be read: it has .*place/);
			}
		}
		expect(puts()).toBe(0);
	});

	it('finds the place of each file by its name where HeyGen tells names', async () => {
		const place = (id: string) => ({
			asset_id: id,
			filename: `${id}.mp4`,
			upload_url: `${here.simulator.url}/storage/${id}`,
		});
		const body = { data: { batch_id: 'batch', items: [place('b'), place('a')] } };
		here.simulator.fault({ kind: 'status', status: 200, path: batches, body });
		here.simulator.fault({ kind: 'status', status: 202, path: /complete/, body: {}, times: 9 });
		here.simulator.fault({ kind: 'status', status: 200, path: /^\/storage/, body: '', times: 9 });
		const run = await uploaded(['a.mp4', 'b.mp4'], { node: keepsOn });
		expect(outOf(run).map(({ json }) => [json.name, json.asset_id])).toEqual([
			['a.mp4', 'a'],
			['b.mp4', 'b'],
		]);
	});

	it('tells the refusal of one file at once, and completes the others', async () => {
		here.simulator.fault({ kind: 'status', status: 403, path: /^\/storage/ });
		const [first, ...others] = outOf(await uploaded(items, { node: keepsOn }));
		expect(first?.json.error).toMatch(/could not be uploaded to .*: its host answered HTTP 403/);
		expect(others.map(({ json }) => json.status)).toEqual(['completed', 'completed']);
		expect(here.simulator.count('POST', '/v3/assets/complete/batches')).toBe(0);
	});

	it('keeps the error of a file beside one of the batch', async () => {
		here.simulator.fault({ kind: 'status', status: 403, path: /^\/storage/ });
		here.simulator.fault({ kind: 'status', status: 400, path: /\/complete$/, times: 9 });
		const [first, second] = outOf(await uploaded(items, { node: keepsOn }));
		expect(first?.json.error).toMatch(/its host answered HTTP 403/);
		expect(second?.json.error).toMatch(/^HeyGen refused/);
	});
});

it('an upload that meets an expired token is sent again, from its start', async () => {
	const { url, accessToken, refreshToken } = here.simulator;
	here.simulator.expireAccessToken();
	const run = await uploaded(['big.mp4'], {
		parameters: { authentication: 'oAuth2', operation: 'upload' },
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
				oauthTokenData: {
					token_type: 'Bearer',
					access_token: accessToken,
					refresh_token: refreshToken,
				},
			},
		} as ActionSetup['credentials'],
	});
	expect(run.data.resultData.error?.message).toBeUndefined();
	expect(outOf(run)).toMatchObject([{ json: { size_bytes: 40_000 } }]);
	expect(here.simulator.count('POST', '/v1/oauth/token')).toBe(1);
});
