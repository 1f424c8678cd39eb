import { locator } from '../../operation/fields/locator';
import { puts } from '../../operation/output';

export const trainedVoiceId = locator('voice_id', 'Trained Voice', {
	search: 'searchTrainedVoices',
	required: true,
});

/** Source: docs/facts/heygen.md#fields-of-the-resources. */
export const trainedVoice = puts({
	voice_id: 'text',
	mode: 'text',
	name: 'text',
	language: 'text',
	status: 'text',
	created_at: 'number',
	failure_reason: 'text?',
});
