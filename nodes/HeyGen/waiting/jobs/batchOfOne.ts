import type { IDataObject } from 'n8n-workflow';

import { batchItems } from '../../api/batches';
import { idText, isObject, without } from '../../narrow';
import { stateOf, type Kind } from './job';

/**
 * A job that HeyGen calls back for only as part of a batch: its IDs are the batch's and, once HeyGen
 * names it, its own. Source: heygen-api/jobs.md section 3, point 4.
 */
export const batchOfOne = (path: string, kind: Kind): Kind => ({
	thing: kind.thing,
	getBy: kind.getBy,
	idsOf(created) {
		const id = idText(created.batch_id);
		return id === undefined ? [] : [id];
	},
	named: ([batchId = '']) => ({ batch_id: batchId }),
	async look(heygen, job) {
		const [batchId = ''] = job.ids;
		const batch = await batchItems(heygen, `${path}/${encodeURIComponent(batchId)}`);
		const told = firstOf(batch.items) ?? without(batch, 'items');
		const ids = kind.idsOf(told);
		const state = stateOf(told.status);
		if (state !== 'completed') return { state, data: told };
		// It has ended, but what it made has no name yet.
		if (ids.length === 0) return { state: 'open', data: told };
		const look = await kind.look(heygen, { ...job, ids });
		return { ...look, data: { ...kind.named(ids), ...look.data } };
	},
});

const firstOf = (items: unknown): IDataObject | undefined =>
	Array.isArray(items) && isObject(items[0]) ? (items[0] as IDataObject) : undefined;
