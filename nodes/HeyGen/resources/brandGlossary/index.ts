import { additionalFields, updateFields } from '../../operation/fields/collections';
import { locator } from '../../operation/fields/locator';
import { text } from '../../operation/fields/scalars';
import { create, get, getMany, remove, update } from '../../operation/makers';
import type { Resource } from '../../operation/operation';
import { puts } from '../../operation/output';
import { clearLists, lists } from './terms';

const path = '/v3/brand-glossaries/{brand_glossary_id}';
const id = locator('brand_glossary_id', 'Brand Glossary', {
	search: 'searchBrandGlossaries',
	required: true,
});

const head = {
	brand_glossary_id: 'text',
	name: 'text',
	created_at: 'text',
	updated_at: 'text',
} as const;
const output = puts({
	...head,
	terms: 'objects',
	do_not_translate_terms: 'objects?',
	forced_translations: 'objects?',
});

export const brandGlossary: Resource = {
	name: 'Brand Glossary',
	words: { one: 'brand glossary', many: 'brand glossaries' },
	defaultOperation: 'getAll',
	operations: {
		create: create({
			path: '/v3/brand-glossaries',
			fields: [
				text('name', 'Name', {
					required: true,
					maxLength: 64,
					description: 'No other glossary may have it',
				}),
				additionalFields(lists(false)),
			],
			output,
		}),
		delete: remove({ path, fields: [id] }),
		get: get({ path, fields: [id], output }),
		getAll: getMany({
			path: '/v3/brand-glossaries',
			output: puts(head),
			option: { description: 'Retrieve a list of brand glossaries, without their terms' },
		}),
		update: update({
			path,
			fields: [
				id,
				updateFields([...lists(true), clearLists, text('name', 'Name', { maxLength: 64 })]),
			],
			output,
			option: {
				description:
					'Update a brand glossary. Each list you enter replaces the whole list at HeyGen.',
			},
		}),
	},
};
