import { executionPatience } from '../../api/patience';
import { connectWebhooks } from '../../authentication';
import type { Operation } from '../operation';
import { collection, refuse, trimmed } from '../parameters';
import { chosenEvents, endpointIdField, endpointIdOf, eventsField, urlField } from './fields';

export const update: Operation = {
	option: {
		name: 'Update',
		action: 'Update webhook endpoint',
		description: 'Update the URL or the events of a webhook endpoint',
	},
	fields: [
		endpointIdField,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [eventsField, urlField],
		},
	],
	async run(context, itemIndex) {
		const id = endpointIdOf(context, itemIndex);
		const fields = collection(context, 'updateFields', itemIndex);
		const url = trimmed(fields.url);
		const events =
			fields.events === undefined ? undefined : chosenEvents(context, fields.events, itemIndex);
		if (url === undefined && events === undefined) {
			throw refuse(
				context,
				itemIndex,
				"'Update Fields' holds nothing to change",
				"Add 'URL' or 'Event Names or IDs' to 'Update Fields'.",
			);
		}
		const api = await connectWebhooks(context, executionPatience);
		const endpoint = await api.update(id, {
			...(url !== undefined && { url }),
			...(events !== undefined && { events }),
		});
		return endpoint.sent;
	},
};
