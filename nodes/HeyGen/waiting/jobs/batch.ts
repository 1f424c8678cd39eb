import type { IDataObject } from 'n8n-workflow';

import { batchItems } from '../../api/batches';
import { reasonIn } from '../../failureText';
import { idText, isObject, without } from '../../narrow';
import { jobNamed, type JobName } from '../../shared/jobs';
import type { JobType } from './job';
import { single } from './single';
import { isAtWork, stateOf, type JobStatus } from '../../shared/jobState';

const ofBatch: Pick<JobType, 'idsOf' | 'named'> = {
	idsOf(created) {
		const id = idText(created.batch_id);
		return id === undefined ? [] : [id];
	},
	named: ([batchId = '']) => ({ batch_id: batchId }),
};

const pathOf = (name: JobName, id: string): string =>
	`${jobNamed(name).path}/batches/${encodeURIComponent(id)}`;

const isData = (value: unknown): value is IDataObject => isObject(value);

/** Many jobs in one. @param things and resource in words: 'videos', 'Video' */
export const batch = (name: JobName, things: string, resource: string): JobType => ({
	...ofBatch,
	thing: `batch of ${things}`,
	getBy: `${resource}: Get Batch`,
	ask: async (heygen, { ids: [id = ''] }) =>
		batchStatus(await batchItems(heygen, pathOf(name, id))),
});

/**
 * Ended if HeyGen lists all items, none is open, and the status does not say otherwise; failed if
 * none was completed. HeyGen's word for mixed results is unknown, so the items decide.
 * Source: docs/facts/heygen.md#jobs.
 */
export function batchStatus(found: IDataObject): JobStatus {
	const items = (Array.isArray(found.items) ? found.items : []).filter(isData);
	items.sort((a, b) => Number(a.item_index) - Number(b.item_index));
	const states = items.map(stateOf);
	const data = { ...found, items };
	const state = stateOf(found);
	const isShort = items.length < Number(found.total_items) && state !== 'failed';
	if (isShort || isAtWork(found.status) || states.includes('open')) return { state: 'open', data };
	if (items.length === 0) return { state, data };
	if (states.includes('completed')) return { state: 'completed', data };
	const reason = items.map(reasonIn).find((words) => words !== undefined);
	return { state: 'failed', data: { ...data, failure_message: reason ?? 'all items failed' } };
}

/**
 * A job that HeyGen calls back for only as part of a batch: its own ID is known once HeyGen returns
 * it.
 * Source: docs/facts/heygen.md#jobs.
 */
export function batchOfOne(name: JobName): JobType {
	const one = single(name);
	return {
		...one,
		...ofBatch,
		async ask(heygen, job) {
			const found = await batchItems(heygen, pathOf(name, job.ids[0] ?? ''));
			const [item] = Array.isArray(found.items) ? found.items : [];
			const told = isData(item) ? item : without(found, 'items');
			const ids = one.idsOf(told);
			const state = stateOf(told);
			if (state !== 'completed') return { state, data: told };
			// It has ended, but its result has no ID yet.
			if (ids.length === 0) return { state: 'open', data: told };
			const status = await one.ask(heygen, { ...job, ids });
			return { ...status, data: { ...one.named(ids), ...status.data } };
		},
	};
}
