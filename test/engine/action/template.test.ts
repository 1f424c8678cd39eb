import type { IBinaryKeyData, INodeParameters, IRun } from 'n8n-workflow';

import { act } from '../support/action';
import { bench, credentialsFor } from '../support/bench';

const here = bench();
const path = '/v3/templates/template_00001';
beforeEach(() => here.simulator.seed('templates', 1));

const generate = async (variables: INodeParameters, more: object = {}): Promise<IRun> =>
	await act({
		credentials: credentialsFor(here.simulator, 'v3'),
		parameters: {
			resource: 'template',
			operation: 'generate',
			templateId: { __rl: true, mode: 'id', value: 'template_00001' },
			variables,
		},
		...more,
	});
const byHand = (value: INodeParameters): INodeParameters => ({ mappingMode: 'defineBelow', value });
const sent = (): unknown => Object(here.simulator.asked('POST', path)[0]?.body).variables;
const hintsOf = (run: IRun): string =>
	JSON.stringify(run.data.resultData.runData.HeyGen?.[0]?.hints ?? []);

describe('the variables of a template', () => {
	it('are sent as what each is, with what the template has of it', async () => {
		const run = await generate(byHand({ name: 'Ada', logo: 'https://example.com/l.png' }));
		expect(run.data.resultData.error).toBeUndefined();
		expect(sent()).toEqual({
			name: { type: 'text', content: 'Ada' },
			logo: { type: 'image', asset: { type: 'url', url: 'https://example.com/l.png' } },
		});
		expect(hintsOf(run)).toBe('[]');
	});

	it('are files of the item too', async () => {
		const png = Buffer.from('89504e470d0a1a0a00', 'hex').toString('base64');
		const binary: IBinaryKeyData = { logo: { data: png, mimeType: 'image/png' } };
		const run = await generate(byHand({ name: 'Ada', logo: 'logo' }), { binary });
		expect(run.data.resultData.error).toBeUndefined();
		expect(sent()).toMatchObject({
			logo: { asset: { type: 'asset_id', asset_id: expect.stringMatching(/^[0-9a-f]{32}$/) } },
		});
	});

	it('are pointed out by a hint when a text is empty, and the video is made', async () => {
		const run = await generate(byHand({ name: '', logo: 'asset-1' }));
		expect(run.data.resultData.error).toBeUndefined();
		expect(sent()).toEqual({
			logo: { type: 'image', asset: { type: 'asset_id', asset_id: 'asset-1' } },
		});
		expect(hintsOf(run)).toContain("left empty: 'name'");
	});

	it('are taken from the item by their names', async () => {
		const run = await generate(
			{ mappingMode: 'autoMapInputData', value: null },
			{ items: [{ name: 'Bo', other: 'not of the template' }] },
		);
		expect(run.data.resultData.error).toBeUndefined();
		expect(sent()).toEqual({ name: { type: 'text', content: 'Bo' } });
	});

	const ada = { name: 'Ada' };
	it.each<[string, unknown]>([
		['an object', ada],
		['JSON', JSON.stringify(ada)],
	])('are taken from %s without a mapping, too', async (_case, variables) => {
		await generate(variables as INodeParameters);
		expect(sent()).toEqual({ name: { type: 'text', content: 'Ada' } });
	});

	it.each<[unknown, string]>([
		['Ada', "'Variables' is not JSON"],
		['["Ada"]', "'Variables' is not a JSON object"],
	])('are refused as %j, and nothing is asked', async (variables, message) => {
		const run = await generate(variables as INodeParameters);
		expect(run.data.resultData.error?.message).toBe(message);
		expect(here.simulator.requests).toEqual([]);
	});

	it('are JSON in a text where that is no text of the video', async () => {
		const asset = { type: 'url', url: 'https://example.com/l.png' };
		await generate(byHand({ name: '{"a":1}', logo: JSON.stringify({ asset, fit: 'crop' }) }));
		expect(sent()).toEqual({
			name: { type: 'text', content: '{"a":1}' },
			logo: { type: 'image', asset, fit: 'crop' },
		});
	});

	it('are empty when they have the name of something that every object has', async () => {
		const variables = { constructor: { type: 'text', content: '' } };
		here.simulator.reset();
		here.simulator.seed('templates', 1, () => ({ variables }));
		const run = await generate(byHand({}));
		expect(run.data.resultData.error).toBeUndefined();
		expect(sent()).toEqual({});
		expect(hintsOf(run)).toContain("left empty: 'constructor'");
	});

	it('are left out where they are empty, also when the template has none of the name any more', async () => {
		const run = await generate(byHand({ name: 'Ada', cta: null, old: '', gone: ' ' }));
		expect(run.data.resultData.error).toBeUndefined();
		expect(sent()).toEqual({ name: { type: 'text', content: 'Ada' } });
	});

	it('are pointed out by a hint when a text is of blanks only', async () => {
		const run = await generate(byHand({ name: '  ' }));
		expect(sent()).toEqual({});
		expect(hintsOf(run)).toContain("left empty: 'name'");
	});

	it.each([
		['of Airtable', [{ id: 'att1', url: 'https://example.com/l.png' }]],
		['of one', { url: 'https://example.com/l.png' }],
	])('are an attachment %s', async (_case, logo) => {
		const run = await generate(byHand({ logo: logo as never }));
		expect(run.data.resultData.error).toBeUndefined();
		expect(sent()).toEqual({
			logo: { type: 'image', asset: { type: 'url', url: 'https://example.com/l.png' } },
		});
	});

	it.each([
		['an object of somebody else', { logo: { id: 'att1' } }, "Variable 'logo': 'Variables' gives"],
		['two attachments', { logo: [{ url: 'a' }, { url: 'b' }] }, "Variable 'logo': 'Variables' is"],
		['a list for a text', { name: ['a', 'b'] }, "Variable 'name': 'Variables' is not a text"],
		['an object for a text', { name: { id: 1 } }, "Variable 'name': 'Variables' gives"],
	])('that are %s are refused by name, and nothing is made', async (_case, values, message) => {
		const run = await generate(byHand(values as never));
		expect(run.data.resultData.error?.message).toContain(message);
		expect(here.simulator.count('POST', path)).toBe(0);
	});

	it('come from JSON, other ones for each item', async () => {
		const run = await act({
			credentials: credentialsFor(here.simulator, 'v3'),
			parameters: {
				resource: 'template',
				operation: 'generate',
				templateId: { __rl: true, mode: 'id', value: 'template_00001' },
				variablesInput: 'json',
				variablesJson: '={{ $json }}',
			},
			items: [{ name: 'Ada' }, { name: 'Bo', logo: 'https://example.com/l.png' }],
		});
		expect(run.data.resultData.error).toBeUndefined();
		const bodies = here.simulator.asked('POST', path).map(({ body }) => Object(body).variables);
		expect(bodies).toEqual([
			{ name: { type: 'text', content: 'Ada' } },
			{
				name: { type: 'text', content: 'Bo' },
				logo: { type: 'image', asset: { type: 'url', url: 'https://example.com/l.png' } },
			},
		]);
	});

	it('are sent without the nulls that the template has, also in an object', async () => {
		const variables = {
			says: { type: 'voice', voice_id: 'voice_1', locale: null },
			logo: { type: 'image', asset: null, fit: 'cover' },
			song: { type: 'audio', asset: null },
		};
		here.simulator.reset();
		here.simulator.seed('templates', 1, () => ({ variables }));
		const asset = { type: 'url', url: 'https://example.com/l.png' };
		const run = await generate(
			byHand({ says: 'voice_2', logo: { asset }, song: { asset: { ...asset, asset_id: null } } }),
		);
		expect(run.data.resultData.error).toBeUndefined();
		expect(sent()).toEqual({
			says: { type: 'voice', voice_id: 'voice_2' },
			logo: { type: 'image', asset, fit: 'cover' },
			song: { type: 'audio', asset },
		});
	});

	it.each(['x'.repeat(10_001), { content: 'x'.repeat(10_001) }])(
		'that are too long are sent, and refused by HeyGen with field and reason',
		async (name) => {
			const { error } = (await generate(byHand({ name }))).data.resultData;
			expect(`${error?.message} ${error?.description}`).toMatch(
				/variables\.name.*10000 characters/,
			);
			expect(here.simulator.count('POST', path)).toBe(1);
		},
	);

	it('that the template has not are refused by name, and nothing is made', async () => {
		const run = await generate(byHand({ nmae: 'Ada' }));
		expect(run.data.resultData.error?.message).toBe("The template has no variable 'nmae'");
		expect(here.simulator.count('POST', path)).toBe(0);
	});
});

describe('the set of variables of a template', () => {
	const replace = async (variables: string): Promise<IRun> =>
		await act({
			credentials: credentialsFor(here.simulator, 'v3'),
			parameters: {
				resource: 'template',
				operation: 'updateVariables',
				templateId: { __rl: true, mode: 'id', value: 'template_00001' },
				variables,
			},
		});

	it('is emptied by an empty object', async () => {
		expect((await replace('{}')).data.resultData.error).toBeUndefined();
		expect(here.simulator.requests).toMatchObject([{ method: 'PUT', body: { variables: {} } }]);
	});

	it.each(['1st', 'a-b', 'x'.repeat(65)])(
		'with a name such as %s is left to HeyGen',
		async (name) => {
			const run = await replace(JSON.stringify({ [name]: { match: '{{a}}' } }));
			expect(here.simulator.count('PUT', `${path}/variables`)).toBe(1);
			expect(run.data.resultData.error?.message).toMatch(/^HeyGen refused: /);
			expect(run.data.resultData.error?.description).toContain('(variables)');
		},
	);
});
