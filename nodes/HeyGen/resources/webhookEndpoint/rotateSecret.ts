import { executionPatience } from '../../api/patience';
import { connectWebhooks } from '../../authentication';
import type { Operation } from '../operation';
import { endpointIdField, endpointIdOf } from './fields';

export const rotateSecret: Operation = {
	option: {
		name: 'Rotate Secret',
		action: 'Rotate secret of webhook endpoint',
		description:
			"Replace the signing secret of a webhook endpoint. The old one stops working at once: a HeyGen Trigger that runs on this endpoint repairs itself at its next check, or when its workflow is activated again. Needs HeyGen's API v3.",
	},
	fields: [endpointIdField],
	async run(context, itemIndex) {
		const id = endpointIdOf(context, itemIndex);
		const api = await connectWebhooks(context, executionPatience);
		return await api.rotateSecret(id);
	},
};
