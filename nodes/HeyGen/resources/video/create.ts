import type { HeyGenRequest } from '../../api/request';
import { createAndWait } from '../../waiting/createAndWait';
import type { Creation } from '../../waiting/create';
import { callback } from '../shared/callback';
import { additionalFields } from '../../operation/fields/collections';
import type { Condition, Field } from '../../operation/fields/field';
import { file, files } from '../../operation/fields/file';
import { texts } from '../../operation/fields/lists';
import { locator } from '../../operation/fields/locator';
import { boolean, choice, number, text } from '../../operation/fields/scalars';
import { unfit } from '../../operation/fields/invalidInput';
import { create as createOf } from '../../operation/makers';
import { puts } from '../../operation/output';
import { speech } from '../shared/speech';
import { voiceSettings } from '../shared/voiceSettings';
import { background, checkBackground, checkMovement, movement, watermark } from './look';
import { video } from './fields';
import { scenes } from './scenes';

const only = (...types: string[]): Condition => ({ type: types });
/** The same condition inside a collection. */
const at = (...types: string[]): Condition => ({ '/type': types });
const person = ['avatar', 'image'];

const aspectRatios = ['16:9', '9:16', '4:5', '5:4', '1:1', 'auto'];

const optional: Field[] = [
	text('title', 'Title', { description: 'Shown in the HeyGen app' }),
	locator('folder_id', 'Folder', { description: 'Where the video is kept' }),
	locator('brand_glossary_id', 'Brand Glossary', {
		search: 'searchBrandGlossaries',
		when: at(...person, 'studio'),
		description: 'How to pronounce names and terms',
	}),
	choice('aspect_ratio', 'Aspect Ratio', aspectRatios, { when: at(...person, 'studio') }),
	choice('aspect_ratio', 'Aspect Ratio', ['16:9', '9:16', '1:1'], { when: at('cinematic_avatar') }),
	choice('resolution', 'Resolution', ['4k', '1080p', '720p'], {
		default: '1080p',
		when: at(...person, 'studio'),
	}),
	choice('resolution', 'Resolution', ['720p', '1080p'], { when: at('cinematic_avatar') }),
	choice(
		'caption.style',
		'Caption Style',
		{ default: 'Default' },
		{
			when: at(...person, 'studio'),
			description: 'Burns captions into the picture. HeyGen makes a subtitle file either way.',
		},
	),
	choice(
		'fit',
		'Fit',
		{ contain: 'Contain', cover: 'Cover' },
		{ when: at(...person), description: 'How the picture fills a different aspect ratio' },
	),
	choice('output_format', 'Output Format', ['mp4', 'webm'], {
		when: at(...person),
		description: 'WebM has a transparent background, which not every avatar supports',
	}),
	...background(at(...person)),
	...movement('', at('avatar'), at(...person)),
	...voiceSettings('voice_settings', { '/speechSource': ['script'], ...at(...person) }),
	watermark(at(...person, 'studio')),
	...callback(at(...person, 'studio')),
	boolean('auto_duration', 'Auto Duration', {
		when: at('cinematic_avatar'),
		description: "Whether HeyGen should choose the length and ignore 'Duration'",
	}),
	number('duration', 'Duration', {
		whole: true,
		min: 4,
		max: 15,
		default: 10,
		when: at('cinematic_avatar'),
		description: 'In seconds',
	}),
	boolean('enhance_prompt', 'Enhance Prompt', {
		when: at('cinematic_avatar'),
		description: 'Whether HeyGen may extend the prompt',
	}),
	...files('references', 'References', {
		one: 'Reference',
		max: 12,
		when: at('cinematic_avatar'),
		description: 'Up to 3 videos and 9 images, including the avatars',
	}),
];

/** The fields of Create, Create and Wait and the batches. */
export const videoFields: Field[] = [
	choice(
		'type',
		'Type',
		{
			avatar: 'Avatar',
			cinematic_avatar: 'Cinematic Avatar',
			image: 'Image',
			studio: 'Studio Scenes',
		},
		{ default: 'avatar', description: 'What the video shows' },
	),
	locator('avatar_id', 'Avatar Look', {
		search: 'searchLooks',
		required: true,
		when: only('avatar'),
		description:
			"The ID of a look, from the avatar look's Get Many operation. An avatar has several looks.",
	}),
	texts('avatar_id', 'Avatar Look IDs', {
		min: 1,
		max: 3,
		required: true,
		when: only('cinematic_avatar'),
		placeholder: '2b3a6c7f4d1e, 4f0c9a5e7d21',
		description: 'Separate several with commas',
	}),
	file('image', 'Image', {
		required: true,
		when: only('image'),
		description: 'A picture of the face that should speak',
	}),
	...speech('', only(...person), { voiced: only('avatar'), voiceless: only('image') }),
	text('prompt', 'Prompt', {
		rows: 4,
		maxLength: 10_000,
		required: true,
		when: only('cinematic_avatar'),
		placeholder: 'She walks along the beach and tells of the sea',
		description: 'What happens in the video',
	}),
	...scenes,
	additionalFields(optional),
];

/** Combinations that HeyGen refuses. Source: docs/facts/heygen.md#what-excludes-what. */
export function checkVideo(body: Record<string, unknown>): void {
	checkBackground(body.background);
	checkMovement(body);
	if (body.output_format === 'webm' && body.background !== undefined) {
		throw unfit('Background Type', "can't be used with the output format webm");
	}
	if (body.auto_duration === true && body.duration !== undefined) {
		throw unfit('Duration', "can't be used with 'Auto Duration'");
	}
}

export const create = createOf({
	path: '/v3/videos',
	fields: videoFields,
	check: checkVideo,
	costs: true,
	output: puts({ video_id: 'text', status: 'text', output_format: 'text?' }),
	option: {
		description: 'Create a new video from an avatar, an image, a prompt or scenes',
	},
});

/**
 * HeyGen calls back for a cinematic video only as part of a batch; the folder then belongs to the
 * batch.
 * Source: docs/facts/heygen.md#jobs.
 */
function cinematicInBatch(request: HeyGenRequest): Creation {
	if (request.body?.type !== 'cinematic_avatar') return { request, type: 'video' };
	const { folder_id, ...made } = request.body;
	const body = { videos: [made], ...(folder_id !== undefined && { folder_id }) };
	return { request: { method: 'POST', path: '/v3/videos/batches', body }, type: 'videoInBatch' };
}

export const createVideoAndWait = createAndWait({
	path: '/v3/videos',
	fields: videoFields,
	check: checkVideo,
	type: 'video',
	byCallback: cinematicInBatch,
	output: video,
	note: 'Cinematic avatars are created in a batch of one, which has not been tested with HeyGen.',
});
