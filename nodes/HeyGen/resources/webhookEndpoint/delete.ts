import type { Operation } from '../operation';
import { deleted } from '../output';
import { usual } from '../words';
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
