import { asset, long, many, url } from './case';
import type { Case } from './case';

const variables = { name: { type: 'text', content: 'Kim' } };

export const templates: Case[] = [
	{ call: 'GET /v3/templates/template_00001', answers: { variables: { name: { type: 'text' } } } },
	{
		call: 'POST /v3/templates/template_00001',
		body: { variables },
		open: true,
		answers: { id: expect.any(String), status: 'pending', title: 'Template 00001' },
		takes: [
			{ variables: {} },
			{ variables: { a: { type: 'video', asset, fit: 'crop', play_style: 'once', volume: 0 } } },
			{
				variables: {
					a: { type: 'character', character_id: 'c' },
					b: { type: 'voice', voice_id: 'v' },
				},
			},
			{ dimension: { width: 1280, height: 720 }, fps: 60, scene_ids: ['scene_1', 'scene_1'] },
			{ subtitles: { preset_name: 'bold', position: { x: 1, y: 2 } }, callback_id: 'c' },
		],
		refuses: [
			[{ variables: { a: { type: 'text', content: '' } } }, 'variables.a.content'],
			[{ variables: { a: { type: 'text', content: long(10_001) } } }, 'variables.a.content'],
			[
				{ variables: { a: { type: 'image', asset, play_style: 'once' } } },
				'variables.a.play_style',
			],
			[{ variables: { a: { type: 'number' } } }, 'variables.a.type'],
			[{ dimension: { width: 1281, height: 720 } }, 'dimension.width'],
			[{ dimension: { width: 720, height: 1280 } }, 'dimension'],
			[{ fps: 24 }, 'fps'],
			[{ scene_ids: ['scene_9'] }, 'scene_ids'],
		],
	},
	{
		call: 'POST /v3/templates',
		body: { video_id: 'video_00001' },
		open: true,
		answers: { name: 'Video 00001', edit_version: '1', source_video_id: 'video_00001' },
		refuses: [[{ name: 5 }, 'name']],
	},
	{
		call: 'PATCH /v3/templates/template_00001',
		body: { name: 'New' },
		open: true,
		answers: { name: 'New', edit_version: '2' },
	},
	{
		call: 'PUT /v3/templates/template_00001/variables',
		body: { variables },
		open: true,
		answers: { variables, edit_version: '2' },
		refuses: [
			[{ variables: { '1a': {} } }, 'variables'],
			[{ variables: { a: 'x' } }, 'variables.a'],
		],
	},
	{ call: 'DELETE /v3/templates/template_00001', answers: { id: 'template_00001' } },
];

export const agents: Case[] = [
	{
		call: 'POST /v3/video-agents',
		body: { prompt: 'A film' },
		answers: { session_id: expect.any(String), status: 'generating', video_id: null },
		takes: [
			{ mode: 'chat', files: many(20, url) },
			{ visibility: 'selected', members: ['a@b.c'] },
		],
		refuses: [
			[{ prompt: long(10_001) }, 'prompt'],
			[{ mode: 'x' }, 'mode'],
			[{ files: many(21, url) }, 'files'],
			[{ members: ['a@b.c'] }, 'members'],
			[{ orientation: 'square' }, 'orientation'],
		],
	},
	{ call: 'GET /v3/video-agents/s1', answers: { session_id: 's1', messages: [] } },
	{
		call: 'POST /v3/video-agents/s1',
		body: { message: 'Shorter' },
		answers: { session_id: 's1', run_id: expect.any(String) },
		takes: [{ message: undefined, edit_plan: [{}] }],
		refuses: [
			[{ message: '' }, 'message'],
			[{ prompt: 'x' }, 'prompt'],
		],
	},
	{ call: 'POST /v3/video-agents/s1/stop', body: {}, answers: { session_id: 's1' } },
	{ call: 'GET /v3/video-agents/s1/videos', answers: [] },
	{ call: 'GET /v3/video-agents/s1/resources/r1', answers: { resource_id: 'r1' } },
];
