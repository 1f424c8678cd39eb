import { known, type JsonObject, type Value } from '../read/value';
import { Body, filled } from './body';
import { byId } from './call';
import { colour, fileOf } from './look';
import { lookOf, movement, speech } from './speech';

/** Several `video_inputs`: scenes of a studio video. */
export const scenes = (inputs: readonly Value[], notes: string[]): JsonObject[] => {
	notes.push(
		'Several scenes: each is made with Avatar IV unless its Engine says otherwise, which may cost three times as much as before.',
	);
	return inputs.map((input) => scene(new Body(input, notes)));
};

function scene(input: Body): JsonObject {
	const [character, voice] = [input.part('character'), input.part('voice')];
	const behind = input.part('background');
	input.lost({ text: [] });
	character.lost({ matting: [false] });
	if (character.value === undefined) return withoutAvatar(voice, behind);
	const spoken = speech(voice);
	const backgroundColor =
		known(behind.get('type')) === 'color' ? colour(behind.get('value')) : undefined;
	if (behind.value !== undefined && backgroundColor === undefined) {
		input.notes.push(
			'A picture or a video behind an avatar in a scene has no counterpart, and is left out.',
		);
	}
	return {
		type: 'avatar_video',
		avatarId: byId(lookOf(character)),
		...spoken.parameters,
		additionalFields: filled({ backgroundColor, ...movement(character), ...spoken.more }),
	};
}

const playback: Readonly<Record<string, string>> = {
	freeze: 'freeze',
	once: 'freeze',
	loop: 'loop',
	full_video: 'loop',
	fit_to_scene: 'fit_to_scene',
};

/** A picture or a film with somebody speaking over it. */
function withoutAvatar(voice: Body, behind: Body): JsonObject {
	const type = known(behind.get('type')) === 'video' ? 'video' : 'image';
	const source = fileOf(behind, 'url', type === 'video' ? 'video_asset_id' : 'image_asset_id');
	if (source === undefined) behind.notes.push('A scene has nothing to show: enter its Source.');
	const isSilent = known(voice.get('type')) === 'silence' || voice.value === undefined;
	const spoken = isSilent ? { parameters: {}, more: {} } : speech(voice);
	const mode = playback[String(known(behind.get('play_style')))];
	const more = filled({ ...(type === 'video' && { playbackMode: mode }), ...spoken.more });
	return {
		type,
		source: source ?? { __rl: true, mode: 'url', value: '' },
		...(isSilent && { speechSource: 'none' }),
		...(isSilent && type === 'image' && { duration: voice.number('duration') ?? 5 }),
		...spoken.parameters,
		// A silent picture has nothing to add.
		...(Object.keys(more).length > 0 && { additionalFields: more }),
	};
}
