import type { IRunExecutionData } from 'n8n-workflow';

import { parseFlatted } from '../../e2e/support/flatted';
import type { Postgres } from '../../e2e/support/postgres';
import { tally } from '../../e2e/support/stored';
import { until } from '../../e2e/support/until';
import { triggerName } from '../../e2e/support/workflows';

export interface Outcome {
	/** how often each event came out of the trigger, by its video_id */
	times: Map<string, number>;
	/** executions that put nothing out */
	empty: number;
	/** executions that n8n shows as failed, or left unfinished */
	cut: number;
	executions: number;
}

interface Row {
	status: string;
	data: string;
}

function idsIn(data: string): string[] {
	const { resultData } = parseFlatted(data) as IRunExecutionData;
	const main = resultData.runData[triggerName]?.at(-1)?.data?.main ?? [];
	return main.flatMap((output) => (output ?? []).map(({ json }) => String(json.video_id)));
}

/** What came out of a workflow's trigger, in all of its executions. */
export async function outcomeOf(database: Postgres, workflowId: string): Promise<Outcome> {
	const rows = await database.select<Row>(
		'SELECT e.status, d.data FROM execution_entity e JOIN execution_data d ON d."executionId" = e.id WHERE e."workflowId" = $1',
		[workflowId],
	);
	const times = new Map<string, number>();
	let empty = 0;
	const done = rows.filter(({ status }) => status === 'success');
	for (const { data } of done) {
		const ids = idsIn(data);
		if (ids.length === 0) empty++;
		for (const id of ids) times.set(id, (times.get(id) ?? 0) + 1);
	}
	return { times, empty, cut: rows.length - done.length, executions: rows.length };
}

export const twice = ({ times }: Outcome): string[] =>
	[...times].filter(([, count]) => count > 1).map(([id]) => id);

export const missing = ({ times }: Outcome, ids: string[]): string[] =>
	ids.filter((id) => !times.has(id));

/** Waits until nothing of the workflow is under way, for long enough that nothing follows. */
export async function quiet(database: Postgres, workflowId: string): Promise<void> {
	let before = '';
	let same = 0;
	await until(
		`executions of workflow ${workflowId} to end`,
		async () => {
			const counts = await tally(database, workflowId);
			const { new: waiting = 0, running = 0 } = counts;
			const now = JSON.stringify(counts);
			same = waiting + running === 0 && now === before ? same + 1 : 0;
			before = now;
			return same >= 10 ? true : undefined;
		},
		{ timeoutMs: 300_000, seen: () => before },
	);
}
