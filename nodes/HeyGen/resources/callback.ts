import type { Condition, Field } from './fields/field';
import { text } from './fields/scalars';

/** Whom HeyGen tells when a job, or a whole batch, has ended. */
export const callbackUrl = (when?: Condition): Field =>
	hiddenWhereWaited(
		text('callback_url', 'Callback URL', {
			...(when !== undefined && { when }),
			placeholder: 'https://example.com/heygen',
			sample: 'https://example.com/heygen',
			description: 'Where HeyGen posts the result, unsigned. The HeyGen Trigger node needs none.',
		}),
	);

/** HeyGen calls one address, and there it is n8n's own. */
function hiddenWhereWaited({ property, ...field }: Field): Field {
	const hide = { '/operation': ['createAndWait', 'createBatchAndWait', 'generateAndWait'] };
	return {
		...field,
		property: { ...property, displayOptions: { ...property.displayOptions, hide } },
	};
}

/** The same with what comes back. @param longest ID that HeyGen takes */
export const callback = (when?: Condition, longest?: number): Field[] => [
	text('callback_id', 'Callback ID', {
		...(when !== undefined && { when }),
		...(longest !== undefined && { maxLength: longest }),
		placeholder: 'order-1234',
		description: 'Comes back with the event, so that it can be matched',
	}),
	callbackUrl(when),
];
