import { updateFields } from '../../operation/fields/collections';
import { isBlank } from '../../operation/fields/entered';
import { nothingToChange } from '../../operation/makers';
import type { Operation } from '../../operation/operation';
import { additionalBody } from '../../operation/additionalBody';
import { chosenEvents, endpoint, endpointId, events, moreOf, url } from './fields';

const fields = [endpointId, updateFields([events, url]), additionalBody];

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
			...(await moreOf(heygen, item)),
		};
		if (Object.keys(changes).length === 0) throw nothingToChange(fields);
		return (await heygen.webhooks.update(item.requiredText(endpointId), changes)).sent;
	},
};
