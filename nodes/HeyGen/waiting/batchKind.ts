import { batchItems } from '../api/batches';
import { reasonIn } from '../failureText';
import { idText, isObject } from '../narrow';
import { stateOf, type Kind } from './job';

/**
 * Many jobs in one: ended when none of its items is open, failed when all of them are. HeyGen's own
 * word for mixed results is not known, so the items decide. Source: heygen-api/jobs.md section 3.
 */
export const batchKind = (path: string, thing: string, getBy: string): Kind => ({
	thing,
	getBy,
	idsOf(created) {
		const id = idText(created.batch_id);
		return id === undefined ? [] : [id];
	},
	named: ([batchId = '']) => ({ batch_id: batchId }),
	async look(heygen, { ids: [id = ''] }) {
		const batch = await batchItems(heygen, `${path}/${encodeURIComponent(id)}`);
		const items = (Array.isArray(batch.items) ? batch.items : []).filter(isObject);
		items.sort((a, b) => Number(a.item_index) - Number(b.item_index));
		const states = items.map(({ status }) => stateOf(status));
		const data = { ...batch, items: items as (typeof batch)[] };
		if (items.length === 0) return { state: stateOf(batch.status), data };
		if (states.includes('open')) return { state: 'open', data };
		if (states.some((state) => state !== 'failed')) return { state: 'completed', data };
		const reason = items.map(reasonIn).find((words) => words !== undefined);
		return { state: 'failed', data: { ...data, failure_message: reason ?? 'all items failed' } };
	},
});
