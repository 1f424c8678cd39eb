import { emit } from '../delivery/emit';
import { newResourceId, unixSeconds } from '../state/ids';
import type { World } from '../state/world';
import type { JsonObject } from '../types';
import type { Sent } from './callbacks';
import type { Job } from './jobs';
import { kindOf } from './kinds';
import type { JobKind } from './kinds';
import type { CallbackPlan } from './types';

/** The state of a job in the words that batches and bulk statuses have. */
export function itemStatus(kind: JobKind, item: JsonObject): string {
	const { open, completed, failed, cancelled } = kindOf(kind);
	const status = item['status'];
	if (status === completed) return 'completed';
	if (status === failed || status === cancelled) return 'failed';
	return status === open[0] && open[0] !== 'processing' ? 'queued' : 'processing';
}

/** An entry of a batch or of bulk statuses; the id is always called video_id. */
export function entryOf(world: World, job: Job): JsonObject {
	const item = world.jobs.seen(job.item);
	const status = itemStatus(job.kind, item);
	const told = Object(item['error']) as JsonObject;
	const message = item['failure_message'] ?? told['message'] ?? 'The job failed.';
	const code = item['failure_code'] ?? told['code'] ?? 'generation_failed';
	return { video_id: job.id, status, error: status === 'failed' ? { code, message } : null };
}

export interface NewBatch {
	title: unknown;
	callbackUrl: unknown;
	more?: JsonObject;
}

export function startBatch(world: World, wanted: NewBatch): string {
	const batch_id = newResourceId();
	world.shelves.batches.add({
		batch_id,
		title: wanted.title ?? null,
		created_at: unixSeconds(),
		_callback_url: wanted.callbackUrl ?? null,
		...wanted.more,
	});
	return batch_id;
}

export const jobsOf = (world: World, batchId: string): Job[] =>
	world.jobs.all.filter((job) => job.batchId === batchId);

/** What a batch tells of itself. Which state mixed results give is not known: completed. */
export function batchOf(world: World, id: string) {
	const batch = world.shelves.batches.find(id) ?? {};
	const items = jobsOf(world, id).map((job, item_index) => ({
		item_index,
		...entryOf(world, job),
	}));
	const counts: Record<string, number> = {};
	for (const { status } of items as JsonObject[]) {
		counts[String(status)] = (counts[String(status)] ?? 0) + 1;
	}
	const { queued = 0, processing = 0, completed = 0 } = counts;
	const ended = completed > 0 ? 'completed' : 'failed';
	const status = queued + processing > 0 ? 'processing' : ended;
	const head = { batch_id: id, title: batch['title'] ?? null, status };
	return { head, total_items: items.length, counts_by_status: counts, batch, items };
}

/** Whether the batch of this job, if any, has no open item left. */
export const isOver = (world: World, { batchId, kind }: Job): boolean =>
	batchId !== null &&
	kind !== 'asset' &&
	!jobsOf(world, batchId).some((job) => world.jobs.isOpen(job));

/** Tells of the end of a batch: registered endpoints, and its own address. */
export async function tellBatch(
	world: World,
	{ batchId }: Job,
	plan: CallbackPlan,
	deliver: boolean,
): Promise<Sent> {
	const id = batchId ?? '';
	await emit(world, 'batch.finished', endOf(world, id), { deliver });
	return await callBatch(world, id, plan);
}

export async function callBatch(world: World, id: string, plan: CallbackPlan): Promise<Sent> {
	const url = world.shelves.batches.find(id)?.['_callback_url'];
	const body = { event_type: 'batch.finished', event_data: endOf(world, id) };
	const called = { kind: 'batch' as const, jobId: id, body };
	return await world.callbacks.send({ ...called, url: typeof url === 'string' ? url : null }, plan);
}

function endOf(world: World, id: string): JsonObject {
	const jobs = jobsOf(world, id);
	const failed = jobs.filter((job) => world.jobs.isFailed(job)).length;
	const counts = { completed: jobs.length - failed, ...(failed > 0 ? { failed } : {}) };
	return {
		batch_id: id,
		status: failed === jobs.length ? 'failed' : 'completed',
		title: world.shelves.batches.find(id)?.['title'] ?? null,
		total_items: jobs.length,
		counts_by_status: counts,
	};
}
