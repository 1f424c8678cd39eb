import { additionalFields } from '../../operation/fields/collections';
import { locator } from '../../operation/fields/locator';
import { choice, number, text } from '../../operation/fields/scalars';
import { puts } from '../../operation/output';
import { generateSpeech as generateSpeechOf } from '../shared/spoken';

export const generateSpeech = generateSpeechOf({
	path: '/v3/voices/speech',
	fields: [
		text('text', 'Text', {
			rows: 4,
			required: true,
			maxLength: 5_000,
			description: 'What is spoken',
		}),
		locator('voice_id', 'Voice', {
			search: 'searchSpeechVoices',
			required: true,
			description: 'One of the engine starfish: Get Many of Voice lists them by a filter',
		}),
	],
	additional: additionalFields([
		choice(
			'input_type',
			'Input Type',
			{ ssml: 'SSML', text: 'Text' },
			{ default: 'text', description: 'SSML has marks for pauses' },
		),
		text('language', 'Language', {
			placeholder: 'en',
			description: 'HeyGen detects it when you leave it empty',
		}),
		text('locale', 'Locale', {
			placeholder: 'en-US',
			description: 'The accent, where the voice has several',
		}),
		number('speed', 'Speed', { min: 0.5, max: 2, default: 1 }),
	]),
	output: puts({
		audio_url: 'text',
		duration: 'number',
		request_id: 'text?',
		word_timestamps: 'objects?',
	}),
});
