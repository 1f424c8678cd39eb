import type { JsonObject } from '../types';
import type { ShelfName } from './shelves';
import type { World } from './world';

type Invent = (number: string, index: number) => JsonObject;

const FIRST = ['Robin', 'Kim', 'Alex', 'Noor', 'Sasha', 'Mika', 'Jules', 'Ona'];
const LANGUAGES = ['English', 'Danish', 'Portuguese', 'Japanese', 'Swahili'];
const CREATED = 1_790_000_000;

const nth = <T>(values: readonly T[], index: number): T => values[index % values.length] as T;

const inventions = {
	looks: (number, index) => ({
		id: `look_${number}`,
		name: `${nth(FIRST, index)} ${number}`,
		avatar_type: nth(['photo_avatar', 'studio_avatar', 'digital_twin'], index),
		group_id: `group_${String(Math.floor(index / 5) + 1).padStart(5, '0')}`,
		preview_image_url: `https://files.heygen.example/looks/${number}.jpg`,
		preview_video_url: null,
		gender: nth(['female', 'male'], index),
		tags: [],
		default_voice_id: `voice_${number}`,
		supported_api_engines: ['avatar_iv'],
		image_width: 1920,
		image_height: 1080,
		preferred_orientation: 'landscape',
		status: 'completed',
		error: null,
		_ownership: index % 10 === 0 ? 'private' : 'public',
	}),
	avatars: (number, index) => ({
		id: `group_${number}`,
		name: `${nth(FIRST, index)} ${number}`,
		created_at: CREATED - index,
		looks_count: 5,
		gender: nth(['female', 'male'], index),
		preview_image_url: `https://files.heygen.example/groups/${number}.jpg`,
		preview_video_url: null,
		default_voice_id: `voice_${number}`,
		consent_status: null,
		status: 'completed',
		error: null,
		_ownership: index % 10 === 0 ? 'private' : 'public',
	}),
	voices: (number, index) => ({
		voice_id: `voice_${number}`,
		name: `${nth(FIRST, index)} ${number}`,
		language: nth(LANGUAGES, index),
		gender: nth(['female', 'male'], index),
		preview_audio_url: `https://files.heygen.example/voices/${number}.mp3`,
		support_pause: true,
		support_locale: false,
		type: 'public',
		_engine: nth(['starfish', 'elevenlabs'], index),
	}),
	templates: (number) => ({
		id: `template_${number}`,
		name: `Template ${number}`,
		thumbnail_url: null,
		aspect_ratio: '16:9',
		created_at: CREATED,
		updated_at: CREATED,
		variables: {
			name: { type: 'text', content: 'there' },
			logo: { type: 'image', asset: { type: 'url', url: 'https://files.heygen.example/l.png' } },
		},
		scene_ids: ['scene_1'],
		scenes: [
			{
				scene_id: 'scene_1',
				script: 'Hi {{name}}',
				variables: [
					{ name: 'name', variable_type: 'text' },
					{ name: 'logo', variable_type: 'image' },
				],
			},
		],
		edit_version: '1',
		source_video_id: null,
		composition: null,
	}),
	videos: (number, index) => ({
		id: `video_${number}`,
		title: `Video ${number}`,
		status: 'completed',
		created_at: CREATED - index,
		completed_at: CREATED - index + 90,
		duration: 12.5,
		video_url: `https://files.heygen.example/videos/${number}.mp4?Signature=x`,
		captioned_video_url: null,
		subtitle_url: `https://files.heygen.example/videos/${number}.srt?Signature=x`,
		thumbnail_url: `https://files.heygen.example/videos/${number}.jpg?Signature=x`,
		gif_url: `https://files.heygen.example/videos/${number}.gif?Signature=x`,
		video_page_url: `https://app.heygen.example/videos/${number}`,
		folder_id: null,
		output_language: null,
		failure_code: null,
		failure_message: null,
	}),
	brandKits: (number) => ({
		brand_kit_id: `kit_${number}`,
		name: `Kit ${number}`,
		status: 'completed',
		colors: ['#112233'],
		color_roles: null,
		logos: [],
		logo_roles: null,
		fonts: [],
		font_roles: null,
	}),
	sounds: (number, index) => ({
		id: `sound_${number}`,
		name: `Sound ${number}`,
		description: 'A made-up sound',
		type: nth(['music', 'sound_effects'], index),
		score: 0.95 - (index % 5) / 10,
		duration: 30,
		audio_url: `https://files.heygen.example/sounds/${number}.mp3?Signature=x`,
		peak_offset: null,
		placement: null,
	}),
	pictures: (number, index) => ({
		id: `picture_${number}`,
		type: nth(['image', 'icon'], index),
		url: `https://files.heygen.example/pictures/${number}.png?Signature=x`,
		width: 640,
		height: 480,
		orientation: 'landscape',
		is_transparent: false,
		_scope: 'public',
	}),
	assets: (number) => ({
		id: `asset_${number}`,
		name: `File ${number}.png`,
		type: 'image',
		owner: 'simulated-user',
		space_id: 'simulated-space',
		folder_id: null,
		uploaded_at: CREATED,
		url: `https://files.heygen.example/assets/${number}.png?Signature=x`,
	}),
	styles: (number, index) => ({
		style_id: `style_${number}`,
		name: `Style ${number}`,
		tags: [nth(['cinematic', 'print'], index)],
		thumbnail_url: null,
		preview_video_url: null,
		aspect_ratio: null,
	}),
} satisfies Partial<Record<ShelfName, Invent>>;

export type SeedName = keyof typeof inventions;

export function seed(
	world: World,
	shelf: SeedName,
	count: number,
	more: (index: number) => JsonObject,
): void {
	const invent: Invent = inventions[shelf];
	world.shelves[shelf].seed(count, (index) => ({
		...invent(String(index + 1).padStart(5, '0'), index),
		...more(index),
	}));
}
