import { executionPatience } from '../../api/patience';
import { connectWebhooks } from '../../authentication';
import { firstOf, getManyFields, limitOf, pageSizeFor } from '../getMany';
import type { Operation } from '../operation';

export const getAll: Operation = {
	option: {
		name: 'Get Many',
		action: 'Get many webhook endpoints',
		description: 'Retrieve a list of webhook endpoints',
	},
	fields: getManyFields,
	async run(context, itemIndex) {
		const limit = limitOf(context, itemIndex);
		const api = await connectWebhooks(context, executionPatience);
		const endpoints = await firstOf(api.endpoints(pageSizeFor(limit)), limit);
		return endpoints.map(({ sent }) => sent);
	},
};
