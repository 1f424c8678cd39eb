/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { IBinaryKeyData, INodeParameters, IRun } from 'n8n-workflow';

import { additionalBody } from '../../../nodes/HeyGen/operation/additionalBody';
import type { Resource } from '../../../nodes/HeyGen/operation/operation';
import { resources } from '../../../nodes/HeyGen/resources';
import { act } from '../support/action';
import { bench, credentialsFor } from '../support/bench';
import { arrived } from '../support/workflow';

const here = bench();
const call = async (parameters: INodeParameters, more: object = {}): Promise<IRun> =>
	await act({
		credentials: credentialsFor(here.simulator, 'v3'),
		parameters: { resource: 'api', operation: 'call', ...parameters },
		...more,
	});
const messageOf = (run: IRun) => run.data.resultData.error?.message;
const png = Buffer.from('89504e470d0a1a0a00', 'hex').toString('base64');
const binary: IBinaryKeyData = { data: { data: png, mimeType: 'image/png', fileName: 'a.png' } };
const body = { type: 'avatar', avatar_id: 'look_1', script: 'Hi' };

describe('a call of the API', () => {
	it('asks with a query, and puts out what HeyGen has in data', async () => {
		here.simulator.seed('videos', 3, () => ({}));
		const run = await call({ path: '/v3/videos', query: { limit: 2 } });
		expect(messageOf(run)).toBeUndefined();
		expect(arrived(run)).toHaveLength(2);
	});

	it('returns all pages', async () => {
		here.simulator.seed('videos', 120, () => ({}));
		const run = await call({ path: '/v3/videos', returnAll: true });
		expect(arrived(run)).toHaveLength(120);
		expect(here.simulator.requests).toHaveLength(3);
	});

	it('sends a body under a key, which is the same for the same content only', async () => {
		const create = { method: 'POST', path: '/v3/videos' };
		const run = await call({ ...create, body });
		expect(arrived(run)).toMatchObject([{ json: { video_id: expect.any(String) } }]);
		await call({ ...create, body: JSON.stringify(body) });
		await call({ ...create, body: { ...body, script: 'Bye' } });
		const [first, same, other] = here.simulator.requests.map(
			({ headers }) => headers['idempotency-key'],
		);
		expect(first).toMatch(/^[0-9a-f]{64}$/);
		expect(same).toBe(first);
		expect(other).not.toBe(first);
	});

	it('is tried again after a failure that passes', async () => {
		here.simulator.fault({ kind: 'status', status: 503, times: 1 });
		expect(messageOf(await call({ path: '/v3/users/me' }))).toBeUndefined();
		expect(here.simulator.requests).toHaveLength(2);
	});

	it.each([
		['where HeyGen takes no key', { path: '/v3/voices/clone' }],
		['where it is told so', { path: '/v3/videos', options: { neverRepeat: true } }],
	])('is not repeated %s', async (_case, parameters) => {
		here.simulator.fault({ kind: 'status', status: 503 });
		await call({ method: 'POST', body, ...parameters });
		expect(here.simulator.requests).toHaveLength(1);
		expect(here.simulator.requests[0]?.headers).not.toHaveProperty('idempotency-key');
	});

	it('uploads binaries that the body names', async () => {
		const image = { type: 'asset_id', asset_id: 'data' };
		const parameters = { method: 'POST', path: '/v3/videos' };
		const made = { type: 'image', image, script: 'Hi', voice_id: 'voice_1' };
		const run = await call({ ...parameters, body: made }, { binary });
		expect(messageOf(run)).toBeUndefined();
		expect(here.simulator.asked('POST', '/v3/videos')[0]?.body).toMatchObject({
			image: { asset_id: expect.stringMatching(/^[0-9a-f]{32}$/) },
		});
	});

	it('sends a file as a form', async () => {
		const file = { __rl: true, mode: 'binary', value: 'data' };
		const run = await call({ method: 'POST', path: '/v3/assets', file }, { binary });
		expect(arrived(run)).toMatchObject([{ json: { asset_id: expect.any(String) } }]);
	});

	it('fetches the file that its answer links to', async () => {
		const video_url = here.simulator.presign('film.mp4', 1_000);
		here.simulator.fault({
			kind: 'status',
			status: 200,
			path: '/v3/videos/a',
			body: { data: { id: 'a', video_url } },
		});
		const run = await call({ path: '/v3/videos/a', options: { downloadFrom: 'video_url' } });
		expect(arrived(run)).toMatchObject([
			{ json: { id: 'a' }, binary: { data: { fileName: 'film.mp4' } } },
		]);
	});

	it("shows HeyGen's refusal", async () => {
		const run = await call({ method: 'POST', path: '/v3/videos', body: { type: 'nothing' } });
		expect(messageOf(run)).toMatch(/^HeyGen refused: /);
	});

	it.each([
		'//evil.example/v3',
		'https://evil.example/v3/videos',
		'@evil.example/',
		'.evil.example/',
		'/\\\\evil.example',
		'/v3 /a',
		'/v3/a\tb',
		'\\\\evil.example',
		'/v3/videos#@evil.example',
		'http:evil.example',
		'javascript:alert(1)',
		':80@evil.example/',
		'/v3/..%2f..%5cadmin',
		'/v3/%252e%252e/admin',
	])('goes to no other host: %s', async (path) => {
		expect(messageOf(await call({ path }))).toMatch(/^'Path' is '.*', and has to be a path/);
		expect(here.simulator.requests).toEqual([]);
	});

	it.each(['/../../admin', '/%2e%2e/admin'])('does not leave the Base URL by %s', async (path) => {
		const credentials = credentialsFor(here.simulator, 'v3');
		credentials.heyGenEventsApi.baseUrl = `${here.simulator.url}/heygen`;
		const run = await call({ path }, { credentials });
		expect(messageOf(run)).toMatch(/^'Path' is /);
		expect(here.simulator.requests).toEqual([]);
	});

	it.each(['/v3/users/me?to=//evil.example', '/v3/users/me?@evil.example', '/%2f%2fevil.example'])(
		'asks the host of the Base URL for %s',
		async (path) => {
			await call({ path });
			expect(here.simulator.requests).toMatchObject([{ method: 'GET' }]);
		},
	);

	it('follows no redirect, to which the key would go too', async () => {
		const asked: string[] = [];
		const server = createServer(({ url = '', headers }, response) => {
			asked.push(`${url} ${String(headers['x-api-key'] !== undefined)}`);
			response.writeHead(302, { Location: `${here.simulator.url}/v3/users/me` }).end();
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const credentials = credentialsFor(here.simulator, 'v3');
		const { port } = server.address() as AddressInfo;
		credentials.heyGenEventsApi.baseUrl = `http://127.0.0.1:${port}`;
		const run = await call({ path: '/v3/a' }, { credentials });
		server.close();
		expect(messageOf(run)).toMatch(/is not HeyGen's API: it redirects to/);
		expect([asked, here.simulator.requests]).toEqual([['/v3/a true'], []]);
	});

	it('returns all of a list that has no pages', async () => {
		const run = await call({ path: '/v3/webhooks/event-types', returnAll: true });
		expect(messageOf(run)).toBeUndefined();
		expect(arrived(run).length).toBeGreaterThan(10);
	});

	it('takes the whole address of the credential', async () => {
		const run = await call({ path: `${here.simulator.url}/v3/users/me` });
		expect(arrived(run)).toMatchObject([{ json: { username: expect.any(String) } }]);
	});
});

describe('additional body fields', () => {
	const look = { __rl: true, mode: 'id', value: 'look_1' };
	const more = { voice_settings: { speed: 1.2 }, title: 'New' };
	const video = { resource: 'video', avatarId: look, script: 'Hi' };

	it.each(['create', 'createAndWait'])('lie over the body: %s', async (operation) => {
		const additionalFields = { title: 'Old', pitch: 3 };
		const additionalBodyFields = JSON.stringify(more);
		await act({
			credentials: credentialsFor(here.simulator, 'v3'),
			parameters: { ...video, operation, additionalFields, additionalBodyFields },
		});
		expect(here.simulator.asked('POST', '/v3/videos')[0]?.body).toMatchObject({
			...{ type: 'avatar', avatar_id: 'look_1', script: 'Hi', title: 'New' },
			voice_settings: { pitch: 3, speed: 1.2 },
		});
	});

	it('alone are a change', async () => {
		const run = await act({
			credentials: credentialsFor(here.simulator, 'v3'),
			parameters: {
				...{ resource: 'brandGlossary', operation: 'update', additionalBodyFields: { name: 'N' } },
				brandGlossaryId: { __rl: true, mode: 'id', value: 'glossary' },
			},
		});
		expect(here.simulator.requests).toMatchObject([{ method: 'PATCH', body: { name: 'N' } }]);
		expect(messageOf(run)).toMatch(/^HeyGen /);
	});

	it('are part of a webhook endpoint, made and changed', async () => {
		const endpoint = { resource: 'webhookEndpoint', additionalBodyFields: '{"note": "mine"}' };
		const url = `${here.host.base}/webhook/more`;
		const send = async (parameters: INodeParameters) =>
			await act({
				credentials: credentialsFor(here.simulator, 'v3'),
				parameters: { ...endpoint, ...parameters },
			});
		// HeyGen decides what it takes.
		const refused = await send({ operation: 'create', url, events: ['*'] });
		expect(messageOf(refused)).toMatch(/note/);
		const { endpoint_id: id } = here.simulator.addEndpoint({ url });
		const endpointId = { __rl: true, mode: 'id', value: id };
		await send({ operation: 'update', endpointId });
		expect(here.simulator.requests).toMatchObject([
			{ method: 'POST', body: { url, note: 'mine' } },
			{ method: 'PATCH', body: { note: 'mine' } },
		]);
	});

	it('stand in each create and update that sends a body', () => {
		const without = Object.entries<Resource>(resources).flatMap(([name, { operations }]) =>
			Object.entries(operations)
				.filter(([key]) => /^(create|update|generate|clone|design|send|change)/.test(key))
				.filter(([, { fields }]) => !fields.includes(additionalBody))
				.map(([key]) => `${name}.${key}`),
		);
		expect(without).toEqual([]);
	});

	it('that are no object are refused by name', async () => {
		const run = await act({
			credentials: credentialsFor(here.simulator, 'v3'),
			parameters: { ...video, operation: 'create', additionalBodyFields: '[1]' },
		});
		expect(messageOf(run)).toBe("'Additional Body Fields (JSON)' is not a JSON object");
	});
});
