import { puts } from '../../operation/output';

/** Source: docs/facts/heygen.md#fields-of-the-resources. */
export const output = puts({
	id: 'text',
	status: 'text',
	layers: 'object?',
	duration: 'number?',
	created_at: 'number?',
	completed_at: 'number?',
	heygen_error: 'text?',
});
