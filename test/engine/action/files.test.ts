import { randomBytes } from 'node:crypto';

import type { IBinaryKeyData, INodeParameters, IRun } from 'n8n-workflow';

import { act, type ActionSetup } from '../support/action';
import { bench, credentialsFor } from '../support/bench';
import { skipSleep } from '../support/clock';
import { arrived } from '../support/workflow';

const here = bench();
afterEach(() => jest.restoreAllMocks());

/** What HeyGen takes for a PNG, and as much more as is wanted. */
const picture = (size = 100): Buffer =>
	Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), randomBytes(size)]);
const binaryOf = (content: Buffer): IBinaryKeyData => ({
	data: { data: content.toString('base64'), mimeType: 'image/png', fileName: 'a "b".png' },
});

const create = async (image: INodeParameters, more: object = {}): Promise<IRun> =>
	await act({
		credentials: credentialsFor(here.simulator, 'v3'),
		parameters: {
			resource: 'video',
			operation: 'create',
			type: 'image',
			image: { __rl: true, ...image },
			script: 'Hello',
			voiceId: { __rl: true, mode: 'id', value: 'voice_00001' },
		},
		...more,
	});
const bodies = (path: string): unknown[] =>
	here.simulator.requests.flatMap((request) => (request.path === path ? [request.body] : []));
const asked = (): string[] => here.simulator.requests.map(({ path }) => path);
const keys = (path: string): unknown[] =>
	here.simulator.requests.flatMap(({ path: asked, headers }) =>
		asked === path ? [headers['idempotency-key']] : [],
	);

describe('a file', () => {
	it('is a URL', async () => {
		const run = await create({ mode: 'url', value: 'https://example.com/a.png' });
		expect(arrived(run)).toMatchObject([{ json: { video_id: expect.any(String) } }]);
		expect(bodies('/v3/videos')).toMatchObject([
			{ image: { type: 'url', url: 'https://example.com/a.png' } },
		]);
	});

	it('is a binary, which is uploaded first, byte for byte', async () => {
		const content = picture();
		const run = await create({ mode: 'binary', value: 'data' }, { binary: binaryOf(content) });
		expect(run.data.resultData.error).toBeUndefined();
		const [asset] = here.simulator.requests.filter(({ path }) => path === '/v3/assets');
		expect(asset).toMatchObject({ method: 'POST', status: 200 });
		expect(Number(asset?.headers['content-length'])).toBeGreaterThan(content.length);
		expect(bodies('/v3/videos')).toMatchObject([
			{ image: { type: 'asset_id', asset_id: expect.stringMatching(/^[0-9a-f]{32}$/) } },
		]);
	});

	it('is a binary that an expression gives, in whatever mode', async () => {
		for (const mode of ['binary', 'url', 'id']) {
			here.simulator.reset();
			const run = await create(
				{ mode, value: '={{ $binary.data }}' },
				{ binary: binaryOf(picture()) },
			);
			expect(run.data.resultData.error).toBeUndefined();
			expect(bodies('/v3/videos')).toMatchObject([
				{ image: { asset_id: expect.stringMatching(/^[0-9a-f]{32}$/) } },
			]);
		}
	});

	it('of a list comes from data: names of binaries, URLs, whatever there is for the item', async () => {
		const run = await act({
			credentials: credentialsFor(here.simulator, 'v3'),
			parameters: {
				resource: 'videoAgent',
				operation: 'create',
				prompt: 'Bees',
				additionalFields: { filesInput: 'json', filesJson: '={{ $json.files }}' },
			},
			items: [{ files: ['data', 'https://example.com/a.png'] }, { files: '' }],
			binary: binaryOf(picture()),
		});
		expect(run.data.resultData.error).toBeUndefined();
		expect(bodies('/v3/video-agents')).toEqual([
			{
				prompt: 'Bees',
				files: [
					{ type: 'asset_id', asset_id: expect.stringMatching(/^[0-9a-f]{32}$/) },
					{ type: 'url', url: 'https://example.com/a.png' },
				],
			},
			{ prompt: 'Bees' },
		]);
	});

	it('is uploaded anew for each item, under keys of their own', async () => {
		await create(
			{ mode: 'binary', value: 'data' },
			{ binary: binaryOf(picture()), items: [{}, {}] },
		);
		expect(new Set(keys('/v3/assets')).size).toBe(2);
		expect(new Set(keys('/v3/videos')).size).toBe(2);
	});

	it('is uploaded once for each name, and two of one item are two', async () => {
		const one = (value: string) => ({ file: { __rl: true, mode: 'binary', value } });
		const run = await act({
			credentials: credentialsFor(here.simulator, 'v3'),
			parameters: {
				resource: 'video',
				operation: 'create',
				type: 'cinematic_avatar',
				avatarId: 'look_00001',
				prompt: 'A walk on the beach',
				additionalFields: { references: { values: [one('a'), one('b'), one('a')] } },
			},
			binary: { a: binaryOf(picture()).data, b: binaryOf(picture()).data } as IBinaryKeyData,
		});
		expect(run.data.resultData.error).toBeUndefined();
		expect(new Set(keys('/v3/assets')).size).toBe(2);
		const [{ references }] = bodies('/v3/videos') as [{ references: unknown[] }];
		expect(references).toHaveLength(3);
		expect(references[0]).toEqual(references[2]);
		expect(references[0]).not.toEqual(references[1]);
	});

	it('goes straight to the storage when it is large, and is completed when it has arrived', async () => {
		const content = picture(33 * 1024 * 1024);
		const run = await create({ mode: 'binary', value: 'data' }, { binary: binaryOf(content) });
		expect(run.data.resultData.error).toBeUndefined();
		expect(here.simulator.uploads).toMatchObject([{ status: 200, bytes: content.length }]);
		const [upload] = here.simulator.uploads;
		expect(JSON.stringify(upload?.headers)).not.toContain(here.simulator.apiKey);
		expect(bodies('/v3/videos')).toMatchObject([{ image: { asset_id: upload?.assetId } }]);
	});

	/** Goes the way of a large file. */
	const zip = {
		...binaryOf(picture()).data,
		mimeType: 'application/octet-stream',
		fileName: 'site.zip',
	};
	const direct = { binary: { data: zip } as IBinaryKeyData };
	const statuses = '/v3/assets/statuses';

	it('goes straight to the storage when it is a zip, under the type of its name', async () => {
		const run = await act({
			credentials: credentialsFor(here.simulator, 'v3'),
			parameters: {
				resource: 'asset',
				operation: 'upload',
				file: { __rl: true, mode: 'binary', value: 'data' },
			},
			...direct,
		});
		expect(run.data.resultData.error?.message).toBeUndefined();
		expect(bodies('/v3/assets/direct-uploads')).toMatchObject([
			{ content_type: 'application/zip' },
		]);
		expect(here.simulator.count('POST', '/v3/assets')).toBe(0);
	});

	it('is used once HeyGen has taken it in', async () => {
		here.simulator.planUploads({ staleLooks: 1 });
		const run = await create({ mode: 'binary', value: 'data' }, direct);
		expect(run.data.resultData.error).toBeUndefined();
		expect(asked().slice(-3)).toEqual([statuses, statuses, '/v3/videos']);
	});

	it('that HeyGen refuses after its upload is named, with the reason, and nothing is made', async () => {
		here.simulator.planUploads({ message: 'The file is broken.' });
		const { error } = (await create({ mode: 'binary', value: 'data' }, direct)).data.resultData;
		expect(error?.message).toBe(
			"HeyGen did not accept the file 'site.zip' after its upload: The file is broken",
		);
		expect(here.simulator.count('POST', '/v3/videos')).toBe(0);
	});

	it('is used all the same where the key may not look at assets', async () => {
		here.simulator.fault({ kind: 'status', status: 403, path: statuses });
		const run = await create({ mode: 'binary', value: 'data' }, direct);
		expect(arrived(run)).toMatchObject([{ json: { video_id: expect.any(String) } }]);
	});

	it.each(['', { data: { status: 'processing' } }])(
		'is used where its upload is completed by %j',
		async (body) => {
			here.simulator.fault({ kind: 'status', status: 202, path: /\/complete$/, body });
			here.simulator.fault({ kind: 'status', status: 403, path: statuses });
			const run = await create({ mode: 'binary', value: 'data' }, direct);
			const [upload] = here.simulator.uploads;
			expect(run.data.resultData.error?.message).toBeUndefined();
			expect(bodies('/v3/videos')).toMatchObject([{ image: { asset_id: upload?.assetId } }]);
		},
	);

	it('is not sent where HeyGen names no asset for it', async () => {
		const path = '/v3/assets/direct-uploads';
		const body = { data: { upload_url: `${here.simulator.url}/storage/a`, upload_headers: {} } };
		here.simulator.fault({ kind: 'status', status: 200, path, body });
		const { error } = (await create({ mode: 'binary', value: 'data' }, direct)).data.resultData;
		expect(error?.message).toMatch(/the answer holds no asset ID/);
		expect(asked()).toEqual([path]);
	});

	it('may have a number for its asset ID', async () => {
		const body = { data: { asset_id: 77 } };
		here.simulator.fault({ kind: 'status', status: 200, path: '/v3/assets', body });
		await create({ mode: 'binary', value: 'data' }, { binary: binaryOf(picture()) });
		expect(bodies('/v3/videos')).toMatchObject([{ image: { asset_id: '77' } }]);
	});

	it('that is missing is named, and nothing is made', async () => {
		const run = await create({ mode: 'binary', value: 'picture' });
		expect(run.data.resultData.error?.message).toMatch(/picture/);
		expect(here.simulator.requests).toEqual([]);
	});

	it('that is empty is named, and nothing is made', async () => {
		const binary = binaryOf(Buffer.alloc(0));
		const { error } = (await create({ mode: 'binary', value: 'data' }, { binary })).data.resultData;
		expect(error?.message).toContain(`names the file 'a "b".png', which is empty`);
		expect(asked()).toEqual([]);
	});

	it('is not uploaded when another one of the item is missing', async () => {
		const run = await act({
			credentials: credentialsFor(here.simulator, 'v3'),
			parameters: {
				resource: 'lipsync',
				operation: 'create',
				video: { __rl: true, mode: 'binary', value: 'data' },
				audio: { __rl: true, mode: 'binary', value: 'voice' },
			},
			binary: binaryOf(picture()),
		});
		expect(run.data.resultData.error?.message).toMatch(/voice/);
		expect(here.simulator.requests).toEqual([]);
	});

	it('is not uploaded when something else is wrong', async () => {
		const run = await act({
			credentials: credentialsFor(here.simulator, 'v3'),
			parameters: {
				resource: 'video',
				operation: 'create',
				type: 'image',
				image: { __rl: true, mode: 'binary', value: 'data' },
				script: 'Hello',
				voiceId: 'voice_1',
				additionalFields: { speed: 'fast' },
			},
			binary: binaryOf(picture()),
		});
		expect(run.data.resultData.error?.message).toMatch(/'Voice Speed' is not a number/);
		expect(here.simulator.requests).toEqual([]);
	});
});

describe('an asset', () => {
	const upload = async (
		operation: string,
		value: string,
		{ parameters = {}, ...more }: Partial<ActionSetup> = {},
	): Promise<IRun> =>
		await act({
			credentials: credentialsFor(here.simulator, 'v3'),
			parameters: {
				resource: 'asset',
				operation,
				file: { __rl: true, mode: value.includes('/') ? 'url' : 'binary', value },
				...parameters,
			},
			...more,
		});

	it('is uploaded from a binary', async () => {
		const content = picture();
		const run = await upload('upload', 'data', { binary: binaryOf(content) });
		expect(arrived(run)).toMatchObject([
			{
				json: { asset_id: expect.any(String), size_bytes: content.length, mime_type: 'image/png' },
			},
		]);
	});

	it('is uploaded from a binary that is named by a text alone', async () => {
		const parameters = { file: 'data' };
		const run = await upload('upload', '', { parameters, binary: binaryOf(picture()) });
		expect(arrived(run)).toMatchObject([{ json: { asset_id: expect.any(String) } }]);
	});

	it('is uploaded from a URL, whose host gets no key', async () => {
		const url = here.simulator.presign('film.mp4', 50_000);
		const run = await upload('upload', url);
		expect(run.data.resultData.error).toBeUndefined();
		expect(bodies('/v3/assets')).toMatchObject([
			{ file: { filename: 'film.mp4', contentType: 'video/mp4', bytes: 50_000 } },
		]);
		expect(here.simulator.downloads[0]?.headers).not.toHaveProperty('x-api-key');
	});

	it('is named when its URL leads nowhere', async () => {
		const url = here.simulator.presign('film.mp4', 50_000, { expired: true });
		const error = (await upload('upload', url)).data.resultData.error;
		expect(error?.message).toMatch(/could not be fetched from its URL: its host answered HTTP 403/);
	});

	it('is uploaded with all other items in one call, and each keeps its own', async () => {
		const run = await upload('uploadMany', 'data', {
			binary: binaryOf(picture()),
			items: [{}, {}, {}],
		});
		expect(run.data.resultData.error).toBeUndefined();
		const start = '/v3/assets/direct-uploads/batches';
		expect(here.simulator.count('POST', start)).toBe(1);
		expect(here.simulator.count('POST', '/v3/assets/complete/batches')).toBe(1);
		expect(here.simulator.uploads.map(({ status }) => status)).toEqual([200, 200, 200]);
		const items = run.data.resultData.runData.HeyGen?.[0]?.data?.main?.[0] ?? [];
		expect(items.map(({ json, pairedItem }) => [json.asset_id, pairedItem])).toEqual(
			here.simulator.uploads.map(({ assetId }, item) => [assetId, { item }]),
		);
	});

	it('is told to be ready when it is, in the title that the batch was given', async () => {
		here.simulator.planUploads({ staleLooks: 1 });
		const run = await upload('uploadMany', 'data', {
			binary: binaryOf(picture()),
			items: [{}, {}],
			parameters: { additionalFields: { title: 'News' } },
		});
		expect(arrived(run).map(({ json }) => json.status)).toEqual(['completed', 'completed']);
		expect(bodies('/v3/assets/direct-uploads/batches')).toMatchObject([{ title: 'News' }]);
	});

	it('that HeyGen refuses after its upload costs its own item only', async () => {
		here.simulator.planUploads({ message: 'The file is broken.' });
		const run = await upload('uploadMany', 'data', {
			binary: binaryOf(picture()),
			items: [{}, {}],
			node: { onError: 'continueRegularOutput' },
		});
		const refused = { json: { error: expect.stringContaining('The file is broken') } };
		expect(run.data.resultData.runData.HeyGen?.[0]?.data?.main?.[0]).toMatchObject([
			{ ...refused, pairedItem: { item: 0 } },
			{ ...refused, pairedItem: { item: 1 } },
		]);
	});

	it('is not put where HeyGen takes no file of its size', async () => {
		const place = { upload_url: `${here.simulator.url}/storage/a`, max_bytes: 50 };
		const body = { data: { batch_id: 'b', items: [{ asset_id: 'a', ...place }] } };
		const path = '/v3/assets/direct-uploads/batches';
		here.simulator.fault({ kind: 'status', status: 200, path, body });
		const run = await upload('uploadMany', 'data', { binary: binaryOf(picture()) });
		expect(run.data.resultData.error?.message).toBe(
			`The file 'a "b".png' has 108 bytes, but HeyGen accepts at most 50`,
		);
		expect(asked()).toEqual([path]);
	});

	it('is not put anywhere where HeyGen names no batch', async () => {
		const place = { upload_url: `${here.simulator.url}/storage/a`, max_bytes: 500 };
		const path = '/v3/assets/direct-uploads/batches';
		const body = { data: { items: [{ asset_id: 'a', ...place }] } };
		here.simulator.fault({ kind: 'status', status: 200, path, body });
		const run = await upload('uploadMany', 'data', { binary: binaryOf(picture()) });
		expect(run.data.resultData.error?.message).toMatch(/the answer holds no batch ID/);
		expect(asked()).toEqual([path]);
	});

	it('is completed without a word', async () => {
		const path = '/v3/assets/complete/batches';
		here.simulator.fault({ kind: 'status', status: 202, path, body: '' });
		here.simulator.fault({ kind: 'status', status: 403, path: '/v3/assets/statuses' });
		const run = await upload('uploadMany', 'data', { binary: binaryOf(picture()) });
		expect(arrived(run)).toMatchObject([{ json: { asset_id: expect.any(String) } }]);
	});

	it('of one item may be missing without the others', async () => {
		const run = await act({
			credentials: credentialsFor(here.simulator, 'v3'),
			parameters: {
				resource: 'asset',
				operation: 'uploadMany',
				file: { __rl: true, mode: 'binary', value: '={{ $json.name }}' },
			},
			items: [{ name: 'missing' }, { name: 'data' }],
			binary: binaryOf(picture()),
			node: { onError: 'continueRegularOutput' },
		});
		const items = run.data.resultData.runData.HeyGen?.[0]?.data?.main?.[0] ?? [];
		expect(items).toMatchObject([
			{ json: { error: expect.stringContaining('missing') }, pairedItem: { item: 0 } },
			{ json: { asset_id: expect.any(String) }, pairedItem: { item: 1 } },
		]);
	});
});

describe('a finished video', () => {
	const download = async (parameters: INodeParameters): Promise<IRun> =>
		await act({
			credentials: credentialsFor(here.simulator, 'v3'),
			parameters: {
				resource: 'video',
				operation: 'download',
				videoId: { __rl: true, mode: 'id', value: 'a' },
				...parameters,
			},
		});

	it('is downloaded, and its host gets no key', async () => {
		await here.simulator.finishVideo({ videoId: 'a', bytes: 70_000, deliver: false });
		const [item] = arrived(await download({ binaryPropertyName: 'film' }));
		expect(item?.json).toMatchObject({ id: 'a', status: 'completed' });
		expect(item?.binary?.film).toMatchObject({ mimeType: 'video/mp4' });
		expect(Buffer.from(item?.binary?.film?.data ?? '', 'base64')).toHaveLength(70_000);
		expect(here.simulator.downloads[0]?.headers).not.toHaveProperty('x-api-key');
	});

	it.each([
		['completed', 'Choose another file: HeyGen has none of this type.'],
		['processing', 'Wait until the video is completed, or choose another file.'],
	])(
		'has no captions unless they were wanted, and the message says so (%s)',
		async (status, tip) => {
			here.simulator.seed('videos', 1, () => ({ id: 'a', status }));
			const error = (await download({ file: 'captioned_video_url' })).data.resultData.error;
			expect(error?.message).toBe(
				`The video has no file for 'Video With Captions': its status is '${status}'`,
			);
			expect(error).toMatchObject({ description: tip });
		},
	);

	it('that HeyGen could not finish has none, and the message says why', async () => {
		const failed = { id: 'a', status: 'failed', video_url: null, failure_message: 'No credits.' };
		here.simulator.seed('videos', 1, () => failed);
		const error = (await download({})).data.resultData.error;
		expect(error?.message).toBe(
			"The video has no file for 'Video': its status is 'failed': No credits",
		);
		expect(error?.description).toMatch(/^Create the video again/);
	});

	it('has no file that this node does not know, and it says whose list that is', async () => {
		const error = (await download({ file: 'poster' })).data.resultData.error;
		expect(error?.message).toMatch(/^'File' is 'poster', but this node accepts video_url, /);
	});

	it('whose host answers 403 is named', async () => {
		skipSleep();
		await here.simulator.finishVideo({ videoId: 'a', deliver: false });
		here.simulator.fault({ kind: 'status', status: 403, path: /^\/files\//, times: Infinity });
		const error = (await download({})).data.resultData.error;
		expect(error?.message).toMatch(/could not be downloaded: its host answered HTTP 403/);
		expect(error).toMatchObject({
			description: expect.stringContaining(`${here.simulator.url}/files/`),
			context: { found: { id: 'a', status: 'completed' } },
		});
	});
});
