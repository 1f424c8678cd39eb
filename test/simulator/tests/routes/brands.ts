import { long } from './case';
import type { Case } from './case';

export const brands: Case[] = [
	{
		call: 'POST /v3/brand-kits',
		status: 201,
		body: { url: 'https://example.org' },
		answers: { brand_kit_id: expect.any(String), status: 'loading' },
		refuses: [
			[{ name: long(257) }, 'name'],
			[{ url: long(2049) }, 'url'],
		],
	},
	{ call: 'GET /v3/brand-kits/kit_00001', answers: { brand_kit_id: 'kit_00001' } },
	{
		call: 'PATCH /v3/brand-kits/kit_00001',
		body: { name: 'New' },
		answers: { name: 'New' },
		takes: [{ color_roles: {}, font_roles: { title_text: { font_id: 'f', weight: 400 } } }],
		refuses: [
			[{ name: null }, 'name'],
			[{ color_roles: { primary: null } }, 'color_roles.primary'],
			[{ color_roles: { main: 'x' } }, 'color_roles.main'],
			[{ font_roles: { body_text: { weight: 1001 } } }, 'font_roles.body_text.weight'],
		],
	},
	{ call: 'DELETE /v3/brand-kits/kit_00001', answers: { brand_kit_id: 'kit_00001' } },
	{
		call: 'POST /v3/brand-glossaries',
		status: 201,
		body: { name: 'Words' },
		answers: { brand_glossary_id: expect.any(String), terms: [], forced_translations: [] },
		takes: [{ name: 'More', terms: [{ term: 'a', pronunciation: 'b', x: 1 }] }],
		refuses: [
			[{ name: long(65) }, 'name'],
			[{ do_not_translate_terms: [{ term: 'a', x: 1 }] }, 'do_not_translate_terms.0.x'],
			[{ forced_translations: [{ term: '' }] }, 'forced_translations.0.translation'],
			[{ terms: [{ term: '', pronunciation: 'b' }] }, 'terms.0.term'],
		],
	},
	{ call: 'GET /v3/brand-glossaries/g1', answers: { brand_glossary_id: 'g1', terms: [{}] } },
	{
		call: 'PATCH /v3/brand-glossaries/g1',
		body: { terms: [] },
		requires: [],
		answers: { name: 'Old', terms: [] },
		refuses: [[{ name: '' }, 'name']],
	},
	{ call: 'DELETE /v3/brand-glossaries/g1', answers: { brand_glossary_id: 'g1' } },
];

export const account: Case[] = [
	{ call: 'GET /v3/api_keys/self', answers: { scope_mode: 'all', scopes: null } },
	{
		call: 'POST /v3/folders',
		body: { name: 'F' },
		open: true,
		answers: { folder_id: expect.any(String), type: 'mixed', parent_id: null },
		refuses: [
			[{ name: long(257) }, 'name'],
			[{ type: 'x' }, 'type'],
		],
	},
	{ call: 'GET /v3/folders/f1', answers: { folder_id: 'f1' } },
	{ call: 'GET /v3/audio/sounds?query=rain', answers: [{ id: 'sound_00001', type: 'music' }] },
	{ call: 'GET /v3/assets/search?query=cat&type=icon', answers: [{ id: 'picture_00002' }] },
	{ call: 'GET /v3/assets?username=simulated-user', answers: expect.any(Array) },
];
