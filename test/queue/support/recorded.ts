import { createHash } from 'node:crypto';

import { isKnown, keysOf } from '../../../nodes/HeyGen/trigger/dedupe/keys';
import type { Postgres } from '../../e2e/support/postgres';
import type { StoredWorkflow } from '../../e2e/support/restTypes';
import { triggerName } from '../../e2e/support/workflows';
import type { EmittedEvent } from '../../simulator';

/** As n8n writes a key: deduplication-helper.js. */
const hashOf = (key: string): string => createHash('md5').update(key).digest('base64');

/**
 * Which of the events the trigger has recorded in n8n's table, by their video_id. That is the last thing it
 * does before its output is n8n's: what is not recorded has to come again, what is recorded never does.
 */
export async function recordedOf(
	database: Postgres,
	{ id, nodes }: StoredWorkflow,
	events: EmittedEvent[],
): Promise<Set<string>> {
	const node = nodes.find(({ name }) => name === triggerName);
	if (node === undefined) throw new Error(`the workflow has no node ${triggerName}`);
	const rows = await database.select<{ value: string }>(
		'SELECT value FROM processed_data WHERE "workflowId" = $1 AND context = $2',
		[id, `n:${node.id}`],
	);
	const { data = [] } = JSON.parse(rows[0]?.value ?? '{}') as { data?: string[] };
	const known = new Set(data);
	const scope = JSON.stringify([node.id, node.webhookId ?? node.name]);
	const isRecorded = (event: EmittedEvent): boolean => {
		const { event_id, event_type, event_data } = event;
		const sent = { event_id, event_type, event_data };
		const keys = keysOf(sent, Date.parse(event.created_at), scope);
		return isKnown(keys, (key) => known.has(hashOf(key)));
	};
	return new Set(events.filter(isRecorded).map(({ event_data }) => String(event_data.video_id)));
}
