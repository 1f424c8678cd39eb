import type { Operation } from '../../operation/operation';
import { deleted } from '../../operation/output';
import { usual } from '../../operation/words';
import { endpointId } from './fields';

export const remove: Operation = {
	option: usual.remove,
	fields: [endpointId],
	output: deleted,
	async run({ heygen, item }) {
		await heygen.webhooks.remove(item.requiredText(endpointId), { mustExist: true });
		return { deleted: true };
	},
};
