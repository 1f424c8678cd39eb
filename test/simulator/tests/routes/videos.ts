import { asset, base64, long, many, url } from './case';
import type { Case } from './case';

const spoken = { type: 'avatar', avatar_id: 'look-1', script: 'Hi' };
const scene = { type: 'avatar_video', input: { type: 'avatar', avatar_id: 'k', script: 'Hi' } };
const still = (more: object) => ({
	type: 'studio',
	scenes: [{ type: 'image', source: url, ...more }],
});
const behind = (background: object) => ({
	type: 'studio',
	scenes: [{ ...scene, input: { ...scene.input, background } }],
});
const cinema = { type: 'cinematic_avatar', avatar_id: ['look-1'], prompt: 'Walk' };

export const videos: Case[] = [
	{
		call: 'POST /v3/videos',
		body: spoken,
		requires: ['type', 'avatar_id', 'script'],
		answers: { video_id: expect.any(String), status: 'waiting', output_format: 'mp4' },
		takes: [
			{ script: undefined, audio_url: 'https://a.example.org/a.mp3' },
			{ voice_settings: { speed: 1.5, pitch: -50, engine_settings: { engine_type: 'fish' } } },
			{ engine: { type: 'avatar_v', reference_look_id: null }, title: null, folder_id: 'f' },
			{ caption: { style: 'default' }, callback_url: 'https://a.example.org', callback_id: 'c' },
			{ watermark: { image: base64, scale: 2, placement: { position: 'top_left' } } },
		],
		refuses: [
			[{ type: 'cinematic' }, 'type'],
			[{ avatar_id: ['look-1'] }, 'avatar_id'],
			[{ audio_asset_id: 'a' }, 'audio_asset_id'],
			[{ script: '' }, 'script'],
			[{ resolution: '8k' }, 'resolution'],
			[{ voice_settings: { speed: 1.6 } }, 'voice_settings.speed'],
			[
				{ voice_settings: { engine_settings: { engine_type: 'x' } } },
				'voice_settings.engine_settings.engine_type',
			],
			[{ engine: { type: 'avatar_iv', reference_look_id: 'x' } }, 'engine.reference_look_id'],
			[{ watermark: { image: url, scale: 0 } }, 'watermark.scale'],
			[{ callback_url: 'not an address' }, 'callback_url'],
			[{ prompt: 'x' }, 'prompt'],
		],
	},
	{
		call: 'POST /v3/videos',
		body: { type: 'image', image: url, script: 'Hi' },
		takes: [{ image: asset }, { image: base64 }],
		refuses: [
			[{ image: { type: 'url' } }, 'image.url'],
			[{ image: { ...asset, url: 'x' } }, 'image.url'],
			[{ engine: { type: 'avatar_iv' } }, 'engine'],
		],
	},
	{
		call: 'POST /v3/videos',
		body: cinema,
		takes: [{ references: many(12, url), duration: 15, folder_id: 'f' }],
		refuses: [
			[{ avatar_id: 'look-1' }, 'avatar_id'],
			[{ avatar_id: many(4, 'k') }, 'avatar_id'],
			[{ prompt: long(10_001) }, 'prompt'],
			[{ duration: 3 }, 'duration'],
			[{ callback_url: 'https://a.example.org' }, 'callback_url'],
			[{ references: many(13, url) }, 'references'],
		],
	},
	{
		call: 'POST /v3/videos',
		body: { type: 'studio', scenes: [scene] },
		takes: [
			{ scenes: many(50, scene) },
			still({ duration: 300 }),
			still({ script: 'Hi' }),
			behind({ type: 'image', asset: url, fit: 'cover' }),
			behind({ type: 'video', asset, fit: 'none', play_style: 'once' }),
		],
		refuses: [
			[{ scenes: [] }, 'scenes'],
			[{ scenes: many(51, scene) }, 'scenes'],
			[{ output_format: 'mp4' }, 'output_format'],
			[still({ duration: 5, script: 'Hi' }), 'scenes.0.script'],
			[still({}), 'scenes.0.duration'],
			[still({ duration: 301 }), 'scenes.0.duration'],
			[behind({ type: 'color', color: 'red' }), 'scenes.0.input.background.color'],
			[behind({ type: 'image' }), 'scenes.0.input.background.asset'],
			[
				behind({ type: 'image', asset: url, play_style: 'loop' }),
				'scenes.0.input.background.play_style',
			],
		],
	},
	{
		call: 'POST /v3/videos/batches',
		status: 202,
		body: { videos: [spoken] },
		answers: { batch_id: expect.any(String) },
		takes: [
			{
				videos: [spoken, cinema, behind({ type: 'video', asset: url, play_style: 'loop' })],
				folder_id: 'f',
				title: 'T',
				callback_url: 'http://a.example.org',
			},
		],
		refuses: [
			[{ videos: [] }, 'videos'],
			[{ videos: many(101, spoken) }, 'videos'],
			[{ videos: [{ ...spoken, folder_id: 'f' }] }, 'videos.0.folder_id'],
			[{ callback_id: 'c' }, 'callback_id'],
		],
	},
	{ call: 'GET /v3/videos/video_00001', answers: { id: 'video_00001', status: 'completed' } },
	{ call: 'GET /v3/videos/video_00001/scenes', answers: { video_id: 'video_00001', scenes: [{}] } },
	{ call: 'GET /v3/videos/statuses?video_ids=video_00001', answers: [{ status: 'completed' }] },
	{ call: 'DELETE /v3/videos/video_00001', answers: { id: 'video_00001', deleted: true } },
];
