import { batchOf, entryOf, itemStatus, jobsOf, startBatch } from '../../jobs/batches';
import { kindOf } from '../../jobs/kinds';
import type { JobKind } from '../../jobs/kinds';
import { paged, statusQuery } from '../../schema/common';
import type { Schema } from '../../schema/notation';
import type { World } from '../../state/world';
import type { JsonObject } from '../../types';
import { invalid } from '../errors';
import { operation, pageOf } from '../operation';
import type { Call } from '../operation';
import type { Route } from '../route';
import { checkCallback } from './callbackUrl';

const MOST = 100;

/** POST …/batches: begins every item, or none. */
export const batchCreation = (
	name: string,
	body: Schema,
	begin: (call: Call, batchId: string) => void,
): Route =>
	operation(name, {
		body,
		status: 202,
		idempotent: true,
		data: (call) => {
			checkCallback(call.world, call.body);
			for (const item of Object.values(call.body).flat()) checkCallback(call.world, Object(item));
			const { title, callback_url: callbackUrl } = call.body;
			const batch_id = startBatch(call.world, { title, callbackUrl });
			begin(call, batch_id);
			return { batch_id };
		},
	});

/** GET …/batches/{batch_id}: the items are paged within the batch. */
export const batchReading = (name: string, kind: JobKind): Route =>
	operation(name, {
		query: paged(MOST),
		data: ({ world, id, query }) => {
			world.find('batches', id);
			const { limit, token } = pageOf(query, MOST);
			const { head, batch, items, total_items, counts_by_status } = batchOf(world, id);
			const numbers = items.map((each) => each.item_index);
			const cut = world.pages.cut(`${kind} ${id}`, numbers, limit, token);
			const { has_more, next_token } = cut;
			const page = items.filter((each) => cut.data.includes(each.item_index));
			const created_at = batch['created_at'];
			return {
				...head,
				total_items,
				counts_by_status,
				created_at,
				items: page,
				has_more,
				next_token,
			};
		},
	});

/** GET …/statuses: up to 100 ids, in the order they were asked. */
export const statusReading = (name: string, kind: JobKind, key: string): Route =>
	operation(name, {
		query: statusQuery(key),
		whole: true,
		data: ({ world, query }) => {
			const ids = split(query[key]);
			const batches = split(query['batch_ids']);
			if (ids.length + batches.length > MOST) throw invalid(key, 'At most 100 ids are taken.');
			return [
				...ids.map((id) => statusOf(world, kind, id)),
				...batches.flatMap((id) => ofBatch(world, id)),
			];
		},
	});

const split = (value: unknown): string[] =>
	typeof value === 'string' ? value.split(',').filter((each) => each !== '') : [];

const loose = { batch_id: null, item_index: null };

function statusOf(world: World, kind: JobKind, id: string): JsonObject {
	const job = world.jobs.all.find((each) => each.kind === kind && each.id === id);
	const there = world.shelves[kindOf(kind).shelf].find(id);
	if (!there) return { video_id: id, status: 'not_found', error: null, ...loose };
	if (!job) return { video_id: id, status: itemStatus(kind, there), error: null, ...loose };
	if (job.batchId === null) return { ...entryOf(world, job), ...loose };
	const item_index = jobsOf(world, job.batchId).indexOf(job);
	return { ...entryOf(world, job), batch_id: job.batchId, item_index };
}

const ofBatch = (world: World, id: string): JsonObject[] =>
	jobsOf(world, id).map((job, item_index) => ({
		...entryOf(world, job),
		batch_id: id,
		item_index,
	}));
