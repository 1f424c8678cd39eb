import { additionalFields } from '../../operation/fields/collections';
import { locator } from '../../operation/fields/locator';
import { choice, number, text } from '../../operation/fields/scalars';
import { puts } from '../../operation/output';
import { generateSpeech as generateSpeechOf } from '../shared/spoken';

export const generateSpeech = generateSpeechOf({
	path: '/v3/voices/speech',
	fields: [
		text('text', 'Text', { rows: 4, required: true, maxLength: 5_000 }),
		locator('voice_id', 'Voice', {
			search: 'searchSpeechVoices',
			required: true,
			description: 'One of the engine starfish',
		}),
	],
	additional: additionalFields([
		choice('input_type', 'Input Type', { ssml: 'SSML', text: 'Text' }, { default: 'text' }),
		text('language', 'Language', {
			placeholder: 'en',
			description: 'HeyGen finds out when it is left out',
		}),
		text('locale', 'Locale', { placeholder: 'en-US' }),
		number('speed', 'Speed', { min: 0.5, max: 2, default: 1 }),
	]),
	output: puts({
		audio_url: 'text',
		duration: 'number',
		request_id: 'text?',
		word_timestamps: 'objects?',
	}),
});
