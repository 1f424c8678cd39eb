import { file } from '../../operation/fields/file';
import { puts } from '../../operation/output';
import { byNameAlone } from '../../operation/words';
import { generateSpeech } from '../shared/spoken';
import { trainedVoiceId } from './fields';

/** HeyGen calls it speech to speech. Source: docs/facts/heygen.md#new-since-autumn-2026. */
export const changeSpeech = generateSpeech({
	path: '/v3/models/audio/sts',
	fields: [
		file('audio', 'Recording', {
			required: true,
			description: 'Who says it, and how, up to 300 seconds. The voice is put in its place.',
		}),
		trainedVoiceId,
	],
	output: puts({ audio_url: 'text', duration: 'number?' }),
	option: {
		name: 'Change Speech',
		action: 'Change speech to trained voice',
		description: `Speech to speech: have a recording spoken by an instant voice, and get the audio file. ${byNameAlone}`,
	},
});
