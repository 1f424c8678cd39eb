import { createAndWait } from '../../waiting/createAndWait';
import { waitFor } from '../../waiting/waitFor';
import { callback } from '../shared/callback';
import { additionalFields } from '../../operation/fields/collections';
import type { Field } from '../../operation/fields/field';
import { file } from '../../operation/fields/file';
import { json } from '../../operation/fields/lists';
import { locator } from '../../operation/fields/locator';
import { choice, number, text } from '../../operation/fields/scalars';
import { create, get, getMany, remove } from '../../operation/makers';
import type { Resource } from '../../operation/operation';
import { puts } from '../../operation/output';

const path = '/v3/hyperframes/renders/{render_id}';
const id = locator('render_id', 'Render', { search: 'searchRenders', required: true });

/** Source: docs/facts/heygen.md#fields-of-the-resources. */
const output = puts(
	{
		render_id: 'text',
		title: 'text?',
		status: 'text',
		video_url: 'text?',
		thumbnail_url: 'text?',
		duration: 'number?',
		fps: 'number?',
		quality: 'text?',
		format: 'text',
		resolution: 'text?',
		aspect_ratio: 'text?',
		composition: 'text?',
		callback_id: 'text?',
		created_at: 'number?',
		completed_at: 'number?',
		failure_message: 'text?',
	},
	[
		'render_id',
		'title',
		'status',
		'video_url',
		'thumbnail_url',
		'duration',
		'created_at',
		'failure_message',
	],
);

/** The fields of Create and of Create and Wait. */
export const renderFields: Field[] = [
	file('project', 'Project', {
		required: true,
		description: 'A zip file with index.html at its root',
	}),
	additionalFields([
		choice('aspect_ratio', 'Aspect Ratio', ['16:9', '9:16', '1:1']),
		...callback(undefined, 256),
		text('composition', 'Composition', {
			maxLength: 512,
			description: 'The composition to render, when the project has several',
		}),
		number('fps', 'Frames per Second', { whole: true, min: 1, max: 240, default: 30 }),
		choice('format', 'Format', ['mp4', 'mov', 'webm'], {
			description: 'Of the file that comes out',
		}),
		choice(
			'quality',
			'Quality',
			{ draft: 'Draft', high: 'High', standard: 'Standard' },
			{ default: 'standard', description: 'A draft is ready sooner' },
		),
		choice('resolution', 'Resolution', ['1080p', '4k']),
		text('title', 'Title', { maxLength: 500 }),
		json('variables', 'Variables', {
			keepsNulls: true,
			sample: { name: 'Anna' },
			description: "Values for the project's variables",
		}),
	]),
];

export const hyperframes: Resource = {
	name: 'HyperFrames',
	words: { one: 'HyperFrames render', many: 'HyperFrames renders' },
	defaultOperation: 'create',
	operations: {
		create: create({
			path: '/v3/hyperframes/renders',
			fields: renderFields,
			costs: true,
			output: puts({ render_id: 'text' }),
			option: {
				name: 'Create Render',
				description: 'Render a video from an HTML project in a zip file',
			},
		}),
		createAndWait: createAndWait({
			path: '/v3/hyperframes/renders',
			fields: renderFields,
			type: 'render',
			output,
			option: { name: 'Create Render and Wait' },
		}),
		delete: remove({ path, fields: [id], option: { name: 'Delete Render' } }),
		get: get({ path, fields: [id], output, option: { name: 'Get Render' } }),
		getAll: getMany({
			path: '/v3/hyperframes/renders',
			output,
			option: { name: 'Get Many Renders' },
		}),
		wait: waitFor({ id, type: 'render', output, option: { name: 'Wait for Render' } }),
	},
};
