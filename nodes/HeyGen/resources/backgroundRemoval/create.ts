import { additionalFields } from '../../operation/fields/collections';
import { choices } from '../../operation/fields/choices';
import { file } from '../../operation/fields/file';
import { text } from '../../operation/fields/scalars';
import { additionalBody } from '../../operation/additionalBody';
import { wholeRequest } from '../../operation/makers';
import type { Operation } from '../../operation/operation';
import { contentOf, withUploads } from '../../operation/uploads';
import { but, usual } from '../../operation/words';
import { output } from './output';

const path = '/v3/background-removals';
const layers = { background: 'Background', foreground: 'Foreground', mask: 'Mask' };
const fields = [
	file('video', 'Video', { required: true }),
	additionalFields([
		choices('layers', 'Layers', layers, { description: 'What to make. All three when empty.' }),
		text('title', 'Title'),
	]),
];

/** HeyGen ignores the header here, and takes the key in the body. Source: docs/facts/heygen.md#idempotency-key. */
export const create: Operation = {
	option: but(usual.create, {
		description: 'Remove the background behind the person in a video',
	}),
	fields: [...fields, additionalBody],
	output,
	makes: true,
	costs: true,
	async run(call) {
		const { heygen, item } = call;
		const { body, ...request } = await wholeRequest(call, 'POST', { path, fields });
		const request_id = item.keyFor('POST', path, await contentOf(item, body));
		return await heygen.object({
			...request,
			body: { ...(await withUploads(heygen, item, body)), request_id },
			isRepeatable: true,
		});
	},
};
