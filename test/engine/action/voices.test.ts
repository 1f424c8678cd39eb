import type { INode, INodeParameters, IRun } from 'n8n-workflow';

import { act } from '../support/action';
import { bench, credentialsFor } from '../support/bench';
import { skipSleep } from '../support/clock';
import { known, stock } from '../support/stock';
import { arrived } from '../support/workflow';

const here = bench();
beforeEach(() => stock(here.simulator));
afterEach(() => jest.restoreAllMocks());
const voiceId = { __rl: true, mode: 'id', value: known };
const url = 'https://example.com/a.mp3';
const recording = { __rl: true, mode: 'url', value: url };
const run = async (parameters: INodeParameters, node: Partial<INode> = {}): Promise<IRun> =>
	await act({ credentials: credentialsFor(here.simulator, 'v3'), parameters, node });

describe.each([
	['voice', '/v3/voices/speech'],
	['trainedVoice', '/v3/models/audio/tts'],
])('speech of a %s', (resource, path) => {
	const speak = async (node: Partial<INode> = {}): Promise<IRun> =>
		await run({ resource, operation: 'generateSpeech', text: 'Hello there', voiceId }, node);

	it('comes as a file beside what HeyGen says of it', async () => {
		const [item] = arrived(await speak());
		expect(item?.json).toMatchObject({
			audio_url: expect.any(String),
			duration: expect.any(Number),
		});
		expect(item?.binary?.data).toMatchObject({ fileName: 'speech.mp3', mimeType: 'audio/mpeg' });
		expect(Buffer.from(item?.binary?.data?.data ?? '', 'base64')).toHaveLength(2048);
		expect(here.simulator.downloads[0]?.headers).not.toHaveProperty('x-api-key');
	});

	describe('that can not be fetched is paid all the same, and not lost', () => {
		const link = expect.stringMatching(/\/files\/.*Signature=/);
		beforeEach(() => {
			skipSleep();
			here.simulator.fault({ kind: 'status', status: 403, path: /^\/files\//, times: Infinity });
		});

		it('but named by the error', async () => {
			const { error } = (await speak()).data.resultData;
			expect(error).toMatchObject({
				message: 'The file could not be downloaded: its host answered HTTP 403.',
				description: link,
				context: { found: { audio_url: link } },
			});
		});

		it.each([
			['continueRegularOutput', { error: expect.any(String), audio_url: link }],
			['continueErrorOutput', { error: expect.any(String), details: { audio_url: link } }],
		] as const)('but in the item: %s', async (onError, json) => {
			const output = onError === 'continueErrorOutput' ? 1 : 0;
			expect(arrived(await speak({ onError }), output)).toMatchObject([{ json }]);
		});
	});

	it('is never asked for twice, and has no Idempotency-Key', async () => {
		here.simulator.fault({ kind: 'status', status: 503, path, times: Infinity });
		expect((await speak()).data.resultData.error?.message).toMatch(/503/);
		const asked = here.simulator.asked('POST', path);
		expect(asked).toHaveLength(1);
		expect(asked[0]?.headers).not.toHaveProperty('idempotency-key');
	});
});

describe.each([
	['voice', 'generateSpeech', { text: '={{ $json.text }}', voiceId }],
	['voice', 'design', { prompt: '={{ $json.text }}' }],
	['voice', 'clone', { audio: recording, voiceName: '={{ $json.text }}' }],
	['videoAgent', 'create', { prompt: '={{ $json.text }}' }],
	[
		'api',
		'call',
		{
			method: 'POST',
			path: '/v3/voices',
			body: '={{ $json.text === "" ? "x" : { prompt: $json.text } }}',
		},
	],
])('%s %s, for which HeyGen takes no Idempotency-Key', (resource, operation, parameters) => {
	it('makes nothing twice with Retry On Fail, when a later item fails', async () => {
		const made = await act({
			credentials: credentialsFor(here.simulator, 'v3'),
			parameters: { resource, operation, ...parameters },
			items: [{ text: 'One two' }, { text: '' }],
			node: { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 },
			executionId: `${resource} ${operation}`,
		});
		expect(made.status).toBe('error');
		expect(here.simulator.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
	});
});

describe('a voice', () => {
	it('that is gone already counts as deleted, and no other failure does', async () => {
		const remove = async () => await run({ resource: 'voice', operation: 'delete', voiceId });
		expect(arrived(await remove())).toMatchObject([{ json: { deleted: true } }]);
		expect(arrived(await remove())).toMatchObject([{ json: { deleted: true } }]);
		expect(here.simulator.requests.map(({ status }) => status)).toEqual([200, 404]);
		here.simulator.fault({ kind: 'status', status: 403 });
		expect((await remove()).data.resultData.error?.message).toEqual(expect.any(String));
	});

	it('is designed: an item for each that fits', async () => {
		const made = await run({ resource: 'voice', operation: 'design', prompt: 'Calm' });
		expect(arrived(made).map(({ json }) => json.name)).toHaveLength(3);
	});
});

it('sends the one recording of an instant voice as the list that HeyGen wants', async () => {
	await run({ resource: 'trainedVoice', operation: 'create', mode: 'instant', audio: recording });
	expect(here.simulator.requests[0]).toMatchObject({
		status: 202,
		body: { mode: 'instant', audio: [{ type: 'url', url }] },
	});
});

it('sends an empty list of reference images, which HeyGen requires', async () => {
	const identityImages = { values: [{ file: recording }] };
	await run({ resource: 'image', operation: 'create', identityImages });
	expect(here.simulator.requests[0]).toMatchObject({
		status: 202,
		body: { model: 'heygen-image-1', reference_images: [] },
	});
});

it('refuses a consent video beside what it makes needless', async () => {
	const error = (
		await run({
			resource: 'avatar',
			operation: 'createConsent',
			groupId: voiceId,
			additionalFields: { consentVideo: recording, rerouteUrl: 'https://example.com' },
		})
	).data.resultData.error;
	expect(error?.message).toMatch(/^'Consent Video' can't be used with/);
	expect(here.simulator.requests).toEqual([]);
});

describe('a create that HeyGen takes no Idempotency-Key for', () => {
	const maybe = 'HeyGen may have done it anyway: check there before you try again.';
	const agent = { resource: 'videoAgent', operation: 'create', prompt: 'A walk' };
	const failing = async (fault: object, parameters: INodeParameters = agent) => {
		here.simulator.fault({ method: 'POST', times: Infinity, ...fault } as never);
		const { error } = (await run(parameters)).data.resultData;
		return { advice: error?.description ?? '', asked: here.simulator.requests.length };
	};

	it.each([
		{ kind: 'status', status: 500 },
		{ kind: 'status', status: 504 },
		{ kind: 'lostAnswer' },
	])('is sent once, and may have been done after all: %j', async (fault) => {
		const { advice, asked } = await failing(fault);
		expect(advice).toContain(maybe);
		expect(asked).toBe(1);
	});

	it('has not been done where HeyGen is too busy', async () => {
		const { advice } = await failing({ kind: 'status', status: 429, retryAfter: 3600 });
		expect(advice).toContain('Try again later');
	});
});
