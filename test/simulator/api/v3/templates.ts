import { blankVideo } from '../../jobs/resources';
import { callback, file } from '../../schema/common';
import {
	choice,
	closed,
	filled,
	flag,
	list,
	mapOf,
	number,
	open,
	orNull,
	text,
	variants,
	whole,
} from '../../schema/notation';
import { hex, newResourceId, unixSeconds } from '../../state/ids';
import type { World } from '../../state/world';
import type { JsonObject } from '../../types';
import { ApiError, invalid } from '../errors';
import { listing, operation, reading, removing } from '../operation';
import type { Call } from '../operation';
import type { Route } from '../route';
import { begin } from './begin';

const ONE = '/v3/templates/{template_id}';
const fit = choice('cover', 'contain', 'crop', 'none');
const side = { ...whole({ min: 128, max: 4096 }), multipleOf: 2 };

const variable = variants('type', {
	text: closed({ 'content!': text(10_000, 1) }),
	image: closed({ 'asset!': file, fit }),
	video: closed({
		'asset!': file,
		fit,
		play_style: choice('fit_to_scene', 'freeze', 'loop', 'once', 'full_video'),
		volume: number({ min: 0, max: 1 }),
	}),
	audio: closed({ 'asset!': file }),
	character: closed({
		'character_id!': filled,
		character_type: choice('avatar', 'talking_photo'),
	}),
	voice: closed({ 'voice_id!': filled, locale: orNull(text()) }),
});

const subtitles = closed({
	'preset_name!': text(),
	alignment: orNull(whole()),
	disable_highlight: orNull(flag),
	font_size: orNull(whole()),
	position: orNull(closed({ x: number(), y: number() })),
});

const generation = open({
	'variables!': mapOf(variable),
	title: orNull(text()),
	caption: flag,
	subtitles: orNull(subtitles),
	folder_id: orNull(text()),
	brand_voice_id: orNull(text()),
	brand_glossary_id: orNull(text()),
	dimension: orNull(closed({ 'width!': side, 'height!': side })),
	fps: choice(25, 30, 60),
	scene_ids: orNull(list(text())),
	reorder_music: flag,
	keep_text_vertically_centered: flag,
	include_gif: flag,
	enable_sharing: flag,
	...callback(),
});

/** An entry's own keys are partly unknown, so that any object is taken. */
const variableSet = open({
	expected_edit_version: orNull(text()),
	'variables!': {
		...mapOf(open({})),
		propertyNames: { pattern: '^[A-Za-z_][A-Za-z0-9_]*$', maxLength: 64 },
	},
});

/** @throws ApiError 400 for scenes and a ratio that the template has not */
function checkFrame(template: JsonObject, { scene_ids, dimension }: JsonObject): void {
	const known = (template['scene_ids'] ?? []) as string[];
	const strange = ((scene_ids ?? []) as string[]).find((id) => !known.includes(id));
	if (strange !== undefined) throw invalid('scene_ids', `The template has no scene ${strange}.`);
	const [across = 0, down = 0] = String(template['aspect_ratio']).split(':').map(Number);
	const { width, height } = Object(dimension) as JsonObject;
	if (down > 0 && width !== undefined && Number(width) * down !== Number(height) * across) {
		throw invalid('dimension', 'dimension has to keep the ratio of the template.');
	}
}

function generate({ world, id, body }: Call): JsonObject {
	const template = world.find('templates', id);
	checkFrame(template, body);
	const made = newResourceId();
	const wanted = { ...body, title: body['title'] ?? template['name'] };
	begin(world, 'video', body, { id: made, item: blankVideo(wanted, made) });
	return world.look('videos', made);
}

function create(world: World, body: JsonObject): JsonObject {
	const source = world.find('videos', String(body['video_id']));
	const id = hex(16);
	const now = unixSeconds();
	world.shelves.templates.add({
		id,
		name: body['name'] ?? source['title'] ?? 'Untitled',
		thumbnail_url: null,
		aspect_ratio: '16:9',
		created_at: now,
		updated_at: now,
		variables: {},
		scene_ids: ['scene_1'],
		scenes: [{ scene_id: 'scene_1', script: null, variables: [] }],
		edit_version: '1',
		source_video_id: source['id'],
		composition: null,
	});
	return world.look('templates', id);
}

/** Any change makes a new version. */
function change(world: World, id: string, keys: JsonObject): JsonObject {
	const template = world.find('templates', id);
	const edit_version = String(Number(template['edit_version'] ?? 1) + 1);
	Object.assign(template, keys, { edit_version, updated_at: unixSeconds() });
	return world.look('templates', id);
}

function replaceVariables({ world, id, body }: Call): JsonObject {
	const { expected_edit_version: expected, variables } = body;
	const now = world.find('templates', id)['edit_version'];
	if (typeof expected === 'string' && expected !== now) {
		throw new ApiError(409, 'stale_edit_version', `The template is at version ${String(now)}.`);
	}
	return change(world, id, { variables });
}

const HEAD = ['id', 'name', 'thumbnail_url', 'aspect_ratio', 'created_at', 'updated_at'];

export const templateRoutes: readonly Route[] = [
	listing('GET /v3/templates', 'templates', {
		page: 10,
		max: 100,
		keep: (item) => Object.keys(Object(item['variables'])).length > 0,
		view: (item) => Object.fromEntries(HEAD.map((key) => [key, item[key] ?? null])),
	}),
	reading(`GET ${ONE}`, 'templates'),
	operation(`POST ${ONE}`, { body: generation, idempotent: true, data: generate }),
	operation('POST /v3/templates', {
		body: open({ 'video_id!': text(), name: orNull(text()) }),
		data: ({ world, body }) => create(world, body),
	}),
	operation(`PATCH ${ONE}`, {
		body: open({ 'name!': text() }),
		data: ({ world, id, body }) => change(world, id, { name: body['name'] }),
	}),
	operation(`PUT ${ONE}/variables`, { body: variableSet, data: replaceVariables }),
	removing(`DELETE ${ONE}`, 'templates'),
];
