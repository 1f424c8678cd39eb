import { puts } from '../../operation/output';

/** Source: heygen-api/v3-operations.json, GET /v3/background-removals/{job_id}. */
export const output = puts({
	id: 'text',
	status: 'text',
	layers: 'object?',
	duration: 'number?',
	created_at: 'number?',
	completed_at: 'number?',
	heygen_error: 'text?',
});
