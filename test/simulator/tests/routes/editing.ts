import { base64, long, many, url } from './case';
import type { Case } from './case';

export const editing: Case[] = [
	{
		call: 'POST /v3/ai-clipping',
		status: 202,
		body: { video: url },
		answers: { ai_clipping_id: expect.any(String) },
		takes: [{ output_settings: { duration_types: ['30', 'long'], caption_style: 'neon_pink' } }],
		refuses: [
			[{ video: base64 }, 'video.type'],
			[{ title: long(256) }, 'title'],
			[{ callback_id: long(129) }, 'callback_id'],
			[{ output_settings: { duration_types: [] } }, 'output_settings.duration_types'],
			[{ output_settings: { duration_types: [30] } }, 'output_settings.duration_types.0'],
			[{ output_settings: { prompt: long(501) } }, 'output_settings.prompt'],
		],
	},
	{ call: 'GET /v3/ai-clipping/c1', answers: { id: 'c1' } },
	{ call: 'DELETE /v3/ai-clipping/c1', answers: { id: 'c1' } },
	{
		call: 'POST /v3/filler-word-removals',
		status: 202,
		body: { video: url },
		answers: { filler_word_removal_id: expect.any(String) },
		refuses: [
			[{ callback_id: long(129) }, 'callback_id'],
			[{ input_language: 'en' }, 'input_language'],
		],
	},
	{ call: 'GET /v3/filler-word-removals/w1', answers: { id: 'w1' } },
	{
		call: 'POST /v3/hyperframes/renders',
		status: 202,
		body: { project: base64 },
		answers: { render_id: expect.stringMatching(/^hfr_/) },
		takes: [{ fps: 240, variables: { any: [1] }, callback_id: long(256) }],
		refuses: [
			[{ fps: 0 }, 'fps'],
			[{ format: 'gif' }, 'format'],
			[{ variables: [] }, 'variables'],
			[{ callback_id: long(257) }, 'callback_id'],
		],
	},
	{ call: 'GET /v3/hyperframes/renders/h1', answers: { render_id: 'h1' } },
	{ call: 'DELETE /v3/hyperframes/renders/h1', answers: { render_id: 'h1' } },
];

const instant = { mode: 'text_to_video', model: 'heygen-video-1', prompt: 'Rain' };

export const models: Case[] = [
	{
		call: 'POST /v3/models/audio/voices',
		status: 202,
		body: { mode: 'professional', audio: [url] },
		open: true,
		answers: { voice_id: expect.any(String) },
		takes: [
			{ mode: 'instant', age: 'old', name: 'N', similarity: 0.8, remove_background_noise: true },
			{ voice_id: 'tv1' },
		],
		refuses: [
			[{ audio: [] }, 'audio'],
			[{ audio: many(11, url) }, 'audio'],
			[{ mode: 'instant', audio: many(2, url) }, 'audio'],
			[{ mode: 'x' }, 'mode'],
		],
	},
	{ call: 'GET /v3/models/audio/voices/tv1', answers: { voice_id: 'tv1', status: 'ACTIVE' } },
	{ call: 'DELETE /v3/models/audio/voices/tv1', answers: { status: 'ok' } },
	{
		call: 'POST /v3/models/audio/tts',
		body: { voice_id: 'tv1', text: 'Hi' },
		open: true,
		answers: { audio_url: expect.any(String), duration: expect.any(Number) },
		takes: [{ model: 'heygen-voice-1-turbo', with_timestamps: true, end_user_id: 'u' }],
		refuses: [
			[{ expressiveness_boost: 1.1 }, 'expressiveness_boost'],
			[{ text: '' }, 'text'],
		],
	},
	{
		call: 'POST /v3/models/videos',
		status: 202,
		body: instant,
		open: true,
		answers: { video_id: expect.any(String) },
		takes: [
			{ mode: 'image_to_video', image: url, aspect_ratio: 'adaptive' },
			{ mode: 'reference_to_video', reference_images: many(9, url) },
			{ prompt: long(32_000) },
		],
		refuses: [
			[{ duration: 4 }, 'duration'],
			[{ prompt: long(32_001) }, 'prompt'],
			[{ aspect_ratio: 'adaptive' }, 'aspect_ratio'],
			[{ mode: 'image_to_video' }, 'image'],
			[{ mode: 'reference_to_video', reference_videos: many(4, url) }, 'reference_videos'],
			[
				{
					mode: 'reference_to_video',
					reference_images: many(9, url),
					reference_videos: many(3, url),
					reference_audio: many(1, url),
				},
				'reference_images',
			],
		],
	},
	{ call: 'GET /v3/models/videos/iv1', answers: { video_id: 'iv1' } },
];

const hosts = {
	host_avatar_id: 'a',
	guest_avatar_id: 'b',
	host_voice_id: 'c',
	guest_voice_id: 'd',
};

export const previews: Case[] = [
	{
		call: 'POST /v3/models/images',
		status: 202,
		body: { model: 'heygen-image-1', identity_images: [url], reference_images: [] },
		open: true,
		answers: { generation_id: expect.any(String) },
		refuses: [
			[{ num_images: 6 }, 'num_images'],
			[{ model: 'x' }, 'model'],
		],
	},
	{ call: 'GET /v3/models/images/i1', answers: { generation_id: 'i1' } },
	{
		call: 'POST /v3/background-removals',
		body: { video: base64 },
		answers: { id: expect.any(String), status: 'pending', layers: {} },
		refuses: [
			[{ layers: ['alpha'] }, 'layers.0'],
			[{ callback_id: 'c' }, 'callback_id'],
		],
	},
	{ call: 'GET /v3/background-removals/br1', answers: { id: 'br1' } },
	{ call: 'DELETE /v3/background-removals/br1', answers: { id: 'br1', deleted: true } },
	{
		call: 'POST /v3/podcasts',
		status: 202,
		body: { topic: 'Rain', ...hosts },
		answers: { podcast_id: expect.any(String), status: 'processing' },
		takes: [{ topic: undefined, source_files: many(5, url) }],
		refuses: [
			[{ source_files: many(6, url) }, 'source_files'],
			[{ duration: '4min' }, 'duration'],
			[{ instructions: long(2001) }, 'instructions'],
		],
	},
	{ call: 'GET /v3/podcasts/pc1', answers: { podcast_id: 'pc1' } },
	{ call: 'DELETE /v3/podcasts/pc1', answers: {} },
];
