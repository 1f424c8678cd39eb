import { createAndWait } from '../../waiting/createAndWait';
import { waitFor } from '../../waiting/waitFor';
import { callback } from '../shared/callback';
import { additionalFields } from '../../operation/fields/collections';
import type { Field } from '../../operation/fields/field';
import { file } from '../../operation/fields/file';
import { locator } from '../../operation/fields/locator';
import { text } from '../../operation/fields/scalars';
import { create, get, getMany, remove } from '../../operation/makers';
import type { Resource } from '../../operation/operation';
import { puts } from '../../operation/output';
import { outputSettings } from './outputSettings';

const path = '/v3/ai-clipping/{job_id}';
const id = locator('job_id', 'AI Clipping Job', { search: 'searchClippings', required: true });

/** Source: docs/facts/heygen.md#fields-of-the-resources. */
const output = puts(
	{
		id: 'text',
		title: 'text?',
		status: 'text',
		progress: 'number?',
		clips: 'objects?',
		input_language: 'text?',
		source_duration: 'number?',
		output_settings: 'object?',
		callback_id: 'text?',
		created_at: 'number?',
		failure_message: 'text?',
	},
	['id', 'title', 'status', 'progress', 'clips', 'created_at', 'failure_message'],
);

/** The fields of Create and of Create and Wait. */
export const clippingFields: Field[] = [
	file('video', 'Video', { required: true, description: 'The long video' }),
	additionalFields([
		...outputSettings,
		...callback(undefined, 128),
		text('input_language', 'Input Language', {
			placeholder: 'en',
			description: 'Two-letter code. HeyGen detects it when you leave it empty.',
		}),
		text('title', 'Title', { maxLength: 255 }),
	]),
];

export const aiClipping: Resource = {
	name: 'AI Clipping',
	words: { one: 'AI clipping job', many: 'AI clipping jobs' },
	defaultOperation: 'create',
	operations: {
		create: create({
			path: '/v3/ai-clipping',
			fields: clippingFields,
			output: puts({ ai_clipping_id: 'text' }),
			costs: true,
			option: { description: 'Cut the best parts of a long video into short clips' },
		}),
		createAndWait: createAndWait({
			path: '/v3/ai-clipping',
			fields: clippingFields,
			type: 'clipping',
			output,
		}),
		delete: remove({ path, fields: [id] }),
		get: get({ path, fields: [id], output }),
		getAll: getMany({ path: '/v3/ai-clipping', output }),
		wait: waitFor({ id, type: 'clipping', output }),
	},
};
