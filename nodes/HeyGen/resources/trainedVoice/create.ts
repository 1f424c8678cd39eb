import { createAndWait as createAndWaitOf } from '../../waiting/createAndWait';
import { options } from '../../waiting/options';
import { additionalFields } from '../../operation/fields/collections';
import type { Condition, Field } from '../../operation/fields/field';
import { file, files } from '../../operation/fields/file';
import { locator } from '../../operation/fields/locator';
import { boolean, choice, number, text } from '../../operation/fields/scalars';
import { create as createOf } from '../../operation/makers';
import { puts } from '../../operation/output';
import { trainedVoice } from './fields';

const only = (mode: string): Condition => ({ mode: [mode] });
const at = (mode: string): Condition => ({ '/mode': [mode] });

const one = file('audio', 'Recording', {
	required: true,
	when: only('instant'),
	description: 'Of the voice. HeyGen listens to the first three minutes.',
});

/** HeyGen expects a list here too. */
const recording: Field = {
	...one,
	write(body, entered, scope) {
		one.write?.(body, entered, scope);
		if (body.audio !== undefined) body.audio = [body.audio];
	},
};

const training = {
	path: '/v3/models/audio/voices',
	fields: [
		choice(
			'mode',
			'Mode',
			{ instant: 'Instant', professional: 'Professional' },
			{
				description: 'Instant needs one recording, Professional at least 20 minutes of recordings',
			},
		),
		recording,
		...files('audio', 'Recordings', {
			one: 'Recording',
			required: true,
			max: 10,
			when: only('professional'),
			description: 'At least 20 minutes in all',
		}),
		// A separate field, like every ID.
		locator('voice_id', 'Trained Voice', {
			search: 'searchTrainedVoices',
			maxLength: 64,
			when: only('professional'),
			description: 'Trains this voice again instead of creating a new one',
		}),
		additionalFields([
			choice(
				'age',
				'Age',
				{ old: 'Old', young: 'Young' },
				{ when: at('instant'), description: 'Of the speaker, for the picture of the voice' },
			),
			text('language', 'Language', {
				maxLength: 32,
				placeholder: 'en',
				description: 'What is spoken in the recordings',
			}),
			text('name', 'Name', { maxLength: 256, description: 'Shown in the HeyGen app' }),
			boolean('remove_background_noise', 'Remove Background Noise', {
				when: at('instant'),
				description: 'Whether to clean up the recording first',
			}),
			number('similarity', 'Similarity', {
				default: 0.5,
				when: at('instant'),
				description: 'How similar the voice is to the recording',
			}),
		]),
	],
};

export const create = createOf({
	...training,
	costs: true,
	output: puts({ voice_id: 'text' }),
	option: {
		description: 'Create a new trained voice. It is ready once its status is ACTIVE.',
	},
});

export const createAndWait = createAndWaitOf({
	...training,
	type: 'trainedVoice',
	options: options.asked.plain,
	output: trainedVoice,
});
