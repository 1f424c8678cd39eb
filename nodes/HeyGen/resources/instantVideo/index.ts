import { createAndWait } from '../../waiting/createAndWait';
import { waitFor } from '../../waiting/waitFor';
import { locator } from '../../operation/fields/locator';
import { create, get } from '../../operation/makers';
import type { Resource } from '../../operation/operation';
import { puts } from '../../operation/output';
import { instantVideoFields } from './fields';

/** HeyGen has no list of instant videos; its list of videos does not have them. */
const id = locator('video_id', 'Instant Video', {
	name: 'instantVideoId',
	required: true,
	description: 'The ID from the Create operation',
});

const output = puts(
	{
		video_id: 'text?',
		status: 'text',
		model: 'text?',
		video_url: 'text?',
		duration: 'number?',
		width: 'number?',
		height: 'number?',
		aspect_ratio: 'text?',
		seed: 'number?',
		timings: 'object?',
		created_at: 'number?',
		failure_code: 'text?',
		failure_message: 'text?',
	},
	[
		'video_id',
		'status',
		'video_url',
		'duration',
		'width',
		'height',
		'aspect_ratio',
		'created_at',
		'failure_message',
	],
);

export const instantVideo: Resource = {
	name: 'Instant Video',
	defaultOperation: 'create',
	operations: {
		create: create({
			path: '/v3/models/videos',
			fields: instantVideoFields,
			costs: true,
			output: puts({ video_id: 'text' }),
			option: { description: 'Generate a video of 5 to 15 seconds from words or pictures' },
		}),
		createAndWait: createAndWait({
			path: '/v3/models/videos',
			fields: instantVideoFields,
			type: 'instantVideo',
			output,
		}),
		get: get({
			path: '/v3/models/videos/{video_id}',
			fields: [id],
			output,
		}),
		wait: waitFor({ id, type: 'instantVideo', output }),
	},
};
