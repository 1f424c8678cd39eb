import { filters } from '../../operation/fields/collections';
import { loadedText } from '../../operation/fields/lists';
import { text } from '../../operation/fields/scalars';
import { firstOf, limitOf, limits, pageSizeFor, returnAll } from '../../operation/getMany';
import type { Operation } from '../../operation/operation';
import { puts } from '../../operation/output';
import { but, usual } from '../../operation/words';

const fields = [
	returnAll,
	...limits,
	filters([
		text('entity_id', 'Entity ID', {
			placeholder: '4f2c8d1b9a7e',
			description: 'Only events of this resource',
		}),
		loadedText('event_type', 'Event Type', {
			method: 'getEventTypesForFilter',
			sample: 'avatar_video.success',
		}),
	]),
];

export const getAll: Operation = {
	option: but(usual.getMany, {
		description:
			"Retrieve a list of webhook events that HeyGen sent or tried to send. Needs HeyGen's API v3.",
	}),
	fields,
	output: puts({
		event_id: 'text',
		event_type: 'text',
		event_data: 'object',
		created_at: 'text',
	}),
	async run({ heygen, item }) {
		const wanted = limitOf(item);
		const { event_type: eventType, entity_id: entityId } = item.body(fields);
		const filter = {
			...(typeof eventType === 'string' && { eventType }),
			...(typeof entityId === 'string' && { entityId }),
		};
		const events = await firstOf(heygen.webhooks.history(filter, pageSizeFor(wanted)), wanted);
		return events.map(({ sent }) => sent);
	},
};
