import { query } from '../e2e/support/database';
import type { N8n } from '../e2e/support/n8n';
import { oneByOne } from './delivery';
import type { Measured } from './passes';
import type { Subject } from './subjects';

/** Keys as long as n8n's, made by SQLite itself. */
const fill = `WITH RECURSIVE place(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM place WHERE i < ?)
	UPDATE processed_data SET value = json_object('mode', 'entries', 'data',
		json((SELECT json_group_array(hex(randomblob(12))) FROM place))) WHERE "workflowId" = ?`;

/** What a delivery costs when so many keys are remembered already. */
export async function withRemembered(
	n8n: N8n,
	subject: Subject,
	keys: number,
	count: number,
): Promise<Measured> {
	await query(n8n, fill, [keys, subject.workflowId]);
	return await oneByOne(n8n, subject, count);
}
