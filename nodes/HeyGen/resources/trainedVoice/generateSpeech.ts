import { additionalFields } from '../../operation/fields/collections';
import { number, text } from '../../operation/fields/scalars';
import { puts } from '../../operation/output';
import { generateSpeech as generateSpeechOf } from '../shared/spoken';
import { trainedVoiceId } from './fields';

export const generateSpeech = generateSpeechOf({
	path: '/v3/models/audio/tts',
	fields: [text('text', 'Text', { rows: 4, required: true, maxLength: 5_000 }), trainedVoiceId],
	additional: additionalFields([
		number('expressiveness_boost', 'Expressiveness Boost', { min: 0, max: 1, default: 1 }),
		text('language', 'Language', {
			placeholder: 'en',
			description: 'A code of two letters. HeyGen finds out when it is left out.',
		}),
		text('model', 'Model', { default: 'heygen-voice-1' }),
		number('pitch_shift', 'Pitch Shift'),
		number('pitch_variance', 'Pitch Variance'),
		number('seed', 'Seed', {
			whole: true,
			min: 0,
			max: 4_294_967_295,
			description: 'The same number gives the same speech',
		}),
		number('speed', 'Speed', { default: 1 }),
	]),
	output: puts({ audio_url: 'text', duration: 'number' }),
});
