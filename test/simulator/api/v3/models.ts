import { callback, file } from '../../schema/common';
import {
	choice,
	filled,
	flag,
	list,
	number,
	open,
	orNull,
	text,
	variants,
	whole,
} from '../../schema/notation';
import type { Fields } from '../../schema/notation';
import { hex, newResourceId, unixSeconds } from '../../state/ids';
import type { World } from '../../state/world';
import type { JsonObject } from '../../types';
import { invalid } from '../errors';
import { listing, operation, reading } from '../operation';
import type { Route } from '../route';
import { begin } from './begin';

const VOICE = '/v3/models/audio/voices';

/** Bodies of this folder are open: their source has no such keyword. */
const voice = variants('mode', {
	professional: open({
		'audio!': list(file, { min: 1, max: 10 }),
		name: orNull(text(256, 1)),
		language: orNull(text(32, 1)),
		voice_id: orNull(text(64, 1)),
	}),
	instant: open({
		'audio!': list(file, { min: 1, max: 1 }),
		age: orNull(choice('young', 'old')),
		name: orNull(text(256, 1)),
		language: orNull(text(32, 1)),
		similarity: orNull(number()),
		remove_background_noise: flag,
	}),
});

const speech = open({
	'voice_id!': filled,
	'text!': text(5000, 1),
	language: orNull(text()),
	model: text(),
	seed: orNull(whole({ min: 0, max: 4_294_967_295 })),
	speed: orNull(number()),
	pitch_shift: orNull(number()),
	pitch_variance: orNull(number()),
	expressiveness_boost: number({ min: 0, max: 1 }),
	with_timestamps: flag,
	end_user_id: orNull(text()),
});

const ratios = ['21:9', '16:9', '4:3', '1:1', '3:4', '9:16'] as const;

const made: Fields = {
	...callback(),
	'model!': choice('heygen-video-1'),
	'prompt!': text(32_000),
	duration: whole({ min: 5, max: 15 }),
	prompt_enhancement: choice('turbo', 'quality', 'default', 'disabled'),
	resolution: choice('480p', '768p', '1080p', '2k'),
	seed: orNull(whole()),
};

const instantVideo = variants('mode', {
	text_to_video: open({ ...made, aspect_ratio: choice(...ratios) }),
	image_to_video: open({
		...made,
		'image!': file,
		aspect_ratio: orNull(choice(...ratios, 'adaptive')),
	}),
	reference_to_video: open({
		...made,
		aspect_ratio: choice(...ratios, 'adaptive'),
		reference_images: list(file, { max: 9 }),
		reference_videos: list(file, { max: 3 }),
		reference_audio: list(file, { max: 3 }),
	}),
});

const image = open({
	'model!': choice('heygen-image-1'),
	mode: text(),
	'identity_images!': list(file),
	'reference_images!': list(file),
	num_images: whole({ min: 1, max: 5 }),
	aspect_ratio: choice('1:1', '2:3', '3:2', '3:4', '4:3', '4:5', '5:4', '9:16', '16:9'),
	seed: orNull(whole()),
});

/** A voice that is trained again keeps its id. */
function train(world: World, body: JsonObject): JsonObject {
	const { voice_id: again, mode, name, language } = body;
	if (typeof again === 'string') world.find('trainedVoices', again);
	const voice_id = typeof again === 'string' ? again : hex(12);
	const head = { voice_id, mode, name: name ?? 'Voice', language: language ?? 'en' };
	const item = { ...head, created_at: unixSeconds(), failure_reason: null };
	world.jobs.start('trainedVoice', { id: voice_id, item });
	return { voice_id };
}

const REFERENCES = ['reference_images', 'reference_videos', 'reference_audio'];

function film(world: World, body: JsonObject): JsonObject {
	const references = REFERENCES.flatMap((key) => (body[key] ?? []) as unknown[]);
	if (references.length > 12) throw invalid('reference_images', 'At most 12 references are taken.');
	const video_id = newResourceId();
	const { model, duration = 5, aspect_ratio = '16:9', seed = null } = body;
	const item = {
		...{ video_id, model, duration, aspect_ratio, seed },
		...{ video_url: null, width: null, height: null },
		...{ created_at: unixSeconds(), failure_code: null, failure_message: null },
	};
	begin(world, 'instantVideo', body, { id: video_id, item });
	return { video_id };
}

function draw(world: World, body: JsonObject): JsonObject {
	const generation_id = newResourceId();
	const { model, num_images = 1 } = body;
	const head = { generation_id, model, num_images, created_at: unixSeconds(), images: [] };
	const item = { ...head, failure_code: null, failure_message: null };
	world.jobs.start('image', { id: generation_id, item });
	return { generation_id };
}

export const modelRoutes: readonly Route[] = [
	operation(`POST ${VOICE}`, {
		body: voice,
		status: 202,
		idempotent: true,
		data: ({ world, body }) => train(world, body),
	}),
	listing(`GET ${VOICE}`, 'trainedVoices', { page: 10, max: 100 }),
	reading(`GET ${VOICE}/{voice_id}`, 'trainedVoices'),
	operation(`DELETE ${VOICE}/{voice_id}`, {
		data: ({ world, id }) => {
			world.remove('trainedVoices', id);
			return { status: 'ok' };
		},
	}),
	operation('POST /v3/models/audio/tts', {
		body: speech,
		data: ({ world, body }) => ({
			audio_url: world.links.presign('speech.mp3', 2048),
			duration: 4.5,
			...(body['with_timestamps'] === true && {
				word_timestamps: [{ word: String(body['text']).split(' ')[0], start: 0, end: 0.3 }],
			}),
		}),
	}),
	operation('POST /v3/models/videos', {
		body: instantVideo,
		status: 202,
		idempotent: true,
		data: ({ world, body }) => film(world, body),
	}),
	reading('GET /v3/models/videos/{video_id}', 'instantVideos'),
	operation('POST /v3/models/images', {
		body: image,
		status: 202,
		idempotent: true,
		data: ({ world, body }) => draw(world, body),
	}),
	reading('GET /v3/models/images/{generation_id}', 'images'),
];
