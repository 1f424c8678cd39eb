import type { Operation } from '../../operation/operation';
import { usual } from '../../operation/words';
import { additionalBody } from '../../operation/additionalBody';
import { chosenEvents, entityId, events, moreOf, newEndpoint, url } from './fields';

const required = { ...url, property: { ...url.property, required: true } };
const requiredEvents = { ...events, property: { ...events.property, required: true } };
const entity = entityId(
	"Narrows the endpoint to one resource, for example to one project of personalized videos. Needs HeyGen's API v3.",
);

export const create: Operation = {
	option: usual.create,
	fields: [required, requiredEvents, entity, additionalBody],
	output: newEndpoint,
	makes: true,
	async run({ heygen, item }) {
		const id = item.text(entity);
		const endpoint = {
			url: item.requiredText(required),
			events: chosenEvents(item.value(events)),
			...(id !== undefined && { entityId: id }),
			...(await moreOf(heygen, item)),
		};
		const idempotencyKey = item.keyFor('POST', '/v3/webhooks/endpoints', endpoint);
		const made = await heygen.webhooks.create({ ...endpoint, idempotencyKey });
		return made.sent;
	},
};
