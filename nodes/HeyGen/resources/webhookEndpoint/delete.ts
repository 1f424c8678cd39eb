import type { Operation } from '../../operation/operation';
import { deleted } from '../../operation/output';
import { usual } from '../../operation/words';
import { endpointId } from './fields';

export const remove: Operation = {
	option: usual.remove,
	fields: [endpointId],
	output: deleted,
	async run({ heygen, item }) {
		const id = item.requiredText(endpointId);
		const onceKey = item.keyFor('DELETE', id);
		await heygen.webhooks.remove(id, { mustExist: true, onceKey });
		return { deleted: true };
	},
};
