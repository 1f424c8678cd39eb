import { createAndWait as createAndWaitOf } from '../../waiting/createAndWait';
import { options } from '../../waiting/options';
import { additionalFields } from '../../operation/fields/collections';
import { choices } from '../../operation/fields/choices';
import { file } from '../../operation/fields/file';
import { text } from '../../operation/fields/scalars';
import { create as createOf } from '../../operation/makers';
import { output } from './output';

const layers = { background: 'Background', foreground: 'Foreground', mask: 'Mask' };

/** HeyGen expects the key in the body here. Source: docs/facts/heygen.md#idempotency-key. */
const removal = {
	path: '/v3/background-removals',
	keyIn: 'request_id',
	fields: [
		file('video', 'Video', { required: true }),
		additionalFields([
			choices('layers', 'Layers', layers, {
				description: 'What to make. All three when empty.',
			}),
			text('title', 'Title'),
		]),
	],
	output,
};

const does = 'Remove the background behind the person in a video';

export const create = createOf({ ...removal, costs: true, option: { description: does } });

export const createAndWait = createAndWaitOf({
	...removal,
	type: 'backgroundRemoval',
	options: options.asked.files,
	does,
});
