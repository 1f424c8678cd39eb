import { group } from '../fields/collections';
import { put, type Condition, type Field } from '../fields/field';
import { file } from '../fields/file';
import { locator } from '../fields/locator';
import { boolean, choice, number, text } from '../fields/scalars';

const colorPattern = { is: /^#[0-9a-f]{6}$/i, orElse: 'is not a color such as #1a2b3c' };

const shown = (when: Condition | undefined) => (when === undefined ? {} : { when });

/** How an avatar or a picture moves. @param at what stands before HeyGen's keys, e.g. `input.` */
export const movement = (at: string, avatar?: Condition, both?: Condition): Field[] => [
	choice(
		`${at}engine.type`,
		'Engine',
		{ avatar_iii: 'Avatar III', avatar_iv: 'Avatar IV', avatar_v: 'Avatar V' },
		{
			name: 'engine',
			default: 'avatar_iv',
			...shown(avatar),
			description: 'Avatar V needs a look that supports it',
		},
	),
	choice(
		`${at}expressiveness`,
		'Expressiveness',
		{ high: 'High', low: 'Low', medium: 'Medium' },
		{
			name: 'expressiveness',
			default: 'low',
			...shown(both),
			description: 'Photo avatars only, and not with the engine Avatar V',
		},
	),
	text(`${at}motion_prompt`, 'Motion Prompt', {
		name: 'motionPrompt',
		...shown(both),
		placeholder: 'waves and smiles',
		description: 'How the avatar moves, in words',
	}),
	locator(`${at}engine.reference_look_id`, 'Reference Look', {
		name: 'referenceLookId',
		search: 'searchLooks',
		when: { ...avatar, engine: ['avatar_v'] },
		description: 'Another look of the same avatar, from which the engine learns',
	}),
];

/** What is behind the avatar. */
export const background = (when: Condition): Field[] => [
	choice(
		'background.type',
		'Background Type',
		{ color: 'Color', image: 'Image' },
		{ when, description: 'Add Background Color or Background Image too' },
	),
	text('background.value', 'Background Color', {
		when: { ...when, backgroundType: ['color'] },
		placeholder: '#1a2b3c',
		sample: '#1a2b3c',
		pattern: colorPattern,
	}),
	file('background.image', 'Background Image', {
		keys: { url: 'background.url', assetId: 'background.asset_id' },
		when: { ...when, backgroundType: ['image'] },
	}),
	boolean('remove_background', 'Remove Background', {
		when,
		description: 'Whether to leave out what is behind the avatar',
	}),
];

/** The only background that a scene has. */
export function sceneBackground(at: string): Field {
	const color = text(`${at}background.color`, 'Background Color', {
		name: 'backgroundColor',
		placeholder: '#1a2b3c',
		sample: '#1a2b3c',
		pattern: colorPattern,
	});
	return {
		...color,
		write(body, entered, scope) {
			const value = color.read(entered, scope);
			if (value !== undefined) put(body, `${at}background`, { type: 'color', color: value });
		},
	};
}

/** A picture over the video; HeyGen's enterprise plans only. */
export const watermark = (when: Condition): Field =>
	group(
		'watermark',
		'Watermark',
		'Add Setting',
		[
			file('watermark.image', 'Image', { name: 'image', required: true }),
			number('watermark.opacity', 'Opacity', { name: 'opacity', min: 0, max: 1, default: 1 }),
			number('watermark.placement.offset_x', 'Offset X', {
				name: 'offsetX',
				min: -1,
				max: 1,
				default: 0,
				description: 'Fraction of the width, to the right',
			}),
			number('watermark.placement.offset_y', 'Offset Y', {
				name: 'offsetY',
				min: -1,
				max: 1,
				default: 0,
				description: 'Fraction of the height, downwards',
			}),
			choice(
				'watermark.placement.position',
				'Position',
				{
					bottom_left: 'Bottom Left',
					bottom_right: 'Bottom Right',
					top_left: 'Top Left',
					top_right: 'Top Right',
				},
				{ name: 'position', default: 'bottom_right' },
			),
			number('watermark.scale', 'Scale', { name: 'scale', above: 0, max: 2, default: 1 }),
		],
		when,
	);
