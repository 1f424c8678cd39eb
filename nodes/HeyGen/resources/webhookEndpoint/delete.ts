import { executionPatience } from '../../api/patience';
import { connectWebhooks } from '../../authentication';
import type { Operation } from '../operation';
import { endpointIdField, endpointIdOf } from './fields';

export const remove: Operation = {
	option: {
		name: 'Delete',
		action: 'Delete webhook endpoint',
		description: 'Delete a webhook endpoint permanently',
	},
	fields: [endpointIdField],
	async run(context, itemIndex) {
		const id = endpointIdOf(context, itemIndex);
		const api = await connectWebhooks(context, executionPatience);
		await api.remove(id, { mustExist: true });
		return { deleted: true };
	},
};
