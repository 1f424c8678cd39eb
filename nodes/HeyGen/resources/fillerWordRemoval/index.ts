import { createAndWait } from '../../waiting/createAndWait';
import { waitFor } from '../../waiting/waitFor';
import { callback } from '../shared/callback';
import { additionalFields } from '../../operation/fields/collections';
import type { Field } from '../../operation/fields/field';
import { file } from '../../operation/fields/file';
import { locator } from '../../operation/fields/locator';
import { text } from '../../operation/fields/scalars';
import { create, get } from '../../operation/makers';
import type { Resource } from '../../operation/operation';
import { puts } from '../../operation/output';

/** HeyGen has no list of them. */
const id = locator('filler_word_removal_id', 'Filler Word Removal', {
	required: true,
	description: 'The ID from the Create operation',
});

/** The fields of Create and of Create and Wait. */
export const removalFields: Field[] = [
	file('video', 'Video', { required: true, description: 'Up to two hours long, with sound' }),
	additionalFields([...callback(undefined, 128), text('title', 'Title', { maxLength: 255 })]),
];

const output = puts(
	{
		id: 'text',
		title: 'text?',
		status: 'text',
		progress: 'number?',
		video_url: 'text?',
		thumbnail_url: 'text?',
		original_duration: 'number?',
		output_duration: 'number?',
		num_cuts: 'number?',
		reduction_pct: 'number?',
		callback_id: 'text?',
		created_at: 'number?',
		failure_message: 'text?',
	},
	[
		'id',
		'title',
		'status',
		'progress',
		'video_url',
		'thumbnail_url',
		'output_duration',
		'reduction_pct',
		'created_at',
		'failure_message',
	],
);

export const fillerWordRemoval: Resource = {
	name: 'Filler Word Removal',
	defaultOperation: 'create',
	operations: {
		create: create({
			path: '/v3/filler-word-removals',
			fields: removalFields,
			output: puts({ filler_word_removal_id: 'text' }),
			costs: true,
			option: { description: 'Remove the ums and pauses from a video' },
		}),
		createAndWait: createAndWait({
			path: '/v3/filler-word-removals',
			fields: removalFields,
			type: 'fillerWordRemoval',
			output,
		}),
		get: get({
			path: '/v3/filler-word-removals/{filler_word_removal_id}',
			fields: [id],
			output,
		}),
		wait: waitFor({ id, type: 'fillerWordRemoval', output }),
	},
};
