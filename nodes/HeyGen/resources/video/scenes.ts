import { constant } from '../fields/constant';
import type { Condition, Field } from '../fields/field';
import { file } from '../fields/file';
import { entries } from '../fields/lists';
import { locator } from '../fields/locator';
import { boolean, choice, number } from '../fields/scalars';
import { speech } from '../speech';
import { movement, sceneBackground } from './look';

const avatar: Condition = { type: ['avatar_video'] };
const still: Condition = { type: ['image', 'video'] };
const film: Condition = { type: ['video'] };

/** The scenes of a studio video, one after the other; each fills the frame. */
export const scenes: Field = entries('scenes', 'Scenes', {
	one: 'Scene',
	required: true,
	min: 1,
	max: 50,
	when: { type: ['studio'] },
	fields: [
		choice('type', 'Type', { avatar_video: 'Avatar', image: 'Image', video: 'Video' }),
		constant('input.type', 'Input Type', 'avatar', avatar),
		locator('input.avatar_id', 'Avatar Look', {
			name: 'avatarId',
			search: 'searchLooks',
			required: true,
			when: avatar,
		}),
		file('source', 'Source', { required: true, when: still }),
		...speech('input.', avatar),
		...speech('', still, { none: 'None' }),
		number('duration', 'Duration', {
			above: 0,
			max: 300,
			default: 5,
			when: { type: ['image'], speechSource: ['none'] },
			description: 'In seconds',
		}),
		...movement('input.', avatar),
		sceneBackground('input.', avatar),
		choice(
			'playback.mode',
			'Playback Mode',
			{ freeze: 'Freeze', loop: 'Loop', fit_to_scene: 'Fit to Scene' },
			{
				name: 'playbackMode',
				when: film,
				description: 'What happens when the speech is longer than the video',
			},
		),
		boolean('playback.mute', 'Mute', {
			name: 'mute',
			when: film,
			description: "Whether to leave out the video's own sound",
		}),
		number('playback.volume', 'Volume', {
			name: 'playbackVolume',
			min: 0,
			max: 1,
			default: 1,
			when: film,
		}),
	],
});
