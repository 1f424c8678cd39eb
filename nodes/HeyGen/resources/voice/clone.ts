import { createAndWait } from '../../waiting/createAndWait';
import { options } from '../../waiting/options';
import { additionalFields } from '../../operation/fields/collections';
import { file } from '../../operation/fields/file';
import { boolean, text } from '../../operation/fields/scalars';
import { send } from '../../operation/makers';
import { puts } from '../../operation/output';
import { voice } from './fields';

/** HeyGen accepts no Idempotency-Key here. Source: docs/facts/heygen.md#idempotency-key. */
const cloning = {
	path: '/v3/voices/clone',
	noKey: true as const,
	fields: [
		file('audio', 'Audio', { required: true, description: 'A recording of the voice' }),
		text('voice_name', 'Voice Name', { required: true, maxLength: 100 }),
		additionalFields([
			text('language', 'Language', {
				placeholder: 'en',
				description: 'What is spoken. HeyGen detects it when you leave it empty.',
			}),
			boolean('remove_background_noise', 'Remove Background Noise', {
				default: true,
				description: 'Whether to clean up the recording first',
			}),
		]),
	],
};

const twice = 'With Retry On Fail it may be made twice.';

export const clone = send({
	...cloning,
	costs: true,
	output: puts({ voice_clone_id: 'text' }),
	option: {
		name: 'Clone',
		action: 'Clone voice',
		description: `Create a voice from a recording. It is ready once Get says complete. ${twice}`,
	},
});

export const cloneAndWait = createAndWait({
	...cloning,
	type: 'voice',
	options: options.asked.plain,
	output: voice,
	does: 'Create a voice from a recording',
	option: { name: 'Clone and Wait', action: 'Clone voice and wait' },
	note: twice,
});
