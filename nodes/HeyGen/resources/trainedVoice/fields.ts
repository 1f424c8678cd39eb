import { locator } from '../../operation/fields/locator';
import { puts } from '../../operation/output';

export const trainedVoiceId = locator('voice_id', 'Trained Voice', {
	search: 'searchTrainedVoices',
	required: true,
});

/** Source: heygen-api/v3-operations.json, GET /v3/models/audio/voices/{voice_id}. */
export const trainedVoice = puts({
	voice_id: 'text',
	mode: 'text',
	name: 'text',
	language: 'text',
	status: 'text',
	created_at: 'number',
	failure_reason: 'text?',
});
