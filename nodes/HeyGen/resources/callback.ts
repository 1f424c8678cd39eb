import type { Condition, Field } from './fields/field';
import { text } from './fields/scalars';

/** Whom HeyGen tells when a job has ended. @param longest ID that it takes */
export const callback = (when?: Condition, longest?: number): Field[] => [
	text('callback_id', 'Callback ID', {
		...(when !== undefined && { when }),
		...(longest !== undefined && { maxLength: longest }),
		placeholder: 'order-1234',
		description: 'Comes back with the event, so that it can be matched',
	}),
	text('callback_url', 'Callback URL', {
		...(when !== undefined && { when }),
		placeholder: 'https://example.com/heygen',
		sample: 'https://example.com/heygen',
		description:
			'Where HeyGen posts the result of this job, unsigned. The HeyGen Trigger node needs none.',
	}),
];
