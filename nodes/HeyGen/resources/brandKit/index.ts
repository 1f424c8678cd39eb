import { createAndWait } from '../../waiting/createAndWait';
import { options } from '../../waiting/options';
import { waitFor } from '../../waiting/waitFor';
import { additionalFields } from '../../operation/fields/collections';
import { locator } from '../../operation/fields/locator';
import { text } from '../../operation/fields/scalars';
import { create, get, getMany, remove, update } from '../../operation/makers';
import type { Resource } from '../../operation/operation';
import { puts } from '../../operation/output';
import { changes } from './update';

const path = '/v3/brand-kits/{brand_kit_id}';
const id = locator('brand_kit_id', 'Brand Kit', { search: 'searchBrandKits', required: true });

/** Source: docs/facts/heygen.md#fields-of-the-resources. */
const output = puts({
	brand_kit_id: 'text',
	name: 'text',
	status: 'text',
	colors: 'texts?',
	color_roles: 'object?',
	logos: 'objects?',
	logo_roles: 'object?',
	fonts: 'objects?',
	font_roles: 'object?',
});

/** The fields of Create and of Create and Wait. */
const kitFields = [
	text('url', 'Website URL', {
		required: true,
		maxLength: 2048,
		placeholder: 'https://example.com',
		sample: 'https://example.com',
	}),
	additionalFields([
		text('name', 'Name', { maxLength: 256, description: 'Taken from the website when empty' }),
	]),
];

const does = 'Create a brand kit from the colors, logos and fonts of a website';

export const brandKit: Resource = {
	name: 'Brand Kit',
	defaultOperation: 'getAll',
	operations: {
		create: create({
			path: '/v3/brand-kits',
			fields: kitFields,
			output: puts({ brand_kit_id: 'text', status: 'text' }),
			option: {
				name: 'Create From Website',
				action: 'Create brand kit from website',
				description: does,
			},
		}),
		createAndWait: createAndWait({
			path: '/v3/brand-kits',
			fields: kitFields,
			type: 'brandKit',
			options: options.asked.plain,
			output,
			does,
			option: {
				name: 'Create From Website and Wait',
				action: 'Create brand kit from website and wait',
			},
		}),
		delete: remove({ path, fields: [id] }),
		get: get({ path, fields: [id], output }),
		getAll: getMany({
			path: '/v3/brand-kits',
			output: puts({ brand_kit_id: 'text', name: 'text', colors: 'texts?', logo_url: 'text?' }),
		}),
		update: update({ path, fields: [id, changes], output }),
		wait: waitFor({ id, type: 'brandKit', options: options.asked.plain, output }),
	},
};
