import type { IDataObject, IRunExecutionData } from 'n8n-workflow';

import { query, type Database } from './database';
import { parseFlatted } from './flatted';
import { patienceMs, until } from './until';
import { triggerName } from './workflows';

/** What n8n's database holds, for numbers that its REST API pages. */

/** Executions of a workflow by status. */
export async function tally(n8n: Database, workflowId: string): Promise<Record<string, number>> {
	const rows = await query<{ status: string; count: number | string }>(
		n8n,
		'SELECT status, COUNT(*) AS count FROM execution_entity WHERE "workflowId" = ? GROUP BY status',
		[workflowId],
	);
	return Object.fromEntries(rows.map(({ status, count }) => [status, Number(count)]));
}

/** Waits until no execution of the workflow is under way, and at least `count` are done. */
export async function waitForAll(
	n8n: Database,
	workflowId: string,
	count: number,
	timeoutMs = patienceMs,
): Promise<Record<string, number>> {
	let last: Record<string, number> = {};
	return await until(
		`${count} executions of workflow ${workflowId}`,
		async () => {
			last = await tally(n8n, workflowId);
			const { new: waiting = 0, running = 0, ...done } = last;
			const sum = Object.values(done).reduce((all, each) => all + each, 0);
			return waiting + running === 0 && sum >= count ? done : undefined;
		},
		{ timeoutMs, seen: () => last },
	);
}

/** One execution, and what a node put out in it. */
export interface Output {
	mode: string;
	status: string;
	items: IDataObject[];
}

/** What a node put out in each execution of a workflow, oldest first. */
export async function outputs(n8n: Database, workflowId: string, node: string): Promise<Output[]> {
	const rows = await query<{ data: string; mode: string; status: string }>(
		n8n,
		'SELECT d.data, e.mode, e.status FROM execution_data d JOIN execution_entity e ON e.id = d."executionId" WHERE e."workflowId" = ? ORDER BY e.id',
		[workflowId],
	);
	return rows.map(({ data, mode, status }) => {
		const { resultData } = parseFlatted(data) as IRunExecutionData;
		const main = resultData.runData[node]?.at(-1)?.data?.main ?? [];
		const items = main.flatMap((output) => (output ?? []).map(({ json }) => json));
		return { mode, status, items };
	});
}

/** The same without how the executions went: one list an execution. */
export const allOutput = async (
	n8n: Database,
	workflowId: string,
	node: string,
): Promise<IDataObject[][]> => (await outputs(n8n, workflowId, node)).map(({ items }) => items);

/** The videos that came out of the trigger, a list for each execution. */
export const idsOf = async (
	{ n8n }: { n8n: Database },
	{ workflow }: { workflow: { id: string } },
): Promise<string[][]> =>
	(await allOutput(n8n, workflow.id, triggerName)).map((items) =>
		items.map((item) => String(item.video_id)),
	);

/** The executions whose stored data or workflow hold the text. */
export async function executionsHolding(n8n: Database, text: string): Promise<number> {
	const rows = await query<{ count: number }>(
		n8n,
		'SELECT COUNT(*) AS count FROM execution_data WHERE instr(data, ?) + instr(workflowData, ?) > 0',
		[text, text],
	);
	return rows[0]?.count ?? 0;
}
