import { batchItems } from '../../api/batches';
import { createAndWait } from '../../waiting/createAndWait';
import type { JobTypeName } from '../../waiting/jobs/jobTypes';
import { options } from '../../waiting/options';
import { waitFor } from '../../waiting/waitFor';
import { callbackUrl } from './callback';
import { additionalFields } from '../../operation/fields/collections';
import type { Field } from '../../operation/fields/field';
import { InvalidInput } from '../../operation/fields/invalidInput';
import { json, texts } from '../../operation/fields/lists';
import { locator } from '../../operation/fields/locator';
import { text } from '../../operation/fields/scalars';
import { create, getList } from '../../operation/makers';
import type { Operation } from '../../operation/operation';
import { puts } from '../../operation/output';

const batchId = locator('batch_id', 'Batch', {
	required: true,
	description: 'The ID from Create Batch or Upload Many',
});
const batch = puts({
	batch_id: 'text',
	title: 'text?',
	status: 'text',
	total_items: 'number',
	counts_by_status: 'object',
	created_at: 'number',
	items: 'objects',
});

/** A batch with all its items, from all pages. @param path of all batches */
export const getBatch = (path: string, things: string): Operation => ({
	option: {
		name: 'Get Batch',
		action: `Get batch of ${things}`,
		description: `Retrieve a batch of ${things} with the status of each`,
	},
	fields: [batchId],
	output: batch,
	run: async ({ heygen, item }) =>
		await batchItems(heygen, `${path}/${encodeURIComponent(item.requiredText(batchId))}`),
});

/** HeyGen accepts this many in one request. */
const most = 100;

interface BatchSpec {
	/** The path of all batches. */
	path: string;
	/** HeyGen's key of the list, and its label: `lipsyncs`, 'Lipsyncs'. */
	key: string;
	label: string;
	/** HeyGen's keys of one entry, for the description. */
	keys: string;
	sample: object;
	/** Fields of the batch itself, besides title and callback. */
	more?: readonly Field[];
}

/** Many jobs in one request, as JSON in HeyGen's own keys: a form for 100 would be unusable. */
function batchCall({ path, key, label, keys, sample, more = [] }: BatchSpec) {
	const things = label.toLowerCase();
	const list = json(key, label, {
		list: true,
		ofObjects: true,
		required: true,
		sample: [sample],
		description: `A list of 1 to ${most} ${things} with the keys of the HeyGen API: ${keys} and so on`,
	});
	return {
		path,
		fields: [list, additionalFields([text('title', 'Title'), callbackUrl(), ...more])],
	};
}

const doesBatch = ({ label }: BatchSpec): string =>
	`Create up to ${most} ${label.toLowerCase()} in one call`;

export const createBatch = (spec: BatchSpec): Operation =>
	create({
		...batchCall(spec),
		costs: true,
		output: puts({ batch_id: 'text' }),
		option: {
			name: 'Create Batch',
			action: `Create batch of ${spec.label.toLowerCase()}`,
			description: `${doesBatch(spec)}. Use Get Batch to follow their status.`,
		},
	});

/** One input item creates one batch, and one output item. */
export const createBatchAndWait = (spec: BatchSpec, type: JobTypeName): Operation =>
	createAndWait({
		...batchCall(spec),
		type,
		options: options.called.plain,
		does: doesBatch(spec),
		output: batch,
		option: {
			name: 'Create Batch and Wait',
			action: `Create batch of ${spec.label.toLowerCase()} and wait`,
		},
	});

export const waitForBatch = (type: JobTypeName, things: string): Operation =>
	waitFor({
		id: batchId,
		type,
		options: options.asked.plain,
		output: batch,
		option: { name: 'Wait for Batch', action: `Wait for batch of ${things}` },
		thing: `batch of ${things}`,
	});

/** The states of many jobs, one output item each. @param key of the IDs, e.g. `video_ids` */
export function getStatuses(path: string, key: string, label: string, things: string): Operation {
	const ids = texts(key, label, {
		joined: true,
		placeholder: '2b3a6c7f4d1e, 4f0c9a5e7d21',
		description: 'Separate several with commas. At most 100 together with those of the batches.',
	});
	const batchIds = texts('batch_ids', 'Batch IDs', {
		joined: true,
		placeholder: '2b3a6c7f4d1e, 4f0c9a5e7d21',
		description: 'Separate several with commas',
	});
	return getList({
		path,
		fields: [ids, batchIds],
		output: puts({
			video_id: 'text?',
			status: 'text',
			heygen_error: 'object?',
			batch_id: 'text?',
			item_index: 'number?',
		}),
		option: {
			name: 'Get Statuses',
			action: `Get statuses of ${things}`,
			description: `Retrieve the status of up to ${most} ${things} in one call. HeyGen returns every ID as 'video_id'.`,
		},
		check(query) {
			if (query[key] !== undefined || query.batch_ids !== undefined) return;
			throw new InvalidInput(
				`'${label}' and 'Batch IDs' are empty`,
				`Enter one ID or several in '${label}' or 'Batch IDs'.`,
			);
		},
	});
}
