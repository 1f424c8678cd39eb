import { unixSeconds } from '../state/ids';
import type { JsonObject, SimulatedTranslation, SimulatedVideo } from '../types';

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** A video as it stands there before anything is made. */
export const blankVideo = (body: JsonObject, id: string): SimulatedVideo => ({
	id,
	status: 'pending',
	title: textOf(body['title']),
	created_at: unixSeconds(),
	completed_at: null,
	duration: null,
	video_url: null,
	captioned_video_url: null,
	subtitle_url: null,
	thumbnail_url: null,
	gif_url: null,
	video_page_url: `https://app.heygen.example/videos/${id}`,
	folder_id: textOf(body['folder_id']),
	output_language: null,
	failure_code: null,
	failure_message: null,
	_callback_id: textOf(body['callback_id']),
});

export const blankTranslation = (
	body: JsonObject,
	id: string,
	language: string,
): SimulatedTranslation => ({
	id,
	status: 'pending',
	title: textOf(body['title']),
	created_at: unixSeconds(),
	duration: null,
	input_language: textOf(body['input_language']),
	output_language: language,
	translate_audio_only: body['translate_audio_only'] === true,
	callback_id: textOf(body['callback_id']),
	video_url: null,
	audio_url: null,
	srt_caption_url: null,
	vtt_caption_url: null,
	failure_message: null,
});
