import { executionPatience } from '../../api/patience';
import { connectWebhooks } from '../../authentication';
import { firstOf, getManyFields, limitOf, pageSizeFor } from '../getMany';
import type { Operation } from '../operation';
import { collection, trimmed } from '../parameters';

export const getAll: Operation = {
	option: {
		name: 'Get Many',
		action: 'Get many webhook events',
		description:
			"Retrieve a list of webhook events that HeyGen sent or tried to send. Needs HeyGen's API v3.",
	},
	fields: [
		...getManyFields,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Entity ID',
					name: 'entityId',
					type: 'string',
					default: '',
					placeholder: 'e.g. 4f2c8d1b9a7e',
					description: 'Only events of this resource',
				},
				{
					displayName: 'Event Type Name or ID',
					name: 'eventType',
					type: 'options',
					typeOptions: { loadOptionsMethod: 'getEventTypesForFilter' },
					default: '',
					description:
						'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
				},
			],
		},
	],
	async run(context, itemIndex) {
		const limit = limitOf(context, itemIndex);
		const filters = collection(context, 'filters', itemIndex);
		const eventType = trimmed(filters.eventType);
		const entityId = trimmed(filters.entityId);
		const api = await connectWebhooks(context, executionPatience);
		const filter = {
			...(eventType !== undefined && { eventType }),
			...(entityId !== undefined && { entityId }),
		};
		const events = await firstOf(api.history(filter, pageSizeFor(limit)), limit);
		return events.map(({ sent }) => sent);
	},
};
