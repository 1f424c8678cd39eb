import { blankTranslation } from '../../jobs/resources';
import { callback, languages, linked } from '../../schema/common';
import { choice, closed, flag, list, number, orNull, text, whole } from '../../schema/notation';
import { newResourceId } from '../../state/ids';
import type { World } from '../../state/world';
import type { JsonObject } from '../../types';
import { invalid } from '../errors';
import { listing, operation, reading, removing, updating } from '../operation';
import type { Route } from '../route';
import { batchCreation, batchReading, statusReading } from './batches';
import { begin } from './begin';

/** Names, never codes. */
export const LANGUAGES = ['English', 'Danish', 'Portuguese', 'Japanese', 'Spanish (Spain)'];

const translation = closed({
	'video!': linked,
	'output_languages!': languages,
	title: orNull(text()),
	audio: orNull(linked),
	input_language: orNull(text()),
	translate_audio_only: flag,
	speaker_num: orNull(whole()),
	mode: choice('speed', 'precision'),
	enable_caption: flag,
	keep_the_same_format: orNull(flag),
	enable_dynamic_duration: flag,
	disable_music_track: flag,
	enable_speech_enhancement: flag,
	enable_watermark: flag,
	start_time: orNull(number()),
	end_time: orNull(number()),
	brand_voice_id: orNull(text()),
	brand_glossary_id: orNull(text()),
	stock_voice_config: orNull(
		closed({ use_stock_voice: flag, preferred_stock_voice_ids: list(text()) }),
	),
	srt: orNull(linked),
	srt_role: orNull(choice('input', 'output')),
	fps_mode: orNull(choice('vfr', 'cfr', 'passthrough')),
	folder_id: orNull(text()),
	...callback(),
});

/** One job for each language, all with the same callback. */
function create(world: World, body: JsonObject, batchId?: string): string[] {
	return (body['output_languages'] as string[]).map((language) => {
		const id = newResourceId();
		const item = blankTranslation(body, id, language);
		begin(world, 'translation', body, { id, item, ...(batchId ? { batchId } : {}) });
		return id;
	});
}

const languageCount = (items: readonly JsonObject[]): number =>
	items.flatMap((each) => each['output_languages'] as string[]).length;

export const translationRoutes: readonly Route[] = [
	operation('POST /v3/video-translations', {
		body: translation,
		idempotent: true,
		data: ({ world, body }) => ({ video_translation_ids: create(world, body) }),
	}),
	listing('GET /v3/video-translations', 'translations', { page: 10, max: 100 }),
	reading('GET /v3/video-translations/{video_translation_id}', 'translations'),
	updating(
		'PATCH /v3/video-translations/{video_translation_id}',
		'translations',
		closed({ 'title!': text() }),
	),
	removing('DELETE /v3/video-translations/{video_translation_id}', 'translations'),
	operation('GET /v3/video-translations/languages', { data: () => ({ languages: LANGUAGES }) }),
	statusReading('GET /v3/video-translations/statuses', 'translation', 'video_translation_ids'),
	batchCreation(
		'POST /v3/video-translations/batches',
		closed({
			title: orNull(text()),
			callback_url: orNull(text()),
			'video_translations!': list(translation, { min: 1, max: 100 }),
		}),
		({ world, body }, batchId) => {
			const items = body['video_translations'] as JsonObject[];
			if (languageCount(items) > 100) {
				throw invalid('video_translations', 'A batch has 100 translations at most.');
			}
			for (const each of items) create(world, each, batchId);
		},
	),
	batchReading('GET /v3/video-translations/batches/{batch_id}', 'translation'),
];
