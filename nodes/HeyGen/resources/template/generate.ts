import type { IDataObject } from 'n8n-workflow';

import type { JsonObject } from '../../narrow';
import { createAndWait } from '../../waiting/createAndWait';
import { callback } from '../shared/callback';
import { additionalFields, group } from '../../operation/fields/collections';
import { InvalidInput } from '../../operation/fields/invalidInput';
import { texts } from '../../operation/fields/lists';
import { locator } from '../../operation/fields/locator';
import { boolean, choice, number, text } from '../../operation/fields/scalars';
import { send } from '../../operation/makers';
import type { Call } from '../../operation/operation';
import { video } from '../video/fields';
import { puts } from '../../operation/output';
import { templateId } from './fields';
import { variables, variablesOf } from './variables';

const side = { min: 128, max: 4_096, whole: true, step: 2 } as const;

const subtitles = group('subtitles', 'Subtitles', 'Add Setting', [
	text('subtitles.preset_name', 'Preset Name', {
		name: 'presetName',
		required: true,
		placeholder: 'classic',
		description: 'The name of a style of subtitles in the HeyGen app',
	}),
	number('subtitles.alignment', 'Alignment', { name: 'alignment', whole: true, default: 2 }),
	boolean('subtitles.disable_highlight', 'Disable Highlight', {
		name: 'disableHighlight',
		description: 'Whether to turn off highlighting of the spoken word',
	}),
	number('subtitles.font_size', 'Font Size', { name: 'fontSize', whole: true, default: 32 }),
	number('subtitles.position.x', 'Position X', {
		name: 'positionX',
		description: 'In pixels, from the left',
	}),
	number('subtitles.position.y', 'Position Y', {
		name: 'positionY',
		description: 'In pixels, from above',
	}),
]);

const spec = {
	path: '/v3/templates/{template_id}',
	fields: [
		templateId,
		...variables,
		additionalFields([
			text('title', 'Title'),
			boolean('caption', 'Caption', {
				description: 'Whether to burn captions into the video',
			}),
			subtitles,
			locator('folder_id', 'Folder', { description: 'Where the video is kept' }),
			locator('brand_glossary_id', 'Brand Glossary', { search: 'searchBrandGlossaries' }),
			number('dimension.width', 'Width', {
				...side,
				name: 'width',
				default: 1_280,
				description: 'In pixels, together with Height, in the ratio of the template',
			}),
			number('dimension.height', 'Height', {
				...side,
				name: 'height',
				default: 720,
				description: 'In pixels, together with Width, in the ratio of the template',
			}),
			choice('fps', 'FPS', ['25', '30', '60'], { numbers: true, description: 'Frames per second' }),
			texts('scene_ids', 'Scene IDs', {
				sample: 'scene_1',
				description: 'Which scenes to include, in order, separated by commas',
			}),
			boolean('reorder_music', 'Reorder Music', {
				default: true,
				description: 'Whether music should move with its scene',
			}),
			boolean('keep_text_vertically_centered', 'Keep Text Vertically Centered', {
				description: 'Whether to center replaced texts again',
			}),
			boolean('include_gif', 'Include GIF', {
				description: 'Whether to make a preview GIF too',
			}),
			boolean('enable_sharing', 'Enable Sharing', {
				description: "Whether anyone may open the video's page at HeyGen",
			}),
			...callback(),
		]),
	],
	check({ dimension }: JsonObject) {
		if (dimension === undefined || Object.keys(Object(dimension)).length === 2) return;
		throw new InvalidInput(
			"'Width' and 'Height' belong together",
			"Add both of them to 'Additional Fields', or neither.",
		);
	},
	extend: async ({ heygen, item }: Call, body: IDataObject) => ({
		...body,
		variables: await variablesOf(heygen, item),
	}),
	output: puts(video.fields),
};

const does = 'Make a video from a template by filling in its variables';

export const generate = send({
	...spec,
	costs: true,
	option: {
		name: 'Generate Video',
		action: 'Generate video from template',
		description: does,
	},
});

export const generateAndWait = createAndWait({
	...spec,
	does,
	type: 'video',
	option: {
		name: 'Generate Video and Wait',
		action: 'Generate video from template and wait',
	},
});
