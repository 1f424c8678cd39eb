import { blankTranslation } from '../../jobs/resources';
import { callback, languages, linked } from '../../schema/common';
import { choice, closed, flag, orNull, text, whole } from '../../schema/notation';
import { newResourceId, unixSeconds } from '../../state/ids';
import type { World } from '../../state/world';
import type { JsonObject } from '../../types';
import { ApiError } from '../errors';
import { listing, operation, reading, removing } from '../operation';
import type { Call } from '../operation';
import type { Route } from '../route';
import { begin } from './begin';

const ALL = '/v3/video-translations/proofreads';
const ONE = `${ALL}/{proofread_id}`;

const proofread = closed({
	'video!': linked,
	'output_languages!': languages,
	'title!': text(),
	brand_voice_id: orNull(text()),
	brand_glossary_id: orNull(text()),
	speaker_num: orNull(whole()),
	folder_id: orNull(text()),
	enable_video_stretching: flag,
	disable_music_track: flag,
	enable_speech_enhancement: flag,
	srt: orNull(linked),
	mode: choice('speed', 'precision'),
	keep_the_same_format: flag,
});

function create(world: World, body: JsonObject): JsonObject {
	const proofread_ids = (body['output_languages'] as string[]).map((output_language) => {
		const id = newResourceId();
		const head = { id, title: body['title'], input_language: null, output_language };
		const tail = { created_at: unixSeconds(), submitted_for_review: false, failure_message: null };
		world.jobs.start('proofread', { id, item: { ...head, ...tail } });
		return id;
	});
	return { proofread_ids, status: 'processing' };
}

/** @throws ApiError 409 while the session is not completed */
function ready(world: World, id: string): JsonObject {
	const item = world.find('proofreads', id);
	if (item['status'] === 'completed') return item;
	throw new ApiError(409, 'conflict', 'The proofread session is not completed.');
}

function generate({ world, id, body }: Call): JsonObject {
	const session = ready(world, id);
	const made = newResourceId();
	const request = { ...body, title: session['title'] };
	const item = blankTranslation(request, made, String(session['output_language']));
	begin(world, 'translation', body, { id: made, item });
	return { video_translation_id: made, status: 'processing' };
}

export const proofreadRoutes: readonly Route[] = [
	operation(`POST ${ALL}`, {
		body: proofread,
		idempotent: true,
		data: ({ world, body }) => create(world, body),
	}),
	listing(`GET ${ALL}`, 'proofreads', { page: 10, max: 100 }),
	reading(`GET ${ONE}`, 'proofreads'),
	removing(`DELETE ${ONE}`, 'proofreads'),
	operation(`GET ${ONE}/srt`, {
		data: ({ world, id }) => {
			ready(world, id);
			const link = (name: string): string => world.links.presign(name, 512);
			return { srt_url: link('translated.srt'), original_srt_url: link('original.srt') };
		},
	}),
	operation(`PUT ${ONE}/srt`, {
		body: closed({ 'srt!': linked }),
		data: ({ world, id }) => {
			ready(world, id);
			return world.look('proofreads', id);
		},
	}),
	operation(`POST ${ONE}/generate`, {
		body: closed({ captions: flag, translate_audio_only: flag, ...callback() }),
		idempotent: true,
		data: generate,
	}),
];
