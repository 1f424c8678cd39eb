import { additionalFields } from '../../operation/fields/collections';
import { boolean, number, text } from '../../operation/fields/scalars';
import { puts } from '../../operation/output';
import { generateSpeech as generateSpeechOf } from '../shared/spoken';
import { trainedVoiceId } from './fields';

export const generateSpeech = generateSpeechOf({
	path: '/v3/models/audio/tts',
	fields: [
		text('text', 'Text', {
			rows: 4,
			required: true,
			maxLength: 5_000,
			description: 'What is spoken',
		}),
		trainedVoiceId,
	],
	additional: additionalFields([
		text('end_user_id', 'End User ID', {
			placeholder: 'customer-1234',
			description: 'The customer it is made for, when you bill your own customers',
		}),
		number('expressiveness_boost', 'Expressiveness Boost', {
			min: 0,
			max: 1,
			default: 1,
			description: 'For instant voices only',
		}),
		text('language', 'Language', {
			placeholder: 'en',
			description:
				'A code without a region: en, not en-US. HeyGen detects it when you leave it empty.',
		}),
		text('model', 'Model', {
			default: 'heygen-voice-1',
			description: 'Models with turbo in their name, as heygen-voice-1-turbo, answer sooner',
		}),
		number('pitch_shift', 'Pitch Shift', {
			description: 'In semitones. Professional voices only.',
		}),
		number('pitch_variance', 'Pitch Variance', {
			default: 1,
			description: 'A factor. Professional voices only.',
		}),
		number('seed', 'Seed', {
			whole: true,
			min: 0,
			max: 4_294_967_295,
			description: 'The same number gives the same speech. Professional voices only.',
		}),
		number('speed', 'Speed', { default: 1, description: 'A factor. Professional voices only.' }),
		boolean('with_timestamps', 'With Timestamps', {
			description: 'Whether to include when each word is spoken',
		}),
	]),
	output: puts({ audio_url: 'text', duration: 'number', word_timestamps: 'objects?' }),
});
