import type { Postgres } from '../../e2e/support/postgres';
import { outputs, tally } from '../../e2e/support/stored';
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

/** What came out of a workflow's trigger, in all of its executions. */
export async function outcomeOf(database: Postgres, workflowId: string): Promise<Outcome> {
	const all = await outputs(database, workflowId, triggerName);
	const done = all.filter(({ status }) => status === 'success');
	const times = new Map<string, number>();
	for (const { video_id } of done.flatMap(({ items }) => items)) {
		times.set(String(video_id), (times.get(String(video_id)) ?? 0) + 1);
	}
	const empty = done.filter(({ items }) => items.length === 0).length;
	return { times, empty, cut: all.length - done.length, executions: all.length };
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
