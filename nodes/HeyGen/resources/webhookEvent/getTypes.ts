import { executionPatience } from '../../api/patience';
import { connectWebhooks } from '../../authentication';
import type { Operation } from '../operation';

export const getTypes: Operation = {
	option: {
		name: 'Get Types',
		action: 'Get webhook event types',
		description: 'Retrieve the event types that a webhook endpoint can subscribe to',
	},
	fields: [],
	async run(context) {
		const api = await connectWebhooks(context, executionPatience);
		const types = await api.eventTypes();
		return types.map(({ type, description }) => ({
			event_type: type,
			// v1 describes none, and a field that comes and goes is hard to map.
			description: description ?? null,
		}));
	},
};
