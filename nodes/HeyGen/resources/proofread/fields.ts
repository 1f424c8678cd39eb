import { locator } from '../../operation/fields/locator';
import { puts } from '../../operation/output';

export const proofreadId = locator('proofread_id', 'Proofread', {
	search: 'searchProofreads',
	required: true,
});

/** Source: docs/facts/heygen.md#fields-of-the-resources. */
export const proofread = puts({
	id: 'text',
	title: 'text?',
	status: 'text',
	input_language: 'text?',
	output_language: 'text?',
	submitted_for_review: 'boolean?',
	created_at: 'number?',
	failure_message: 'text?',
});
