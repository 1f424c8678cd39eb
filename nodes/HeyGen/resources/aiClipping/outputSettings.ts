import { choices } from '../../operation/fields/choices';
import type { Field } from '../../operation/fields/field';
import { boolean, choice, text } from '../../operation/fields/scalars';

/** Source: docs/facts/heygen.md#fields-of-the-resources. */
const captionStyles = {
	block_dark: 'Block Dark',
	bold: 'Bold',
	chunky: 'Chunky',
	clean: 'Clean',
	elegant: 'Elegant',
	energy: 'Energy',
	exotic: 'Exotic',
	golden: 'Golden',
	modern_boxed: 'Modern Boxed',
	modern_dark: 'Modern Dark',
	neon_pink: 'Neon Pink',
	outline_classic: 'Outline Classic',
	pop_purple: 'Pop Purple',
	pop_single: 'Pop Single',
	racing: 'Racing',
	retro_gold: 'Retro Gold',
	shadow_lime: 'Shadow Lime',
	shadow_mint: 'Shadow Mint',
	simple: 'Simple',
	spotlight: 'Spotlight',
	stamp_red: 'Stamp Red',
	subtle_cyan: 'Subtle Cyan',
	subtle_gray: 'Subtle Gray',
	tag_yellow: 'Tag Yellow',
};

const durations = {
	30: '30 Seconds',
	60: '60 Seconds',
	180: '180 Seconds',
	long: 'Longer',
};

/** The settings of the clips. */
export const outputSettings: Field[] = [
	choice(
		'output_settings.aspect_ratio',
		'Aspect Ratio',
		{ landscape: 'Landscape', portrait: 'Portrait', square: 'Square' },
		{ name: 'aspectRatio', default: 'portrait', description: 'Of the clips' },
	),
	choice('output_settings.caption_style', 'Caption Style', captionStyles, {
		name: 'captionStyle',
		default: 'outline_classic',
		description: "How captions look, where 'Captions' is on",
	}),
	boolean('output_settings.captions', 'Captions', {
		name: 'captions',
		default: true,
		description: 'Whether to burn captions into the clips',
	}),
	choices('output_settings.duration_types', 'Lengths', durations, {
		name: 'durationTypes',
		default: ['30'],
		description: 'A clip is made for each',
	}),
	text('output_settings.prompt', 'Prompt', {
		name: 'prompt',
		maxLength: 500,
		placeholder: 'the answers about pricing',
		description: 'What to look for',
	}),
];
