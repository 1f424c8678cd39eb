import { createAndWait } from '../../waiting/createAndWait';
import { waitFor } from '../../waiting/waitFor';
import {
	createBatch,
	createBatchAndWait,
	getBatch,
	getStatuses,
	waitForBatch,
} from '../shared/batches';
import { callback } from '../shared/callback';
import { dubbing, fpsMode } from '../shared/dubbing';
import { additionalFields } from '../../operation/fields/collections';
import type { Field } from '../../operation/fields/field';
import { file } from '../../operation/fields/file';
import { locator } from '../../operation/fields/locator';
import { text } from '../../operation/fields/scalars';
import { create, get, getMany, remove, update } from '../../operation/makers';
import type { Resource } from '../../operation/operation';
import { puts } from '../../operation/output';

const linked = { type: 'url', url: 'https://example.com/file.mp4' };
const path = '/v3/lipsyncs/{lipsync_id}';
const lipsyncId = locator('lipsync_id', 'Lipsync', { search: 'searchLipsyncs', required: true });

/** The fields of Create and of Create and Wait. */
export const lipsyncFields: Field[] = [
	file('video', 'Video', { required: true, description: 'The video whose lips should move' }),
	file('audio', 'Audio', { required: true, description: 'What to play instead' }),
	additionalFields([...dubbing, fpsMode, ...callback()]),
];

/** Source: docs/facts/heygen.md#fields-of-the-resources. */
const output = puts({
	id: 'text',
	title: 'text?',
	status: 'text',
	duration: 'number?',
	video_url: 'text?',
	caption_url: 'text?',
	callback_id: 'text?',
	created_at: 'number?',
	failure_message: 'text?',
});

const batch = {
	path: '/v3/lipsyncs/batches',
	key: 'lipsyncs',
	label: 'Lipsyncs',
	keys: 'video, audio, title',
	sample: { video: linked, audio: linked },
};

export const lipsync: Resource = {
	name: 'Lipsync',
	defaultOperation: 'create',
	operations: {
		create: create({
			path: '/v3/lipsyncs',
			fields: lipsyncFields,
			costs: true,
			output: puts({ lipsync_id: 'text' }),
			option: { description: 'Create a new lipsync: a video whose lips follow another audio' },
		}),
		createAndWait: createAndWait({
			path: '/v3/lipsyncs',
			fields: lipsyncFields,
			type: 'lipsync',
			output,
		}),
		createBatch: createBatch(batch),
		createBatchAndWait: createBatchAndWait(batch, 'lipsyncBatch'),
		delete: remove({ path, fields: [lipsyncId] }),
		get: get({ path, fields: [lipsyncId], output }),
		getAll: getMany({ path: '/v3/lipsyncs', output }),
		getBatch: getBatch('/v3/lipsyncs/batches', 'lipsyncs'),
		getStatuses: getStatuses('/v3/lipsyncs/statuses', 'lipsync_ids', 'Lipsync IDs', 'lipsyncs'),
		update: update({
			path,
			fields: [lipsyncId, text('title', 'Title', { required: true })],
			output,
		}),
		wait: waitFor({ id: lipsyncId, type: 'lipsync', output }),
		waitBatch: waitForBatch('lipsyncBatch', 'lipsyncs'),
	},
};
