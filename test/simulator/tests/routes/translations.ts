import { asset, base64, many, url } from './case';
import type { Case } from './case';

const source = { video: url, output_languages: ['Danish'] };
const lips = { video: url, audio: asset };

export const translations: Case[] = [
	{
		call: 'POST /v3/video-translations',
		body: source,
		answers: { video_translation_ids: [expect.any(String)] },
		takes: [
			{ output_languages: ['Danish', 'Japanese'], srt: asset, srt_role: 'input', audio: null },
			{ stock_voice_config: { use_stock_voice: true }, fps_mode: 'cfr', callback_id: 'c' },
		],
		refuses: [
			[{ video: base64 }, 'video.type'],
			[{ output_languages: [] }, 'output_languages'],
			[{ output_languages: 'Danish' }, 'output_languages'],
			[{ fps_mode: 'x' }, 'fps_mode'],
			[{ speaker_num: 1.5 }, 'speaker_num'],
			[{ captions: true }, 'captions'],
		],
	},
	{
		call: 'POST /v3/video-translations/batches',
		status: 202,
		body: { video_translations: [source] },
		answers: { batch_id: expect.any(String) },
		refuses: [
			[
				{ video_translations: many(2, { ...source, output_languages: many(51, 'Danish') }) },
				'video_translations',
			],
			[{ video_translations: [{ ...source, x: 1 }] }, 'video_translations.0.x'],
			[{ folder_id: 'f' }, 'folder_id'],
		],
	},
	{ call: 'GET /v3/video-translations/languages', answers: { languages: expect.any(Array) } },
	{ call: 'GET /v3/video-translations/t1', answers: { id: 't1', output_language: 'Danish' } },
	{
		call: 'PATCH /v3/video-translations/t1',
		body: { title: 'New' },
		answers: { id: 't1', title: 'New' },
		refuses: [[{ title: null }, 'title']],
	},
	{ call: 'DELETE /v3/video-translations/t1', answers: { id: 't1' } },
];

export const proofreads: Case[] = [
	{
		call: 'POST /v3/video-translations/proofreads',
		body: { ...source, title: 'T' },
		answers: { proofread_ids: [expect.any(String)], status: 'processing' },
		refuses: [[{ callback_url: 'https://a.example.org' }, 'callback_url']],
	},
	{ call: 'GET /v3/video-translations/proofreads/p1', answers: { id: 'p1', status: 'completed' } },
	{
		call: 'GET /v3/video-translations/proofreads/p1/srt',
		answers: { srt_url: expect.any(String), original_srt_url: expect.any(String) },
	},
	{
		call: 'PUT /v3/video-translations/proofreads/p1/srt',
		body: { srt: url },
		answers: { id: 'p1' },
		refuses: [[{ srt: base64 }, 'srt.type']],
	},
	{
		call: 'POST /v3/video-translations/proofreads/p1/generate',
		body: {},
		answers: { video_translation_id: expect.any(String), status: 'processing' },
		takes: [{ captions: true, translate_audio_only: true, callback_id: 'c' }],
		refuses: [[{ title: 'x' }, 'title']],
	},
	{ call: 'DELETE /v3/video-translations/proofreads/p1', answers: { id: 'p1' } },
];

export const lipsyncs: Case[] = [
	{
		call: 'POST /v3/lipsyncs',
		body: lips,
		answers: { lipsync_id: expect.any(String) },
		refuses: [
			[{ audio: base64 }, 'audio.type'],
			[{ mode: 'fast' }, 'mode'],
			[{ srt: url }, 'srt'],
		],
	},
	{
		call: 'POST /v3/lipsyncs/batches',
		status: 202,
		body: { lipsyncs: [lips] },
		refuses: [[{ lipsyncs: many(101, lips) }, 'lipsyncs']],
	},
	{ call: 'GET /v3/lipsyncs/l1', answers: { id: 'l1', status: 'pending' } },
	{ call: 'PATCH /v3/lipsyncs/l1', body: { title: 'New' }, answers: { title: 'New' } },
	{
		call: 'GET /v3/lipsyncs/statuses?lipsync_ids=l1',
		answers: [{ video_id: 'l1', status: 'queued' }],
	},
	{ call: 'DELETE /v3/lipsyncs/l1', answers: { id: 'l1' } },
];
