import type { INodeParameters, IRun } from 'n8n-workflow';

import { act } from '../support/action';
import { bench, credentialsFor } from '../support/bench';
import { known, stock } from '../support/stock';

const here = bench();
beforeEach(() => stock(here.simulator));

const byId = { __rl: true, mode: 'id', value: known };
const run = async (parameters: INodeParameters): Promise<IRun> =>
	await act({ credentials: credentialsFor(here.simulator, 'v3'), parameters });
const errorOf = ({ data }: IRun) => data.resultData.error;
const lastBody = (): unknown => here.simulator.requests.at(-1)?.body;

describe('the update of a brand kit', () => {
	const update = async (updateFields: INodeParameters): Promise<IRun> =>
		await run({ resource: 'brandKit', operation: 'update', brandKitId: byId, updateFields });

	it.each<[INodeParameters, object]>([
		[{ colorRoles: {} }, { color_roles: {} }],
		[{ colorRoles: { primary: '#112233', accent: '' } }, { color_roles: { primary: '#112233' } }],
		[
			{ logoRoles: {}, name: 'Ours' },
			{ logo_roles: {}, name: 'Ours' },
		],
		[
			{ fontRoles: { titleTextFontId: 'f1', titleTextWeight: 700 } },
			{ font_roles: { title_text: { font_id: 'f1', weight: 700 } } },
		],
	])('sends %j without any null', async (updateFields, body) => {
		expect(errorOf(await update(updateFields))).toBeUndefined();
		expect(lastBody()).toEqual(body);
	});

	it('is refused with nothing to change, before HeyGen is asked', async () => {
		expect(errorOf(await update({}))?.message).toMatch(/holds nothing to change/);
		expect(here.simulator.requests).toEqual([]);
	});

	it('says that the kit is still being made', async () => {
		here.simulator.put('brandKits', { brand_kit_id: known, name: 'K', status: 'loading' });
		expect(errorOf(await update({ name: 'Ours' }))?.message).toContain('still loading');
	});
});

describe('the lists of a glossary', () => {
	const update = async (updateFields: INodeParameters): Promise<IRun> =>
		await run({
			resource: 'brandGlossary',
			operation: 'update',
			brandGlossaryId: byId,
			updateFields,
		});
	const term = { term: 'n8n', pronunciation: 'n eight n' };

	it.each<[INodeParameters, object]>([
		[{ terms: { values: [term] } }, { terms: [term] }],
		[
			{ doNotTranslateTerms: 'HeyGen, n8n' },
			{ do_not_translate_terms: [{ term: 'HeyGen' }, { term: 'n8n' }] },
		],
		[{ clearLists: ['terms'] }, { terms: [] }],
		[{ terms: { values: [] } }, { terms: [] }],
		[{ forcedTranslations: { values: [] } }, { forced_translations: [] }],
		[{ doNotTranslateTerms: '[]' }, { do_not_translate_terms: [] }],
		[{ doNotTranslateTerms: '={{ [] }}' }, { do_not_translate_terms: [] }],
		[
			{ doNotTranslateTerms: '={{ [{ term: "HeyGen" }, "n8n"] }}' },
			{ do_not_translate_terms: [{ term: 'HeyGen' }, { term: 'n8n' }] },
		],
		[
			{ clearLists: ['terms', 'forced_translations'], name: 'New' },
			{ terms: [], forced_translations: [], name: 'New' },
		],
	])('are replaced whole by %j', async (updateFields, body) => {
		expect(errorOf(await update(updateFields))).toBeUndefined();
		expect(lastBody()).toEqual(body);
	});

	it.each([{ terms: {} }, { forcedTranslations: {} }, { doNotTranslateTerms: '' }])(
		'are never emptied by chance (%j)',
		async (updateFields) => {
			const error = errorOf(await update(updateFields));
			expect(error?.message).toMatch(/holds nothing to change/);
		},
	);

	it('are left out of a new one when they are empty', async () => {
		const terms = { values: [] };
		const additionalFields = { terms, forcedTranslations: {}, doNotTranslateTerms: '[]' };
		await run({ resource: 'brandGlossary', operation: 'create', name: 'New', additionalFields });
		expect(lastBody()).toEqual({ name: 'New' });
	});
});
