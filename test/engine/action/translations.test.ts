import type { INodeParameters, IRun } from 'n8n-workflow';

import { act } from '../support/action';
import { bench, credentialsFor } from '../support/bench';
import { known, stock } from '../support/stock';
import { arrived } from '../support/workflow';

const here = bench();
const video = { __rl: true, mode: 'url', value: 'https://example.com/a.mp4' };
const run = async (parameters: INodeParameters, more: object = {}): Promise<IRun> =>
	await act({ credentials: credentialsFor(here.simulator, 'v3'), parameters, ...more });
const errorOf = ({ data }: IRun) => data.resultData.error;

describe('a translation', () => {
	const languages = ['English', 'Spanish (Spain)', 'Chinese (Cantonese, Traditional)'];
	const create = { resource: 'videoTranslation', operation: 'create', video };

	it('becomes an item for each language, in one call', async () => {
		const made = await run({ ...create, outputLanguages: languages }, { items: [{}, {}] });
		const ids = arrived(made).map(({ json }) => json.video_translation_id);
		expect(new Set(ids).size).toBe(6);
		const items = made.data.resultData.runData.HeyGen?.[0]?.data?.main?.[0] ?? [];
		expect(items.map(({ pairedItem }) => Object(pairedItem).item)).toEqual([0, 0, 0, 1, 1, 1]);
		expect(here.simulator.asked('POST', '/v3/video-translations')).toMatchObject([
			{ body: { output_languages: languages } },
			{ body: { output_languages: languages } },
		]);
	});

	it('that HeyGen names no ID of is an error, not an empty list', async () => {
		const body = { data: { video_translation_ids: [] } };
		here.simulator.fault({ kind: 'status', status: 200, body });
		expect(errorOf(await run({ ...create, outputLanguages: languages }))?.message).toBe(
			"HeyGen's answer could not be read: it has no entries.",
		);
	});

	it('has an ID that is a number too', async () => {
		const body = { data: { video_translation_ids: [12345, 'b'] } };
		here.simulator.fault({ kind: 'status', status: 200, body });
		const made = await run({ ...create, outputLanguages: languages });
		expect(arrived(made).map(({ json }) => json)).toEqual([
			{ video_translation_id: '12345' },
			{ video_translation_id: 'b' },
		]);
	});

	it.each<[string, INodeParameters]>([
		['videoTranslation', create],
		['proofread', { ...create, resource: 'proofread', title: 'T' }],
	])('is found where HeyGen names one alone (%s)', async (resource, parameters) => {
		const key = resource === 'proofread' ? 'proofread_id' : 'video_translation_id';
		here.simulator.fault({ kind: 'status', status: 200, body: { data: { [key]: 'a' } } });
		const made = await run({ ...parameters, outputLanguages: ['English'] });
		expect(arrived(made)).toMatchObject([{ json: { [key]: 'a' } }]);
	});

	it('takes a name with a comma in it for one language', async () => {
		await run({ ...create, outputLanguages: languages[2] ?? '' });
		expect(here.simulator.asked('POST', '/v3/video-translations')).toMatchObject([
			{ body: { output_languages: [languages[2]] } },
		]);
	});

	it.each(['English, Spanish (Spain),Chinese (Cantonese, Traditional)', languages.join('\n')])(
		'goes into the languages of one text: %j',
		async (outputLanguages) => {
			await run({ ...create, outputLanguages });
			expect(here.simulator.asked('POST', '/v3/video-translations')).toMatchObject([
				{ body: { output_languages: languages } },
			]);
		},
	);

	it('sends stock voices only where they are wanted', async () => {
		const additionalFields = { useStockVoice: false, preferredStockVoiceIds: 'a' };
		await run({ ...create, outputLanguages: languages, additionalFields });
		expect(here.simulator.requests[0]?.body).toMatchObject({
			stock_voice_config: { use_stock_voice: false },
		});
		expect(JSON.stringify(here.simulator.requests[0]?.body)).not.toContain('preferred');
	});
});

it('leaves it to HeyGen how many translations a batch may have', async () => {
	const one = { video: { type: 'url', url: video.value }, output_languages: ['English', 'Danish'] };
	const batch = { resource: 'videoTranslation', operation: 'createBatch' };
	const many = await run({ ...batch, videoTranslations: JSON.stringify(Array(51).fill(one)) });
	expect(errorOf(many)?.message).toMatch(/^HeyGen refused: /);
	expect(here.simulator.requests).toHaveLength(1);
	const fewer = await run({ ...batch, videoTranslations: JSON.stringify(Array(50).fill(one)) });
	expect(arrived(fewer)).toMatchObject([{ json: { batch_id: expect.any(String) } }]);
});

describe("a proofread's subtitles", () => {
	beforeEach(() => stock(here.simulator));
	const download = async (parameters: INodeParameters = {}): Promise<IRun> =>
		await run({
			resource: 'proofread',
			operation: 'downloadSrt',
			proofreadId: { __rl: true, mode: 'id', value: known },
			...parameters,
		});

	it.each([
		['srt_url', 'translated.srt'],
		['original_srt_url', 'original.srt'],
	])('are downloaded (%s), and their host gets no key', async (file, fileName) => {
		const [item] = arrived(await download({ file, binaryPropertyName: 'srt' }));
		expect(item?.json).toMatchObject({ srt_url: expect.any(String) });
		expect(item?.binary?.srt).toMatchObject({ fileName });
		expect(Buffer.from(item?.binary?.srt?.data ?? '', 'base64')).toHaveLength(512);
		expect(here.simulator.downloads[0]?.headers).not.toHaveProperty('x-api-key');
	});

	it.each([
		[
			'original_srt_url',
			{ srt_url: 'https://example.com/a.srt', original_srt_url: null },
			'Choose',
		],
		['srt_url', { srt_url: null, original_srt_url: null }, 'Wait until'],
	])('that do not exist are named (%s)', async (file, data, tip) => {
		here.simulator.fault({ kind: 'status', status: 200, path: /\/srt$/, body: { data } });
		const error = errorOf(await download({ file }));
		expect(error?.message).toBe('The proofread has no such file');
		expect(error).toMatchObject({ description: expect.stringMatching(tip) });
	});
});
