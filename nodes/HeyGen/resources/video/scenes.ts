import { isObject } from '../../narrow';
import { additionalFields } from '../../operation/fields/collections';
import { constant } from '../../operation/fields/constant';
import type { Condition, Field } from '../../operation/fields/field';
import { file } from '../../operation/fields/file';
import { entries } from '../../operation/fields/entries';
import { locator } from '../../operation/fields/locator';
import { boolean, choice, number } from '../../operation/fields/scalars';
import { speech } from '../shared/speech';
import { voiceSettings } from '../shared/voiceSettings';
import { checkMovement, movement, sceneBackground } from './look';

const avatar: Condition = { type: ['avatar_video'] };
const still: Condition = { type: ['image', 'video'] };
const silent: Condition = { type: ['image'], speechSource: ['none'] };

const ofAvatar: Field[] = [...movement('input.'), ...sceneBackground('input.')];

const ofFilm: Field[] = [
	choice(
		'playback.mode',
		'Playback Mode',
		{ freeze: 'Freeze', loop: 'Loop', fit_to_scene: 'Fit to Scene' },
		{
			name: 'playbackMode',
			description: 'What happens when the speech is longer than the video',
		},
	),
	boolean('playback.mute', 'Mute', {
		name: 'mute',
		description: "Whether to leave out the video's own sound",
	}),
	number('playback.volume', 'Volume of the Video', {
		name: 'playbackVolume',
		min: 0,
		max: 1,
		default: 1,
	}),
];

/** The optional fields depend on what the scene shows and on who speaks in it. */
const optional: Field[] = [
	additionalFields([...ofAvatar, ...voiceSettings('input.voice_settings')], {
		...avatar,
		speechSource: ['script'],
	}),
	additionalFields(ofAvatar, { ...avatar, speechSource: ['audio'] }),
	additionalFields(voiceSettings('voice_settings'), { type: ['image'], speechSource: ['script'] }),
	additionalFields([...ofFilm, ...voiceSettings('voice_settings')], {
		type: ['video'],
		speechSource: ['script'],
	}),
	additionalFields(ofFilm, { type: ['video'], speechSource: ['audio', 'none'] }),
];

/**
 * The scenes of a studio video, in order; each fills the frame. n8n fills in the defaults of an
 * entry, so optional fields are in a collection, which is empty until a field is added.
 */
export const scenes: Field[] = entries('scenes', 'Scenes', {
	one: 'Scene',
	required: true,
	min: 1,
	max: 50,
	when: { type: ['studio'] },
	check: (scene) => checkMovement(isObject(scene.input) ? scene.input : scene),
	fields: [
		choice(
			'type',
			'Type',
			{ avatar_video: 'Avatar', image: 'Image', video: 'Video' },
			{ required: true, description: 'What the scene shows' },
		),
		constant('input.type', 'Input Type', 'avatar', avatar),
		locator('input.avatar_id', 'Avatar Look', {
			name: 'avatarId',
			search: 'searchLooks',
			required: true,
			when: avatar,
		}),
		file('source', 'Source', {
			required: true,
			when: still,
			description: 'The image or the video of the scene',
		}),
		...speech('input.', avatar, { voiced: avatar }),
		...speech('', still, { none: 'None', voiceless: still }),
		number('duration', 'Duration', {
			above: 0,
			max: 300,
			default: 5,
			required: true,
			when: silent,
			description: 'In seconds',
		}),
		...optional,
	],
});
