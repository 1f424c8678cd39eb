import { callback } from '../shared/callback';
import { additionalFields } from '../../operation/fields/collections';
import { constant } from '../../operation/fields/constant';
import type { Field } from '../../operation/fields/field';
import { file, files } from '../../operation/fields/file';
import { choice, number, text } from '../../operation/fields/scalars';

const ratios = ['16:9', '21:9', '4:3', '1:1', '3:4', '9:16'];
const ratio = (modes: string[], values: string[], preset: string): Field =>
	choice('aspect_ratio', 'Aspect Ratio', values, { default: preset, when: { '/mode': modes } });

const reference = { '/mode': ['reference_to_video'] };
/** HeyGen accepts 12 in all. Source: docs/facts/heygen.md#limits. */
const references: Field[] = [
	...files('reference_audio', 'Reference Audio', {
		one: 'Audio',
		max: 3,
		when: reference,
		description:
			'@Audio1, @Audio2 and so on in the prompt. Only together with an image or a video.',
	}),
	...files('reference_images', 'Reference Images', {
		one: 'Image',
		max: 9,
		when: reference,
		description:
			'@Image1, @Image2 and so on in the prompt. Up to 12 together with the other references.',
	}),
	...files('reference_videos', 'Reference Videos', {
		one: 'Video',
		max: 3,
		when: reference,
		description: '@Video1, @Video2 and so on in the prompt. Their seconds are billed too.',
	}),
];

/** The fields of Create and of Create and Wait. */
export const instantVideoFields: Field[] = [
	choice(
		'mode',
		'Mode',
		{
			image_to_video: 'Image to Video',
			reference_to_video: 'References to Video',
			text_to_video: 'Text to Video',
		},
		{ default: 'text_to_video', description: 'What to make the video from' },
	),
	constant('model', 'Model', 'heygen-video-1', {}),
	text('prompt', 'Prompt', {
		rows: 4,
		required: true,
		maxLength: 32_000,
		description:
			'What happens in the video. References are named by their kind and their place in its list: @Image1, @Video1, @Audio1.',
	}),
	file('image', 'Image', {
		required: true,
		when: { mode: ['image_to_video'] },
		description: 'How the video begins',
	}),
	additionalFields([
		ratio(['text_to_video'], ratios, '16:9'),
		ratio(['image_to_video', 'reference_to_video'], [...ratios, 'adaptive'], 'adaptive'),
		...callback(),
		number('duration', 'Duration', {
			whole: true,
			min: 5,
			max: 15,
			default: 5,
			description: 'In seconds',
		}),
		choice(
			'prompt_enhancement',
			'Prompt Enhancement',
			{ default: 'Default', disabled: 'Disabled', quality: 'Quality', turbo: 'Turbo' },
			{ default: 'quality', description: 'How HeyGen extends the prompt' },
		),
		choice('resolution', 'Resolution', ['480p', '768p', '1080p', '2k'], {
			default: '768p',
			description: 'Without a start image, 1080p and 2k only work with 16:9 and 9:16',
		}),
		number('seed', 'Seed', {
			whole: true,
			description: 'The same number gives similar videos',
		}),
		...references,
	]),
];
