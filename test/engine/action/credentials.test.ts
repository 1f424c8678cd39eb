import type { IBinaryKeyData, IDataObject, INode, INodeParameters, IRun } from 'n8n-workflow';

import { startSimulator, type Simulator } from '../../simulator';
import { act } from '../support/action';
import { bench, credentialsFor } from '../support/bench';

const here = bench();
const look = { __rl: true, mode: 'id', value: 'look_1' };
const video = { resource: 'video', operation: 'create', avatarId: look, script: 'Hi' };

/** With a key that each item gives. */
const run = async (
	parameters: INodeParameters,
	keys: string[],
	node: Partial<INode> = {},
): Promise<IRun> =>
	await act({
		credentials: {
			heyGenEventsApi: {
				...credentialsFor(here.simulator, 'v3').heyGenEventsApi,
				apiKey: '={{ $json.key }}',
			},
		},
		parameters,
		items: keys.map((key): IDataObject => ({ key })),
		node,
	});
const keysSent = (): unknown[] =>
	here.simulator.requests.map(({ headers }) => headers['x-api-key']);
const goOn: Partial<INode> = { onError: 'continueRegularOutput' };

it('the credential is read for each item, and its requests have the key of the item', async () => {
	await run(video, ['key-of-somebody-else', here.simulator.apiKey], goOn);
	expect([...new Set(keysSent())]).toEqual(['key-of-somebody-else', here.simulator.apiKey]);
	expect(here.simulator.requests.map(({ status }) => status)).toEqual([401, 200]);
});

it('an operation that sends all items in one call refuses another credential', async () => {
	const file = { __rl: true, mode: 'url', value: here.simulator.presign('a.mp4', 50_000) };
	const parameters = { resource: 'asset', operation: 'uploadMany', file };
	const { error } = (await run(parameters, [here.simulator.apiKey, 'another-key'])).data.resultData;
	expect(error?.message).toMatch(/^The items have different credentials/);
	expect(here.simulator.requests).toEqual([]);
});

describe('with a key and a Base URL of its own', () => {
	let other: Simulator;
	beforeAll(async () => {
		other = await startSimulator({ apiKey: 'key-of-the-other' });
	});
	beforeEach(() => other.reset());
	afterAll(async () => await other.close());

	const png = Buffer.from('89504e470d0a1a0a00', 'hex').toString('base64');
	const binary: IBinaryKeyData = { data: { data: png, mimeType: 'image/png', fileName: 'a.png' } };
	const file = { __rl: true, mode: 'binary', value: 'data' };
	const all = { operation: 'getAll', returnAll: true };
	const pages = (count: number): string[] => new Array<string>(count).fill('GET /v3/videos');

	it.each<[string, INodeParameters, string[]]>([
		['a create', video, ['POST /v3/videos']],
		['all pages of a list', { resource: 'video', ...all }, pages(3)],
		[
			'a call of the API',
			{ resource: 'api', operation: 'call', path: '/v3/users/me' },
			['GET /v3/users/me'],
		],
		[
			'all pages of a call of the API',
			{ resource: 'api', operation: 'call', path: '/v3/videos', returnAll: true },
			pages(5),
		],
		['an upload', { resource: 'asset', operation: 'upload', file }, ['POST /v3/assets']],
		['webhook endpoints', { resource: 'webhookEndpoint', ...all }, ['GET /v3/webhooks/endpoints']],
	])('each item asks its own HeyGen for %s', async (_what, parameters, expected) => {
		const both = [here.simulator, other];
		for (const one of both) one.seed('videos', 250);
		const { error } = (
			await act({
				credentials: {
					heyGenEventsApi: {
						apiKey: '={{ $json.key }}',
						apiVersion: 'v3',
						baseUrl: '={{ $json.url }}',
					},
				},
				parameters,
				items: both.map(({ apiKey: key, url }): IDataObject => ({ key, url })),
				binary,
			})
		).data.resultData;
		expect(error).toBeUndefined();
		for (const { requests, apiKey } of both) {
			expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual(expected);
			expect(requests.map(({ headers }) => headers['x-api-key'])).toEqual(
				expected.map(() => apiKey),
			);
			expect(requests.map(({ status }) => status)).toEqual(expected.map(() => 200));
		}
	});
});

describe('Create and Wait', () => {
	const wait = { ...video, operation: 'createAndWait' };
	it('by callback makes nothing where the key can not be read when HeyGen calls', async () => {
		const { error } = (await run(wait, [here.simulator.apiKey])).data.resultData;
		expect(error?.message).toBe(
			"n8n can't read the credential's expression when HeyGen calls back",
		);
		expect(here.simulator.requests).toEqual([]);
	});

	it('makes nothing with the key of another item', async () => {
		const options = { howToWait: 'ask' };
		const keys = [here.simulator.apiKey, 'another-key'];
		const { error } = (await run({ ...wait, options }, keys)).data.resultData;
		expect(error?.message).toMatch(/is not the first item's/);
		expect(error).toMatchObject({ context: { itemIndex: 1 } });
		expect(here.simulator.requests).toEqual([]);
	});
});
