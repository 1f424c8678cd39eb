import { executionPatience } from '../../api/patience';
import { connectWebhooks } from '../../authentication';
import type { Operation } from '../operation';
import { requiredText, textParameter } from '../parameters';
import { chosenEvents, eventsField, urlField } from './fields';

export const create: Operation = {
	option: {
		name: 'Create',
		action: 'Create webhook endpoint',
		description: 'Create a new webhook endpoint',
	},
	fields: [
		{ ...urlField, required: true },
		{ ...eventsField, required: true },
		{
			displayName: 'Entity ID',
			name: 'entityId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 4f2c8d1b9a7e',
			description:
				"Narrows the endpoint to one resource, for example to one project of personalized videos. Needs HeyGen's API v3.",
		},
	],
	async run(context, itemIndex) {
		const url = requiredText(context, 'url', 'URL', itemIndex);
		const events = chosenEvents(context, context.getNodeParameter('events', itemIndex), itemIndex);
		const entityId = textParameter(context, 'entityId', itemIndex);
		const api = await connectWebhooks(context, executionPatience);
		const endpoint = await api.create({
			url,
			events,
			itemIndex,
			...(entityId !== undefined && { entityId }),
		});
		return endpoint.sent;
	},
};
