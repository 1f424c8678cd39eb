/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { BinaryDataService } from 'n8n-core';
import type { IBinaryData, INodeParameters, IRun } from 'n8n-workflow';

import { act, type ActionSetup } from '../support/action';
import { bench, credentialsFor } from '../support/bench';
import { keepFiles } from '../support/container';

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
	});
const outOf = (run: IRun) => run.data.resultData.runData.HeyGen?.[0]?.data?.main?.[0] ?? [];
const puts = (): number => here.simulator.uploads.length;

it('a binary is as long as its bytes, whatever stands between the digits of its Base64', async () => {
	const whole = Buffer.alloc(5_000, 'ID3 recording ');
	const data = whole.toString('base64').replace(/.{76}/g, '$&\r\n');
	const file = { __rl: true, mode: 'binary', value: 'data' };
	const run = await act({
		credentials: credentialsFor(here.simulator, 'v3'),
		parameters: { resource: 'asset', operation: 'upload', file },
		binary: { data: { data, mimeType: 'audio/mpeg', fileName: 'a.mp3' } },
	});
	expect(outOf(run)).toMatchObject([{ json: { size_bytes: whole.length } }]);
});

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

describe('an expired token that a file meets first is renewed, and the file sent again', () => {
	const file = (mode: string, value: string) => ({ __rl: true, mode, value });
	const binary = file('binary', 'data');
	const url = file('url', '={{ $json.url }}');
	const voiceId = file('id', 'voice_00001');
	const recording: IBinaryData = {
		data: Buffer.from('ID3 recording').toString('base64'),
		mimeType: 'audio/mpeg',
		fileName: 'a.mp3',
	};
	let folder: string;
	let storage: BinaryDataService;
	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'files-'));
		storage = await keepFiles('filesystem', folder);
	});
	afterAll(async () => {
		await keepFiles('default', folder);
		await rm(folder, { recursive: true });
	});

	const stored = async (size: number): Promise<IBinaryData> =>
		await storage.store(
			{ type: 'execution', workflowId: 'action-workflow', executionId: '1' },
			Buffer.alloc(size, 'ID3 recording '),
			{ ...recording },
		);

	const renewed = async (parameters: INodeParameters, more: Partial<ActionSetup>) => {
		const { url: baseUrl, accessToken, refreshToken } = here.simulator;
		here.simulator.expireAccessToken();
		return await act({
			parameters: { authentication: 'oAuth2', ...parameters },
			credentials: {
				heyGenEventsOAuth2Api: {
					grantType: 'pkce',
					accessTokenUrl: `${baseUrl}/v1/oauth/token`,
					authUrl: `${baseUrl}/oauth/authorize`,
					clientId: 'n8n',
					clientSecret: '',
					authentication: 'body',
					scope: '',
					baseUrl,
					oauthTokenData: {
						token_type: 'Bearer',
						access_token: accessToken,
						refresh_token: refreshToken,
					},
				},
			},
			...more,
		});
	};

	const upload = { resource: 'asset', operation: 'upload' };
	const uploadMany = { resource: 'asset', operation: 'uploadMany' };
	const clone = { resource: 'voice', operation: 'clone', audio: binary, voiceName: 'Ada' };
	const change = { resource: 'trainedVoice', operation: 'changeSpeech', audio: binary, voiceId };
	const call = { resource: 'api', operation: 'call', method: 'POST', path: '/v3/assets' };
	it.each<[string, INodeParameters]>([
		['Asset: Upload', { ...upload, file: binary }],
		['Asset: Upload Many', { ...uploadMany, file: binary }],
		['Asset: Upload by URL', { ...upload, file: url }],
		['Asset: Upload Many by URL', { ...uploadMany, file: url }],
		['Voice: Clone', clone],
		['Trained Voice: Change Speech', change],
		['API: Call', { ...call, file: binary }],
	])('%s', async (_case, parameters) => {
		for (const data of [recording, await stored(200), await stored(3_000_000)]) {
			here.simulator.reset();
			const items = ['a.mp4', 'b.mp4'].map((name) => ({
				url: here.simulator.presign(name, 40_000),
			}));
			const run = await renewed(parameters, { items, binary: { data } });
			expect(run.data.resultData.error?.message).toBeUndefined();
			expect(outOf(run)).toHaveLength(2);
			expect(here.simulator.count('POST', '/v1/oauth/token')).toBe(1);
		}
	});

	it('but once: where there is no new one, that is told', async () => {
		here.simulator.fault({ kind: 'status', status: 400, path: '/v1/oauth/token', times: 9 });
		const run = await renewed({ ...upload, file: binary }, { binary: { data: await stored(200) } });
		expect(run.data.resultData.error?.message).toMatch(/did not accept the credential/);
		expect(here.simulator.count('POST', '/v3/assets')).toBe(2);
	});
});
