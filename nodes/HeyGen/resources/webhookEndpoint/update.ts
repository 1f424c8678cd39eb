import { updateFields } from '../../operation/fields/collections';
import { isBlank } from '../../operation/fields/entered';
import { nothingToChange } from '../../operation/makers';
import type { Operation } from '../../operation/operation';
import { chosenEvents, endpoint, endpointId, events, url } from './fields';

const fields = [endpointId, updateFields([events, url])];

export const update: Operation = {
	option: {
		name: 'Update',
		action: 'Update webhook endpoint',
		description: 'Update the URL or the events of a webhook endpoint',
	},
	fields,
	output: endpoint,
	async run({ heygen, item }) {
		const entered = item.body(fields);
		const changes = {
			...(typeof entered.url === 'string' && { url: entered.url }),
			...(!isBlank(entered.events) && { events: chosenEvents(entered.events) }),
		};
		if (Object.keys(changes).length === 0) throw nothingToChange(fields);
		return (await heygen.webhooks.update(item.requiredText(endpointId), changes)).sent;
	},
};
