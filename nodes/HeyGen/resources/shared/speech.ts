import { file } from '../../operation/fields/file';
import type { Condition, Field } from '../../operation/fields/field';
import { locator } from '../../operation/fields/locator';
import { choice, text } from '../../operation/fields/scalars';

/**
 * What is said: a script and a voice, or a recording.
 * @param at what stands before HeyGen's keys, e.g. `input.`
 * @param when the variants that speak
 */
export const speech = (at: string, when: Condition, otherwise: { none?: string } = {}): Field[] => [
	choice(
		'',
		'Speech From',
		{
			script: 'Script',
			audio: 'Audio File',
			...(otherwise.none !== undefined && { none: otherwise.none }),
		},
		{ name: 'speechSource', steers: true, default: 'script', when },
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
	locator(`${at}voice_id`, 'Voice', {
		name: 'voiceId',
		search: 'searchVoices',
		when: { ...when, speechSource: ['script'] },
		description: 'Who speaks. Left empty, an avatar speaks with its own voice.',
	}),
	file(`${at}audio`, 'Audio', {
		name: 'audio',
		required: true,
		keys: { url: `${at}audio_url`, assetId: `${at}audio_asset_id` },
		when: { ...when, speechSource: ['audio'] },
		description: 'A recording that is spoken in place of a script. Up to 600 seconds.',
	}),
];
