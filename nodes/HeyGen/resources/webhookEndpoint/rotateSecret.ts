import { textOf } from '../../narrow';
import { noteRotated } from '../../rotatedSecrets';
import type { Operation } from '../../operation/operation';
import { puts } from '../../operation/output';
import { endpointId } from './fields';

export const rotateSecret: Operation = {
	option: {
		name: 'Rotate Secret',
		action: 'Rotate secret of webhook endpoint',
		description:
			"Replace the signing secret of a webhook endpoint. The old one stops working at once: a HeyGen Trigger that uses this endpoint repairs itself at its next check, or when its workflow is published again. Needs HeyGen's API v3.",
	},
	fields: [endpointId],
	output: puts({ endpoint_id: 'text', secret: 'text' }),
	makes: true,
	async run({ heygen, item }) {
		const id = item.requiredText(endpointId);
		const rotated = await heygen.webhooks.rotateSecret(
			id,
			item.keyFor('POST', `rotate-secret ${id}`),
		);
		// A trigger in this process on the endpoint verifies with it from now on.
		const secret = textOf(rotated.secret);
		if (secret !== undefined) noteRotated(heygen.connection.baseUrl, id, secret);
		return rotated;
	},
};
