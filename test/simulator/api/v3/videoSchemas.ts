import { callback, file, SOURCES, speech } from '../../schema/common';
import {
	choice,
	closed,
	filled,
	flag,
	list,
	matching,
	number,
	open,
	orNull,
	text,
	variants,
	whole,
} from '../../schema/notation';
import type { Fields, Schema } from '../../schema/notation';

const placement: Schema = closed({
	position: choice('top_left', 'top_right', 'bottom_left', 'bottom_right'),
	offset_x: orNull(number({ min: -1, max: 1 })),
	offset_y: orNull(number({ min: -1, max: 1 })),
});

const watermark: Schema = closed({
	'image!': file,
	scale: number({ above: 0, max: 2 }),
	opacity: number({ min: 0, max: 1 }),
	placement: orNull(placement),
});

const background: Schema = open({
	'type!': choice('color', 'image'),
	value: orNull(text()),
	url: orNull(text()),
	asset_id: orNull(text()),
});

const engine: Schema = variants('type', {
	avatar_v: closed({ reference_look_id: orNull(text()) }),
	avatar_iv: closed({}),
	avatar_iii: closed({}),
});

const fit = orNull(choice('cover', 'contain', 'crop', 'none'));

/** Image and video since October 2026; how they are written is taken from template variables. */
const sceneBackground: Schema = variants('type', {
	color: closed({ 'color!': matching('^#[0-9a-fA-F]{6}$') }),
	image: closed({ 'asset!': file, fit }),
	video: closed({
		'asset!': file,
		fit,
		play_style: orNull(choice('fit_to_scene', 'freeze', 'loop', 'once', 'full_video')),
		volume: orNull(number({ min: 0, max: 1 })),
	}),
});

const acting: Fields = {
	motion_prompt: orNull(text()),
	expressiveness: orNull(choice('high', 'medium', 'low')),
};

const frame: Fields = {
	title: orNull(text()),
	resolution: orNull(choice('4k', '1080p', '720p')),
	aspect_ratio: orNull(choice('16:9', '9:16', '4:5', '5:4', '1:1', 'auto')),
	watermark: orNull(watermark),
	caption: orNull(open({ file_format: choice('srt'), style: orNull(choice('default')) })),
	brand_glossary_id: orNull(filled),
	...callback(),
};

const performed: Fields = {
	...frame,
	...acting,
	...speech,
	fit: orNull(choice('contain', 'cover')),
	background: orNull(background),
	remove_background: orNull(flag),
	output_format: choice('mp4', 'webm'),
};

/** Exactly one source of speech: the words forbid two, and none would leave a mute actor. */
const spoken = { exactlyOne: SOURCES };

const scenes: Schema = variants('type', {
	avatar_video: closed({
		'input!': variants('type', {
			avatar: closed(
				{
					'avatar_id!': text(),
					...acting,
					...speech,
					engine: orNull(engine),
					background: orNull(sceneBackground),
				},
				spoken,
			),
		}),
	}),
	image: closed(
		{ 'source!': file, duration: orNull(number({ above: 0, max: 300 })), ...speech },
		{ exactlyOne: ['duration', ...SOURCES] },
	),
	video: closed(
		{
			'source!': file,
			playback: orNull(
				closed({
					mode: orNull(choice('freeze', 'loop', 'fit_to_scene')),
					volume: number({ min: 0, max: 1 }),
					mute: flag,
				}),
			),
			...speech,
		},
		{ atMostOne: SOURCES },
	),
});

const cinematic: Fields = {
	'prompt!': text(10_000, 1),
	'avatar_id!': list(text(), { min: 1, max: 3 }),
	references: orNull(list(file, { max: 12 })),
	aspect_ratio: choice('16:9', '9:16', '1:1'),
	resolution: choice('720p', '1080p'),
	auto_duration: flag,
	duration: orNull(whole({ min: 4, max: 15 })),
	enhance_prompt: flag,
	title: orNull(text()),
};

/** A batch files its videos itself, so that its items know no folder. */
const forms = (folder: Fields): Schema =>
	variants('type', {
		avatar: closed(
			{ 'avatar_id!': text(), engine: orNull(engine), ...performed, ...folder },
			spoken,
		),
		image: closed({ 'image!': file, ...performed, ...folder }, spoken),
		cinematic_avatar: closed({ ...cinematic, ...folder }),
		studio: closed({ 'scenes!': list(scenes, { min: 1, max: 50 }), ...frame, ...folder }),
	});

/** Source: docs/facts/heygen.md#fields-of-the-resources, POST /v3/videos */
export const video: Schema = forms({ folder_id: orNull(text()) });

export const videoBatch: Schema = closed({
	title: orNull(text()),
	folder_id: orNull(text()),
	callback_url: orNull(text()),
	'videos!': list(forms({}), { min: 1, max: 100 }),
});
