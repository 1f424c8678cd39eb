import type { Condition, Field } from '../../operation/fields/field';
import { text } from '../../operation/fields/scalars';

/** HeyGen calls only one address per job or batch, so operations that wait have no such field. */
export const callbackUrl = (when?: Condition): Field =>
	text('callback_url', 'Callback URL', {
		...(when !== undefined && { when }),
		unless: { '/operation': ['createAndWait', 'createBatchAndWait', 'generateAndWait'] },
		placeholder: 'https://example.com/heygen',
		sample: 'https://example.com/heygen',
		description:
			'URL that HeyGen posts the result to, without a signature. The HeyGen Trigger node does not need it.',
	});

/** The callback URL and the callback ID. @param longest ID that HeyGen accepts */
export const callback = (when?: Condition, longest?: number): Field[] => [
	text('callback_id', 'Callback ID', {
		...(when !== undefined && { when }),
		...(longest !== undefined && { maxLength: longest }),
		placeholder: 'order-1234',
		description: 'Returned with the event, so that you can match the two',
	}),
	callbackUrl(when),
];
