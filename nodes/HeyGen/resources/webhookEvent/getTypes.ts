import type { Operation } from '../../operation/operation';
import { puts } from '../../operation/output';

export const getTypes: Operation = {
	option: {
		name: 'Get Types',
		action: 'Get webhook event types',
		description: 'Retrieve the event types that a webhook endpoint can subscribe to',
	},
	fields: [],
	output: puts({ event_type: 'text', description: 'text?' }),
	async run({ heygen }) {
		const types = await heygen.webhooks.eventTypes();
		return types.map(({ type, description }) => ({
			event_type: type,
			// v1 has no descriptions, and a field that is only sometimes there is hard to map.
			description: description ?? null,
		}));
	},
};
