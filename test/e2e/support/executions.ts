import type { IDataObject, INodeExecutionData, IRunExecutionData } from 'n8n-workflow';

import { parseFlatted } from './flatted';
import type { Execution, ExecutionSummary } from './restTypes';
import { RestError, type Session } from './session';
import { patienceMs, until } from './until';

export interface ExecutionFilter {
	workflowId?: string;
	status?: Array<ExecutionSummary['status']>;
}

const pageSize = 100;
const unfinished = new Set<string>(['new', 'running', 'waiting', 'unknown']);

export class Executions {
	constructor(private readonly session: Session) {}

	/** All of them, newest first; n8n hands out a hundred at a time, by a cursor since version 2.41. */
	async list(filter: ExecutionFilter = {}): Promise<ExecutionSummary[]> {
		const all: ExecutionSummary[] = [];
		let from: { lastId?: string; cursor?: string } = {};
		for (;;) {
			const query = { filter: JSON.stringify(filter), limit: pageSize, ...from };
			const { results, nextCursor } = await this.session.call<{
				results: ExecutionSummary[];
				nextCursor?: string | null;
			}>('GET', '/executions', { query });
			all.push(...results);
			const last = results.at(-1)?.id;
			if (last === undefined || results.length < pageSize || nextCursor === null) return all;
			from = nextCursor === undefined ? { lastId: last } : { cursor: nextCursor };
		}
	}

	async get(id: string): Promise<Execution> {
		const stored = await this.session.call<Omit<Execution, 'data'> & { data: string }>(
			'GET',
			`/executions/${id}`,
		);
		return { ...stored, data: parseFlatted(stored.data) as IRunExecutionData };
	}

	/** Waits until there are `count` finished ones (or more), and returns all finished ones, oldest first. */
	async waitFor(workflowId: string, count = 1, timeoutMs = patienceMs): Promise<Execution[]> {
		let last: ExecutionSummary[] = [];
		const finished = await until(
			`${count} finished executions of workflow ${workflowId}`,
			async () => {
				last = await this.list({ workflowId });
				const done = last.filter(({ status }) => !unfinished.has(status));
				return done.length >= count ? done : undefined;
			},
			{ timeoutMs, seen: () => last.map(({ id, status }) => ({ id, status })) },
		);
		return await Promise.all(finished.reverse().map(async ({ id }) => await this.get(id)));
	}

	async waitForOne(id: string, timeoutMs = patienceMs, everyMs?: number): Promise<Execution> {
		return await until(
			`execution ${id} to finish`,
			async () => {
				const execution = await this.get(id).catch(stillRuns);
				const isDone = execution?.data !== undefined && !unfinished.has(execution.status);
				return isDone ? execution : undefined;
			},
			{ timeoutMs, ...(everyMs !== undefined && { everyMs }) },
		);
	}

	async retry(id: string): Promise<string> {
		const retried = await this.session.call<{ id: string }>('POST', `/executions/${id}/retry`, {
			body: { loadWorkflow: false },
		});
		return retried.id;
	}
}

/** Older versions of n8n can't show an execution that has nothing to show yet. */
export function stillRuns(reason: unknown): undefined {
	if (!(reason instanceof RestError) || reason.status !== 500) throw reason;
}

/** What a node put out in its last run; nothing when it never ran. */
export function items(execution: Execution, node: string, output = 0): INodeExecutionData[] {
	const runs = execution.data.resultData.runData[node] ?? [];
	return runs.at(-1)?.data?.main?.[output] ?? [];
}

export const json = (execution: Execution, node: string, output = 0): IDataObject[] =>
	items(execution, node, output).map((item) => item.json);
