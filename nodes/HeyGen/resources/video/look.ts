import { valueAt, type JsonObject } from '../../narrow';
import { group } from '../../operation/fields/collections';
import { needing, put, type Condition, type Field } from '../../operation/fields/field';
import { file, objectOf, type FileInput } from '../../operation/fields/file';
import { isEmpty, unfit } from '../../operation/fields/invalidInput';
import { locator } from '../../operation/fields/locator';
import { boolean, choice, number, text } from '../../operation/fields/scalars';

const shown = (when: Condition | undefined) => (when === undefined ? {} : { when });

/** How an avatar or a picture moves. @param at prefix of HeyGen's keys, e.g. `input.` */
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
		description: 'A description of how the avatar moves',
	}),
	needing(
		locator(`${at}engine.reference_look_id`, 'Reference Look', {
			name: 'referenceLookId',
			search: 'searchLooks',
			...shown(avatar),
			unless: { engine: ['avatar_iii', 'avatar_iv'] },
			description: 'Another look of the same avatar that the engine Avatar V learns from',
		}),
		'engine',
		"'Engine' Avatar V",
	),
];

/**
 * Combinations that an engine refuses. Source: docs/facts/heygen.md#what-excludes-what. @throws
 * InvalidInput
 */
export function checkMovement({ engine, expressiveness, motion_prompt: prompt }: JsonObject): void {
	const { type } = Object(engine) as JsonObject;
	if (expressiveness !== undefined && (type === 'avatar_v' || type === 'avatar_iii')) {
		throw unfit('Expressiveness', "can't be used with this 'Engine': only Avatar IV has it");
	}
	if (prompt !== undefined && type === 'avatar_iii') {
		throw unfit('Motion Prompt', "can't be used with the 'Engine' Avatar III");
	}
}

/** The background of the avatar. */
export const background = (when: Condition): Field[] => [
	choice(
		'background.type',
		'Background Type',
		{ color: 'Color', image: 'Image' },
		{ when, description: 'Add Background Color or Background Image as well' },
	),
	needing(
		text('background.value', 'Background Color', {
			when,
			unless: { backgroundType: ['image'] },
			placeholder: '#1a2b3c',
			sample: '#1a2b3c',
			description: 'As #rrggbb',
		}),
		'backgroundType',
		"'Background Type' Color",
	),
	needing(
		file('background.image', 'Background Image', {
			keys: { url: 'background.url', assetId: 'background.asset_id' },
			when,
			unless: { backgroundType: ['color'] },
		}),
		'backgroundType',
		"'Background Type' Image",
	),
	boolean('remove_background', 'Remove Background', {
		when,
		description: 'Whether to remove the background behind the avatar',
	}),
];

/** @throws InvalidInput */
export function checkBackground(background: unknown): void {
	const { type, value, url, asset_id: assetId } = Object(background) as JsonObject;
	if (type === 'color' && value === undefined) throw isEmpty('Background Color');
	if (type === 'image' && (url ?? assetId) === undefined) throw isEmpty('Background Image');
}

/** The value under `background` names its own type; there is only one. */
const behind = (at: string, type: string, field: Field, put1: Putter): Field => ({
	...field,
	write(body, entered, scope) {
		const value = field.read(entered, scope);
		if (value === undefined) return;
		if (valueAt(body, `${at}.type`) !== undefined) {
			throw unfit(field.property.displayName, "can't be used with another background");
		}
		put(body, `${at}.type`, type);
		put1(body, value);
	},
});

type Putter = (body: JsonObject, value: unknown) => void;

/** The background of the avatar in a scene. Source: docs/facts/heygen.md#new-since-autumn-2026. */
export function sceneBackground(scene: string): Field[] {
	const at = `${scene}background`;
	const color = text(`${at}.color`, 'Background Color', {
		name: 'backgroundColor',
		placeholder: '#1a2b3c',
		sample: '#1a2b3c',
		description: 'As #rrggbb',
	});
	const asset: Putter = (body, value) => put(body, `${at}.asset`, objectOf(value as FileInput));
	return [
		behind(at, 'color', color, (body, value) => put(body, `${at}.color`, value)),
		behind(
			at,
			'image',
			file(`${at}.asset`, 'Background Image', { name: 'backgroundImage' }),
			asset,
		),
		behind(
			at,
			'video',
			file(`${at}.asset`, 'Background Video', { name: 'backgroundVideo' }),
			asset,
		),
		needing(
			choice(
				`${at}.fit`,
				'Background Fit',
				{ contain: 'Contain', cover: 'Cover', crop: 'Crop', none: 'None' },
				{
					name: 'backgroundFit',
					default: 'cover',
					description: 'How the Background Image or Background Video fills the frame',
				},
			),
			['backgroundImage', 'backgroundVideo'],
			"'Background Image' or 'Background Video'",
		),
		needing(
			choice(
				`${at}.play_style`,
				'Background Play Style',
				{
					fit_to_scene: 'Fit to Scene',
					freeze: 'Freeze',
					full_video: 'Full Video',
					loop: 'Loop',
					once: 'Once',
				},
				{
					name: 'backgroundPlayStyle',
					default: 'loop',
					description: 'What happens when the scene is longer than the Background Video',
				},
			),
			'backgroundVideo',
			"'Background Video'",
		),
	];
}

/** A picture over the video; only in HeyGen's enterprise plans. */
export const watermark = (when: Condition): Field =>
	group(
		'watermark',
		'Watermark',
		'Add Setting',
		[
			file('watermark.image', 'Image', {
				name: 'image',
				required: true,
				description: 'What to show on top of the video',
			}),
			number('watermark.opacity', 'Opacity', { name: 'opacity', min: 0, max: 1, default: 1 }),
			number('watermark.placement.offset_x', 'Offset X', {
				name: 'offsetX',
				min: -1,
				max: 1,
				default: 0,
				description: 'To the right, as a fraction of the width',
			}),
			number('watermark.placement.offset_y', 'Offset Y', {
				name: 'offsetY',
				min: -1,
				max: 1,
				default: 0,
				description: 'Downwards, as a fraction of the height',
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
				{
					name: 'position',
					default: 'bottom_right',
					description: 'The corner that the offsets are measured from',
				},
			),
			number('watermark.scale', 'Scale', { name: 'scale', above: 0, max: 2, default: 1 }),
		],
		when,
	);
