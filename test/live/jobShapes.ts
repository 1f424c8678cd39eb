import {
	choice,
	closed,
	flag,
	list,
	open,
	orNull,
	text,
	whole,
} from '../simulator/schema/notation';
import { maybeNumber, maybeText, maybeWhole } from './shapes';

/** Of the lists of what takes a while; see shapes.ts. */
const ratio = orNull(choice('landscape', 'portrait', 'square'));

export const translation = closed({
	'id!': text(),
	'status!': choice('pending', 'running', 'completed', 'failed'),
	title: maybeText,
	created_at: maybeWhole,
	duration: maybeNumber,
	input_language: maybeText,
	output_language: maybeText,
	translate_audio_only: orNull(flag),
	callback_id: maybeText,
	video_url: maybeText,
	audio_url: maybeText,
	srt_caption_url: maybeText,
	vtt_caption_url: maybeText,
	failure_message: maybeText,
});

export const proofread = closed({
	'id!': text(),
	'status!': choice('processing', 'completed', 'failed'),
	title: maybeText,
	created_at: maybeWhole,
	input_language: maybeText,
	output_language: maybeText,
	submitted_for_review: orNull(flag),
	failure_message: maybeText,
});

export const lipsync = closed({
	'id!': text(),
	'status!': choice('pending', 'running', 'completed', 'failed'),
	title: maybeText,
	created_at: maybeWhole,
	duration: maybeNumber,
	callback_id: maybeText,
	video_url: maybeText,
	caption_url: maybeText,
	failure_message: maybeText,
});

const clip = closed({
	'id!': text(),
	'status!': choice('pending', 'completed', 'failed'),
	title: maybeText,
	video_url: maybeText,
	thumbnail_url: maybeText,
	aspect_ratio: ratio,
	duration_seconds: maybeNumber,
	virality_score: maybeWhole,
	failure_message: maybeText,
});

export const clipping = closed({
	'id!': text(),
	'status!': choice('pending', 'running', 'completed', 'failed', 'cancelled'),
	title: maybeText,
	progress: whole(),
	created_at: maybeWhole,
	source_duration: maybeNumber,
	input_language: maybeText,
	callback_id: maybeText,
	clips: list(clip),
	output_settings: orNull(
		closed({
			aspect_ratio: ratio,
			caption_style: maybeText,
			captions: flag,
			duration_types: list(choice('30', '60', '180', 'long')),
			prompt: maybeText,
		}),
	),
	failure_message: maybeText,
});

export const removal = closed({
	'id!': text(),
	'status!': choice('pending', 'processing', 'completed', 'failed', 'deleted'),
	created_at: maybeWhole,
	completed_at: maybeWhole,
	duration: maybeNumber,
	layers: orNull(open({})),
	error: maybeText,
});

export const glossary = closed({
	'brand_glossary_id!': text(),
	'name!': text(),
	'created_at!': text(),
	'updated_at!': text(),
});

export const brandKit = closed({
	'brand_kit_id!': text(),
	'name!': text(),
	colors: list(text()),
	logo_url: maybeText,
});

export const render = closed({
	'render_id!': text(),
	'status!': choice('queued', 'rendering', 'completed', 'failed'),
	title: maybeText,
	callback_id: maybeText,
	video_url: maybeText,
	thumbnail_url: maybeText,
	duration: maybeNumber,
	fps: maybeWhole,
	quality: orNull(choice('draft', 'standard', 'high')),
	'format!': choice('mp4', 'webm', 'mov'),
	resolution: orNull(choice('1080p', '4k')),
	aspect_ratio: orNull(choice('16:9', '9:16', '1:1')),
	composition: maybeText,
	created_at: maybeWhole,
	completed_at: maybeWhole,
	failure_message: maybeText,
});

export const podcast = closed({
	'podcast_id!': text(),
	'status!': choice('processing', 'completed', 'failed'),
	title: maybeText,
	video_url: maybeText,
	thumbnail_url: maybeText,
	duration: maybeNumber,
	created_at: maybeWhole,
	failure_message: maybeText,
});
