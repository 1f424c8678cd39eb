import { callback, file, linked } from '../../schema/common';
import { choice, closed, flag, list, mapOf, orNull, text, whole } from '../../schema/notation';
import { hex, newResourceId, unixSeconds } from '../../state/ids';
import type { World } from '../../state/world';
import type { JsonObject } from '../../types';
import { listing, operation, reading, removing } from '../operation';
import type { Route } from '../route';
import { begin } from './begin';

const CAPTION_STYLES = [
	...['subtle_gray', 'shadow_mint', 'subtle_cyan', 'stamp_red', 'retro_gold', 'block_dark'],
	...['racing', 'modern_dark', 'modern_boxed', 'chunky', 'clean', 'shadow_lime', 'tag_yellow'],
	...['pop_purple', 'spotlight', 'outline_classic', 'exotic', 'golden', 'simple', 'pop_single'],
	...['energy', 'bold', 'elegant', 'neon_pink'],
];

const clipping = closed({
	'video!': linked,
	title: orNull(text(255)),
	input_language: orNull(text()),
	...callback(128),
	output_settings: closed({
		duration_types: list(choice('30', '60', '180', 'long'), { min: 1, max: 4 }),
		aspect_ratio: choice('landscape', 'portrait', 'square'),
		captions: flag,
		caption_style: choice(...CAPTION_STYLES),
		prompt: orNull(text(500)),
	}),
});

const removal = closed({ 'video!': linked, title: orNull(text(255)), ...callback(128) });

const render = closed({
	'project!': file,
	fps: orNull(whole({ min: 1, max: 240 })),
	quality: choice('draft', 'standard', 'high'),
	format: choice('mp4', 'webm', 'mov'),
	resolution: choice('1080p', '4k'),
	aspect_ratio: choice('16:9', '9:16', '1:1'),
	composition: orNull(text(512)),
	variables: orNull(mapOf({})),
	title: orNull(text(500)),
	...callback(256),
});

/** What the three have in common when they begin. */
const head = (id: string, body: JsonObject): JsonObject => ({
	id,
	title: body['title'] ?? null,
	progress: 0,
	callback_id: body['callback_id'] ?? null,
	created_at: unixSeconds(),
	failure_message: null,
});

function clip(world: World, body: JsonObject): JsonObject {
	const id = newResourceId();
	const { input_language, output_settings = {} } = body;
	const look = { captions: true, caption_style: null, prompt: null };
	const usual = { aspect_ratio: 'portrait', duration_types: ['30', '60'], ...look };
	const item = {
		...head(id, body),
		clips: [],
		source_duration: null,
		input_language: input_language ?? null,
		output_settings: { ...usual, ...Object(output_settings) },
	};
	begin(world, 'clipping', body, { id, item });
	return { ai_clipping_id: id };
}

function removeFillers(world: World, body: JsonObject): JsonObject {
	const id = newResourceId();
	const links = { video_url: null, thumbnail_url: null };
	const figures = { original_duration: null, output_duration: null };
	const item = { ...head(id, body), ...links, ...figures, num_cuts: null, reduction_pct: null };
	begin(world, 'fillerWordRemoval', body, { id, item });
	return { filler_word_removal_id: id };
}

function renderProject(world: World, body: JsonObject): JsonObject {
	const render_id = `hfr_${hex(10)}`;
	const { title, callback_id, fps = 30, format = 'mp4', resolution = '1080p' } = body;
	const { quality = 'standard', aspect_ratio = '16:9', composition = null } = body;
	const item = {
		...{ render_id, title: title ?? null, callback_id: callback_id ?? null },
		...{ fps, quality, format, resolution, aspect_ratio, composition },
		video_url: null,
		thumbnail_url: null,
		duration: null,
		created_at: unixSeconds(),
		completed_at: null,
		failure_message: null,
	};
	begin(world, 'render', body, { id: render_id, item });
	return { render_id };
}

/** What works on videos that are there, and on projects. */
export const editingRoutes: readonly Route[] = [
	operation('POST /v3/ai-clipping', {
		body: clipping,
		status: 202,
		idempotent: true,
		data: ({ world, body }) => clip(world, body),
	}),
	listing('GET /v3/ai-clipping', 'clippings', { page: 10, max: 100 }),
	reading('GET /v3/ai-clipping/{job_id}', 'clippings'),
	removing('DELETE /v3/ai-clipping/{job_id}', 'clippings'),
	operation('POST /v3/filler-word-removals', {
		body: removal,
		status: 202,
		idempotent: true,
		data: ({ world, body }) => removeFillers(world, body),
	}),
	reading('GET /v3/filler-word-removals/{filler_word_removal_id}', 'fillerWordRemovals'),
	operation('POST /v3/hyperframes/renders', {
		body: render,
		status: 202,
		idempotent: true,
		data: ({ world, body }) => renderProject(world, body),
	}),
	listing('GET /v3/hyperframes/renders', 'renders', { page: 10, max: 100 }),
	reading('GET /v3/hyperframes/renders/{render_id}', 'renders'),
	removing('DELETE /v3/hyperframes/renders/{render_id}', 'renders'),
];
