import { asset, long, many, url } from './case';
import type { Case } from './case';

export const avatars: Case[] = [
	{
		call: 'POST /v3/avatars',
		body: { type: 'prompt', name: 'Robin', prompt: 'A pilot' },
		open: true,
		answers: { avatar_item: { status: 'processing' }, avatar_group: { looks_count: 1 } },
		takes: [{ reference_images: many(3, url), aspect_ratio: 'auto' }],
		refuses: [
			[{ type: 'studio' }, 'type'],
			[{ prompt: long(1001) }, 'prompt'],
			[{ reference_images: many(4, url) }, 'reference_images'],
			[{ aspect_ratio: '3:2' }, 'aspect_ratio'],
		],
	},
	{ call: 'POST /v3/avatars', body: { type: 'photo', name: 'R', file: url }, open: true },
	{
		call: 'POST /v3/avatars',
		body: { type: 'digital_twin', name: 'R', file: asset },
		open: true,
		refuses: [[{ file: { type: 'url' } }, 'file.url']],
	},
	{ call: 'GET /v3/avatars/group_00001', answers: { id: 'group_00001', looks_count: 5 } },
	{
		call: 'PATCH /v3/avatars/group_00001',
		body: { default_voice_id: 'v' },
		requires: [],
		answers: { default_voice_id: 'v' },
		refuses: [
			[{ name: 'x' }, 'name'],
			[{ default_voice_id: long(256) }, 'default_voice_id'],
		],
	},
	{
		call: 'POST /v3/avatars/group_00001/consent',
		body: { consent_text: 'I agree' },
		requires: [],
		open: true,
		answers: { url: expect.any(String) },
		refuses: [[{ consent_text: long(1001) }, 'consent_text']],
	},
	{ call: 'GET /v3/avatars/looks/look_00001', answers: { id: 'look_00001', name: 'Robin 00001' } },
	{
		call: 'PATCH /v3/avatars/looks/look_00001',
		body: { name: 'New' },
		requires: [],
		open: true,
		answers: { name: 'New' },
		refuses: [
			[{ name: long(256) }, 'name'],
			[{ name: 5 }, 'name'],
		],
	},
	{ call: 'DELETE /v3/avatars/looks/look_00001', answers: { id: 'look_00001' } },
	{ call: 'DELETE /v3/avatars/group_00001', answers: { id: 'group_00001' } },
];

export const voices: Case[] = [
	{ call: 'GET /v3/voices/voice_00001', answers: { voice_id: 'voice_00001', status: 'complete' } },
	{
		call: 'POST /v3/voices',
		body: { prompt: 'A calm one' },
		answers: { seed: 0, voices: [{}, {}, {}] },
		refuses: [
			[{ prompt: long(1001) }, 'prompt'],
			[{ seed: -1 }, 'seed'],
			[{ seed: '1' }, 'seed'],
		],
	},
	{
		call: 'POST /v3/voices/clone',
		body: { audio: url, voice_name: 'Me' },
		answers: { voice_clone_id: expect.any(String) },
		refuses: [
			[{ voice_name: long(101) }, 'voice_name'],
			[{ name: 'x' }, 'name'],
		],
	},
	{
		call: 'POST /v3/voices/speech',
		body: { text: 'Hi there', voice_id: 'voice_00001' },
		answers: { audio_url: expect.any(String), word_timestamps: [{ word: 'Hi' }, {}] },
		takes: [{ speed: 2, voice_id: 'unknown' }],
		refuses: [
			[{ voice_id: 'voice_00002' }, 'voice_id'],
			[{ speed: 2.1 }, 'speed'],
			[{ text: long(5001) }, 'text'],
			[{ text: '' }, 'text'],
		],
	},
	{ call: 'DELETE /v3/voices/voice_00001', answers: { voice_id: 'voice_00001' } },
];
