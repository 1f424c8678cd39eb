import { file } from '../../operation/fields/file';
import type { Condition, Field } from '../../operation/fields/field';
import { locator } from '../../operation/fields/locator';
import { choice, text } from '../../operation/fields/scalars';

interface Speakers {
	/** Label of the choice without speech. */
	none?: string;
	/** The variants with their own voice, unless another one is chosen. */
	voiced?: Condition;
	/** The variants without one. */
	voiceless?: Condition;
}

/** n8n shows both fields if an expression gives the type, so the node requires the second one. */
const voice = (at: string, when: Condition, required: boolean): Field => {
	const field = locator(`${at}voice_id`, 'Voice', {
		name: 'voiceId',
		search: 'searchVoices',
		when: { ...when, speechSource: ['script'] },
		description: required
			? "The ID of a voice, from the voice's Get Many operation. Required with a script."
			: 'The ID of the voice. When empty, the avatar speaks with its own voice.',
	});
	return required ? { ...field, isRequired: true } : field;
};

/**
 * What is spoken: a script and a voice, or a recording.
 * @param at prefix of HeyGen's keys, e.g. `input.`
 * @param when the variants that speak
 */
export const speech = (
	at: string,
	when: Condition,
	{ none, voiced, voiceless }: Speakers,
): Field[] => [
	choice(
		'',
		'Speech From',
		{
			script: 'Script',
			audio: 'Audio File',
			...(none !== undefined && { none }),
		},
		{
			name: 'speechSource',
			steers: true,
			default: 'script',
			when,
			description: 'What is heard',
		},
	),
	text(`${at}script`, 'Script', {
		name: 'script',
		rows: 4,
		required: true,
		maxLength: 5_000,
		when: { ...when, speechSource: ['script'] },
		placeholder: 'Hello, and welcome!',
		description: 'What is spoken',
	}),
	...(voiced === undefined ? [] : [voice(at, voiced, false)]),
	...(voiceless === undefined ? [] : [voice(at, voiceless, true)]),
	file(`${at}audio`, 'Audio', {
		name: 'audio',
		required: true,
		keys: { url: `${at}audio_url`, assetId: `${at}audio_asset_id` },
		when: { ...when, speechSource: ['audio'] },
		description: 'A recording to use instead of a script. Up to 600 seconds.',
	}),
];
