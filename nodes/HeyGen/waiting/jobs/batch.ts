import { batchItems } from '../../api/batches';
import { reasonIn } from '../../failureText';
import { idText, isObject } from '../../narrow';
import { stateOf, type Kind } from './job';

/** HeyGen's words for a batch that goes on. */
const atWork = new Set(['queued', 'pending', 'processing']);

/**
 * Many jobs in one: ended when HeyGen lists all of its items, none of them is open, and it does not
 * say otherwise; failed when none was completed. HeyGen's own word for mixed results is not known,
 * so the items decide. Source: heygen-api/jobs.md section 3.
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
		const word = stateOf(batch.status);
		const isShort = items.length < Number(batch.total_items) && word !== 'failed';
		const isAtWork = atWork.has(String(batch.status).toLowerCase());
		if (isShort || isAtWork || states.includes('open')) return { state: 'open', data };
		if (items.length === 0) return { state: word, data };
		if (states.includes('completed')) return { state: 'completed', data };
		const reason = items.map(reasonIn).find((words) => words !== undefined);
		return { state: 'failed', data: { ...data, failure_message: reason ?? 'all items failed' } };
	},
});
