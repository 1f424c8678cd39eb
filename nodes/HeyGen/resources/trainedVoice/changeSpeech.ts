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
			description: 'A recording of what to say and how, up to 300 seconds. Its voice is replaced.',
		}),
		trainedVoiceId,
	],
	output: puts({ audio_url: 'text', duration: 'number?' }),
	option: {
		name: 'Change Speech',
		action: 'Change speech to trained voice',
		description: `Speech to speech: replace the voice of a recording with an instant voice and get the audio file. ${byNameAlone}`,
	},
});
