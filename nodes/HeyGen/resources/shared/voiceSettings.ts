import { group } from '../../operation/fields/collections';
import type { Condition, Field } from '../../operation/fields/field';
import { boolean, choice, number, text } from '../../operation/fields/scalars';

/** Not ElevenLabs. Also shown without a chosen engine: then HeyGen refuses them. */
const elevenLabs: Condition = { engineType: ['fish', 'starfish'] };
const fish: Condition = { engineType: ['elevenlabs', 'starfish'] };
const tunable: Condition = { engineType: ['starfish'] };
const share = { min: 0, max: 1, default: 0.5 };

/** Settings that depend on the engine of the voice. @param at `voice_settings.engine_settings` */
const engineSettings = (at: string, when?: Condition): Field =>
	group(
		'engineSettings',
		'Voice Engine Settings',
		'Add Setting',
		[
			choice(
				`${at}.engine_type`,
				'Engine Type',
				{ elevenlabs: 'ElevenLabs', fish: 'Fish Audio', starfish: 'Starfish' },
				{ name: 'engineType', required: true, description: 'The engine behind the chosen voice' },
			),
			choice(
				`${at}.model`,
				'ElevenLabs Model',
				['eleven_flash_v2_5', 'eleven_multilingual_v2', 'eleven_turbo_v2_5', 'eleven_v3'],
				{
					name: 'elevenLabsModel',
					unless: elevenLabs,
					description: 'Newer ones sound better, those with flash or turbo are sooner ready',
				},
			),
			choice(`${at}.model`, 'Fish Audio Model', ['s1', 's2-pro'], {
				name: 'fishModel',
				unless: fish,
				description: 'The newer one is s2-pro',
			}),
			number(`${at}.similarity`, 'Similarity', {
				...share,
				name: 'similarity',
				unless: fish,
			}),
			number(`${at}.similarity_boost`, 'Similarity Boost', {
				...share,
				name: 'similarityBoost',
				unless: elevenLabs,
			}),
			number(`${at}.stability`, 'Stability', {
				...share,
				name: 'stability',
				unless: tunable,
				description: 'The ElevenLabs model eleven_v3 takes only 0, 0.5 and 1',
			}),
			number(`${at}.style`, 'Style', { ...share, name: 'style', unless: elevenLabs }),
			boolean(`${at}.use_speaker_boost`, 'Use Speaker Boost', {
				name: 'useSpeakerBoost',
				unless: elevenLabs,
				description: 'Whether to bring the voice closer to the original speaker',
			}),
		],
		when,
	);

/** How the voice speaks; the same wherever HeyGen accepts a script. @param at `voice_settings` */
export const voiceSettings = (at: string, when?: Condition): Field[] => {
	const where = when === undefined ? {} : { when };
	return [
		engineSettings(`${at}.engine_settings`, when),
		text(`${at}.locale`, 'Voice Locale', {
			...where,
			name: 'locale',
			placeholder: 'en-US',
			description: 'The accent, where the voice has several',
		}),
		number(`${at}.pitch`, 'Voice Pitch', {
			...where,
			name: 'pitch',
			min: -50,
			max: 50,
			default: 0,
			description: 'In semitones',
		}),
		number(`${at}.speed`, 'Voice Speed', {
			...where,
			name: 'speed',
			min: 0.5,
			max: 1.5,
			default: 1,
		}),
		number(`${at}.volume`, 'Voice Volume', {
			...where,
			name: 'volume',
			min: 0,
			max: 1,
			default: 1,
		}),
	];
};
