import { options } from '../../waiting/options';
import { waitFor } from '../../waiting/waitFor';
import { get, getMany, remove } from '../../operation/makers';
import type { Resource } from '../../operation/operation';
import { changeSpeech } from './changeSpeech';
import { create, createAndWait } from './create';
import { generateSpeech } from './generateSpeech';
import { trainedVoice as output, trainedVoiceId } from './fields';

const all = '/v3/models/audio/voices';
const path = `${all}/{voice_id}`;

export const trainedVoice: Resource = {
	name: 'Trained Voice',
	defaultOperation: 'getAll',
	operations: {
		changeSpeech,
		create,
		createAndWait,
		delete: remove({ path, fields: [trainedVoiceId] }),
		generateSpeech,
		get: get({ path, fields: [trainedVoiceId], output }),
		// HeyGen does not document the largest page; every list accepts 50.
		getAll: getMany({ path: all, largest: 50, output }),
		wait: waitFor({
			id: trainedVoiceId,
			type: 'trainedVoice',
			options: options.asked.plain,
			output,
		}),
	},
};
