import { closed, filled, list, open, orNull, text, whole } from '../../schema/notation';
import type { Fields, Schema } from '../../schema/notation';
import { hex } from '../../state/ids';
import type { World } from '../../state/world';
import type { JsonObject } from '../../types';
import { ApiError, invalid } from '../errors';
import { listing, operation, reading, removing } from '../operation';
import type { Call } from '../operation';
import type { Route } from '../route';

const KIT = '/v3/brand-kits/{brand_kit_id}';
const GLOSSARY = '/v3/brand-glossaries/{brand_glossary_id}';
const roles = (...names: string[]): Schema =>
	closed(Object.fromEntries(names.map((name) => [name, orNull(text())])));

const font = orNull(
	closed({ font_id: orNull(text()), weight: orNull(whole({ min: 1, max: 1000 })) }),
);

const kitChange = closed(
	{
		name: text(256, 1),
		color_roles: roles('primary', 'secondary', 'tertiary', 'accent'),
		logo_roles: roles('primary'),
		font_roles: closed({ title_text: font, body_text: font }),
	},
	{ minProperties: 1 },
);

const lists: Fields = {
	terms: list(open({ 'term!': filled, 'pronunciation!': filled })),
	do_not_translate_terms: list(closed({ 'term!': filled })),
	forced_translations: list(closed({ 'term!': filled, 'translation!': filled })),
};

function createKit(world: World, body: JsonObject): JsonObject {
	const brand_kit_id = hex(16);
	const { url, name } = body;
	const item = {
		brand_kit_id,
		name: name ?? String(url),
		colors: [],
		color_roles: null,
		logos: [],
		logo_roles: null,
		fonts: [],
		font_roles: null,
	};
	world.jobs.start('brandKit', { id: brand_kit_id, item });
	return { brand_kit_id, status: 'loading' };
}

/** The words say no to every null, where the schema would let some through. */
function refuseNulls(value: unknown, path: string): void {
	if (value === null) throw invalid(path, `${path} may not be null.`);
	if (typeof value !== 'object') return;
	for (const [key, each] of Object.entries(value)) {
		refuseNulls(each, path === '' ? key : `${path}.${key}`);
	}
}

function changeKit({ world, id, body }: Call): JsonObject {
	refuseNulls(body, '');
	const kit = world.find('brandKits', id);
	if (kit['_shared'] === true) throw new ApiError(403, 'forbidden', 'The kit is shared.');
	if (kit['status'] !== 'completed') {
		throw new ApiError(409, 'brand_kit_not_ready', 'The kit is still loading.');
	}
	Object.assign(kit, body);
	return world.look('brandKits', id);
}

const kitHead = ({ brand_kit_id, name, colors, logos }: JsonObject): JsonObject => ({
	brand_kit_id,
	name,
	colors,
	logo_url: Array.isArray(logos) ? (logos[0]?.['url'] ?? null) : null,
});

/** @throws ApiError 409 when another glossary has the name */
function claimName(world: World, name: unknown, except?: string): void {
	const taken = world.shelves.brandGlossaries
		.list()
		.some((each) => each['name'] === name && each['brand_glossary_id'] !== except);
	if (taken) throw new ApiError(409, 'conflict', 'Another glossary has this name.', 'name');
}

function createGlossary(world: World, body: JsonObject): JsonObject {
	claimName(world, body['name']);
	const brand_glossary_id = hex(16);
	const now = new Date().toISOString();
	const empty = { terms: [], do_not_translate_terms: [], forced_translations: [] };
	const head = { brand_glossary_id, created_at: now, updated_at: now };
	return world.shelves.brandGlossaries.add({ ...head, ...empty, ...body });
}

function changeGlossary({ world, id, body }: Call): JsonObject {
	const glossary = world.find('brandGlossaries', id);
	if (body['name'] !== undefined) claimName(world, body['name'], id);
	Object.assign(glossary, body, { updated_at: new Date().toISOString() });
	return world.look('brandGlossaries', id);
}

export const brandRoutes: readonly Route[] = [
	operation('POST /v3/brand-kits', {
		body: closed({ 'url!': text(2048), name: orNull(text(256)) }),
		status: 201,
		idempotent: true,
		data: ({ world, body }) => createKit(world, body),
	}),
	listing('GET /v3/brand-kits', 'brandKits', { page: 20, max: 100, view: kitHead }),
	reading(`GET ${KIT}`, 'brandKits'),
	operation(`PATCH ${KIT}`, { body: kitChange, data: changeKit }),
	removing(`DELETE ${KIT}`, 'brandKits'),
	operation('POST /v3/brand-glossaries', {
		body: closed({ 'name!': text(64, 1), ...lists }),
		status: 201,
		idempotent: true,
		data: ({ world, body }) => createGlossary(world, body),
	}),
	listing('GET /v3/brand-glossaries', 'brandGlossaries', {
		page: 10,
		max: 100,
		view: ({ brand_glossary_id, name, created_at, updated_at }) => ({
			brand_glossary_id,
			name,
			created_at,
			updated_at,
		}),
	}),
	reading(`GET ${GLOSSARY}`, 'brandGlossaries'),
	operation(`PATCH ${GLOSSARY}`, {
		body: closed({ name: text(64, 1), ...lists }),
		data: changeGlossary,
	}),
	removing(`DELETE ${GLOSSARY}`, 'brandGlossaries'),
];
