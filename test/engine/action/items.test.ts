import type { INode, INodeParameters, IRun } from 'n8n-workflow';

import { act } from '../support/action';
import { allOf, bench, credentialsFor } from '../support/bench';
import { arrived } from '../support/workflow';

const here = bench();
const errorOf = (run: IRun) => run.data.resultData.error;
const notFound = 'webhook_not_found';

describe('items', () => {
	const removeAll = async (ids: string[], node: Partial<INode> = {}): Promise<IRun> =>
		await act({
			credentials: credentialsFor(here.simulator, 'v3'),
			parameters: {
				resource: 'webhookEndpoint',
				operation: 'delete',
				endpointId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
			},
			items: ids.map((id) => ({ id })),
			node,
		});
	const three = (): string[] =>
		[1, 2, 3].map((n) => here.simulator.addEndpoint({ url: `https://a.example/${n}` }).endpoint_id);

	it('are handled one by one and keep their pairing', async () => {
		const run = await removeAll(three());
		expect(errorOf(run)).toBeUndefined();
		expect(arrived(run).map(({ json }) => json)).toEqual(Array(3).fill({ deleted: true }));
		const [task] = run.data.resultData.runData.HeyGen ?? [];
		const items = task?.data?.main?.[0] ?? [];
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
	});

	it('stop at the first that HeyGen refuses, which the error names', async () => {
		const [first = '', second = ''] = three();
		const run = await removeAll([first, 'no-such-endpoint', second]);
		const error = errorOf(run);
		expect(error).toMatchObject({
			name: 'NodeApiError',
			httpCode: '404',
			context: { itemIndex: 1 },
		});
		expect(here.simulator.endpoints).toHaveLength(2);
		expect(allOf(error as Error)).not.toContain(here.simulator.apiKey);
	});

	it('go on after an error when the node is told to', async () => {
		const [first = '', second = ''] = three();
		const run = await removeAll([first, 'no-such-endpoint', second], {
			onError: 'continueRegularOutput',
		});
		expect(errorOf(run)).toBeUndefined();
		const [task] = run.data.resultData.runData.HeyGen ?? [];
		const items = task?.data?.main?.[0] ?? [];
		expect(items.map(({ json, pairedItem }) => [json, pairedItem])).toEqual([
			[{ deleted: true }, { item: 0 }],
			[{ error: expect.any(String) }, { item: 1 }],
			[{ deleted: true }, { item: 2 }],
		]);
		expect(here.simulator.endpoints).toHaveLength(1);
	});

	it('leave through the error output when the node has one', async () => {
		const [first = ''] = three();
		const run = await removeAll([first, 'no-such-endpoint'], { onError: 'continueErrorOutput' });
		expect(arrived(run, 0).map(({ json }) => json)).toEqual([{ deleted: true }]);
		expect(arrived(run, 1)).toMatchObject([{ json: { error: expect.any(String) } }]);
	});
});

describe('an error', () => {
	const run = async (parameters: INodeParameters): Promise<IRun> =>
		await act({ credentials: credentialsFor(here.simulator, 'v3'), parameters });
	const getAll = { resource: 'webhookEndpoint', operation: 'getAll' };
	const remove = (value: string) => ({
		resource: 'webhookEndpoint',
		operation: 'delete',
		endpointId: { __rl: true, mode: 'id', value },
	});

	it("carries HeyGen's own code, words and request ID", async () => {
		const error = errorOf(await run(remove('no-such-endpoint')));
		expect(error).toMatchObject({
			context: { data: { code: notFound, status: 404, method: 'DELETE' } },
			description: expect.stringContaining(notFound),
		});
		expect(error?.description).toMatch(/Request ID: /);
	});

	it('says what is wrong with the key', async () => {
		const credentials = credentialsFor(here.simulator, 'v3');
		credentials.heyGenEventsApi.apiKey = 'not-a-key';
		const error = errorOf(await act({ credentials, parameters: getAll }));
		expect(error?.message).toMatch(/did not accept the credential/);
		expect(allOf(error as Error)).not.toContain('not-a-key');
	});

	it.each([
		['an empty ID', remove('  '), "'Endpoint' is empty"],
		['a limit of 0', { ...getAll, limit: 0 }, "'Limit' is not a whole number"],
		['no URL', { ...getAll, operation: 'create', url: "={{ '' }}" }, "'URL' is empty"],
		[
			'no events',
			{ ...getAll, operation: 'create', url: 'https://a.example/', events: '={{ [] }}' },
			'No event is chosen',
		],
		['an operation of another version', { ...getAll, operation: 'clone' }, "no operation 'clone'"],
		['a resource of another version', { resource: 'hologram', operation: 'get' }, "for 'hologram'"],
	])('names the parameter for %s, and HeyGen is not asked', async (_case, parameters, message) => {
		const error = errorOf(await run(parameters));
		expect(error?.message).toContain(message);
		expect(error).toMatchObject({ context: { itemIndex: 0 } });
		expect(here.simulator.requests).toEqual([]);
	});
});

describe.each(['={{ null }}', '={{ undefined }}', "={{ ' ' }}"])('left empty by %s', (nothing) => {
	const run = async (parameters: INodeParameters): Promise<IRun> =>
		await act({ credentials: credentialsFor(here.simulator, 'v3'), parameters });
	const url = { __rl: true, mode: 'url', value: 'https://example.com/a' };
	const look = { __rl: true, mode: 'id', value: 'look_1' };

	it('a limit and Simplify are what they are at first', async () => {
		here.simulator.seed('videos', 60, () => ({}));
		const all = { resource: 'video', operation: 'getAll' };
		const items = arrived(await run({ ...all, limit: nothing, simplify: nothing }));
		expect(items).toHaveLength(50);
		expect(Object.keys(items[0]?.json ?? {})).toEqual(
			Object.keys(arrived(await run({ ...all, limit: 1 }))[0]?.json ?? {}),
		);
	});

	it('the events of an endpoint are left as they are', async () => {
		const { endpoint_id: value } = here.simulator.addEndpoint({ url: 'https://a.example/1' });
		const changed = { url: 'https://a.example/2' };
		await run({
			...{ resource: 'webhookEndpoint', operation: 'update' },
			endpointId: { __rl: true, mode: 'id', value },
			updateFields: { ...changed, events: nothing },
		});
		expect(here.simulator.requests.map(({ body }) => body)).toEqual([changed]);
	});

	it('a choice that decides about other fields is what it is at first', async () => {
		const words = { script: 'Hello', prompt: 'A walk', audio: url, image: url, avatarId: look };
		const more = { ...words, type: nothing, speechSource: nothing };
		const scenes = { values: [{ type: 'avatar_video', avatarId: look, script: 'Hi' }] };
		await run({ resource: 'video', operation: 'create', ...more, scenes });
		await run({ resource: 'instantVideo', operation: 'create', ...words, mode: nothing });
		expect(here.simulator.requests.map(({ body }) => body)).toMatchObject([
			{ type: 'avatar', avatar_id: 'look_1', script: 'Hello' },
			{ mode: 'text_to_video', prompt: 'A walk' },
		]);
	});
});

it('a choice with blanks around it shows, and sends, the same fields', async () => {
	const parameters = {
		...{ resource: 'instantVideo', operation: 'create', prompt: 'A walk' },
		mode: "={{ ' image_to_video ' }}",
		image: { __rl: true, mode: 'url', value: 'https://example.com/a' },
	};
	await act({ credentials: credentialsFor(here.simulator, 'v3'), parameters });
	expect(here.simulator.requests[0]?.body).toMatchObject({
		mode: 'image_to_video',
		image: { url: 'https://example.com/a' },
	});
});

it('a date of an expression is a text', async () => {
	const parameters = {
		...{ resource: 'folder', operation: 'create' },
		name: "={{ DateTime.fromISO('2026-01-02T03:04:05.000Z', { zone: 'utc' }) }}",
	};
	await act({ credentials: credentialsFor(here.simulator, 'v3'), parameters });
	expect(here.simulator.requests[0]?.body).toEqual({ name: '2026-01-02T03:04:05.000Z' });
});

it('a batch goes out without the nulls of its entries', async () => {
	const video = { type: 'avatar', avatar_id: 'look_1', script: 'Hello' };
	const parameters = {
		...{ resource: 'video', operation: 'createBatch' },
		videos: '={{ $json.videos }}',
	};
	const items = [{ videos: [{ ...video, title: null, voice_settings: null }] }];
	await act({ credentials: credentialsFor(here.simulator, 'v3'), parameters, items });
	expect(here.simulator.requests[0]?.body).toEqual({ videos: [video] });
});
