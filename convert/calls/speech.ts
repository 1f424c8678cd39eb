import {
	expression,
	isOpen,
	known,
	parameter,
	sourceOf,
	type Json,
	type JsonObject,
} from '../read/value';
import { filled, type Body } from './body';
import { byId } from './call';
import { fileOf } from './look';

const models = ['eleven_flash_v2_5', 'eleven_turbo_v2_5', 'eleven_multilingual_v2', 'eleven_v3'];

/** How the voice speaks. */
function settings(voice: Body): JsonObject {
	const speed = voice.number('speed');
	if (typeof speed === 'number' && (speed > 1.5 || speed < 0.5)) {
		voice.notes.push(`HeyGen takes a speed from 0.5 to 1.5: ${speed} was brought into it.`);
	}
	voice.lost({ emotion: [] });
	const pitch = voice.number('pitch');
	return filled({
		speed:
			typeof speed === 'number'
				? speed === 1
					? undefined
					: Math.min(Math.max(speed, 0.5), 1.5)
				: speed,
		pitch: pitch === 0 ? undefined : pitch,
		locale: voice.text('locale'),
		engineSettings: elevenLabs(voice),
	});
}

function elevenLabs(voice: Body): JsonObject | undefined {
	const its = voice.part('elevenlabs_settings');
	if (its.value === undefined) return undefined;
	const model = its.text('model');
	const isKnown = typeof model !== 'string' || model.startsWith('=') || models.includes(model);
	if (!isKnown) voice.notes.push(`HeyGen has no longer the ElevenLabs model ${model}.`);
	return filled({
		engineType: 'elevenlabs',
		elevenLabsModel: isKnown ? model : undefined,
		stability: its.number('stability'),
		similarityBoost: its.number('similarity_boost'),
		style: its.number('style'),
	});
}

/** What is spoken and by whom. `more` goes into the additional fields. */
export function speech(voice: Body): { parameters: JsonObject; more: JsonObject } {
	const isOpenVoice = voice.value?.kind === 'expression';
	if (isOpenVoice)
		voice.notes.push('The voice comes from an expression: it is taken for a text with a voice ID.');
	const audio = isOpenVoice ? undefined : fileOf(voice, 'audio_url', 'audio_asset_id');
	const type = known(voice.get('type'));
	if (audio !== undefined && type !== 'text') {
		voice.get('speed');
		return { parameters: { speechSource: 'audio', audio }, more: {} };
	}
	const script = voice.get('input_text');
	if (type === 'silence') {
		voice.get('duration');
		voice.notes.push('HeyGen makes no silent scene with an avatar: enter a script.');
	} else if (script === undefined) {
		voice.notes.push('Nothing is said: enter a script.');
	}
	if (script !== undefined && isOpen(script) && /\\\\["'n]|\\\\\\\\/.test(sourceOf(script))) {
		voice.notes.push(
			'The script is given backslashes by its expression. They are no longer needed, and are spoken: take them out.',
		);
	}
	const voiceId = voice.text('voice_id');
	if (voiceId === undefined)
		voice.notes.push('No voice was chosen: choose one, or the avatar speaks with its own.');
	return {
		parameters: filled({
			speechSource: 'script',
			script: script === undefined ? '' : parameter(script),
			voiceId: byId(voiceId),
		}),
		more: isOpenVoice ? {} : settings(voice),
	};
}

/** Whose look it is: an avatar or a photo. */
export function lookOf(character: Body): Json | undefined {
	const [avatar, photo] = [character.get('avatar_id'), character.get('talking_photo_id')];
	if (character.value?.kind === 'expression') {
		const its = `(${character.value.source})`;
		return parameter(expression(`${its}?.avatar_id ?? ${its}?.talking_photo_id`));
	}
	if (avatar !== undefined && photo !== undefined) {
		// Of two kinds the run takes one: both are looks now.
		const [one, other] = [avatar, photo].map(sourceOf);
		const parts = [one, other].map((each) => /^\((.*)\) \? (.+) : null$/.exec(each ?? ''));
		const same = parts[0]?.[1] !== undefined ? `(${parts[0][1]}) ? ${parts[0][2]} : ` : undefined;
		const rest = /^\((.*)\) \? null : (.+)$/.exec(other ?? '');
		if (same !== undefined && rest?.[2] !== undefined) {
			return parameter(expression(parts[0]?.[2] === rest[2] ? rest[2] : `${same}${rest[2]}`));
		}
		return parameter(expression(`${one} ?? ${other}`));
	}
	const look = avatar ?? photo;
	return look === undefined ? undefined : parameter(look);
}

/** How the avatar stands and moves. */
export function movement(character: Body): JsonObject {
	if (character.value?.kind === 'expression') {
		character.notes.push('The character comes from an expression: only its look is taken.');
		return {};
	}
	const style = known(character.get('talking_style'));
	const mood = known(character.get('expression'));
	character.lost({
		avatar_style: ['normal'],
		talking_photo_style: ['square', 'normal'],
		circle_background_color: [],
		super_resolution: [false],
		keep_original_prompt: [false],
		scale: [1, '1', 1.0],
		offset: [],
	});
	const isExpressive = style === 'expressive' || (mood !== undefined && mood !== 'default');
	return filled({
		motionPrompt: character.text('prompt'),
		expressiveness: isExpressive ? 'high' : style === 'stable' ? 'low' : undefined,
	});
}
