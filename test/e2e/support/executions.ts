import type { IDataObject, INodeExecutionData, IRunExecutionData } from 'n8n-workflow';

import { parseFlatted } from './flatted';
import type { Execution, ExecutionSummary } from './restTypes';
import type { Session } from './session';
import { until } from './until';

export interface ExecutionFilter {
	workflowId?: string;
	status?: Array<ExecutionSummary['status']>;
}

const unfinished = new Set<string>(['new', 'running', 'waiting', 'unknown']);

export class Executions {
	constructor(private readonly session: Session) {}

	/** Newest first, up to a hundred. */
	async list(filter: ExecutionFilter = {}): Promise<ExecutionSummary[]> {
		const query = { filter: JSON.stringify(filter), limit: 100 };
		const { results } = await this.session.call<{ results: ExecutionSummary[] }>(
			'GET',
			'/executions',
			{ query },
		);
		return results;
	}

	async get(id: string): Promise<Execution> {
		const stored = await this.session.call<Omit<Execution, 'data'> & { data: string }>(
			'GET',
			`/executions/${id}`,
		);
		return { ...stored, data: parseFlatted(stored.data) as IRunExecutionData };
	}

	/** Waits until there are `count` finished ones (or more), and returns all finished ones, oldest first. */
	async waitFor(workflowId: string, count = 1, timeoutMs = 15_000): Promise<Execution[]> {
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

	async waitForOne(id: string, timeoutMs = 15_000): Promise<Execution> {
		return await until(
			`execution ${id} to finish`,
			async () => {
				const execution = await this.get(id);
				return unfinished.has(execution.status) ? undefined : execution;
			},
			{ timeoutMs },
		);
	}

	async retry(id: string): Promise<string> {
		const retried = await this.session.call<{ id: string }>('POST', `/executions/${id}/retry`, {
			body: { loadWorkflow: false },
		});
		return retried.id;
	}
}

/** What a node put out in its last run; nothing when it never ran. */
export function items(execution: Execution, node: string, output = 0): INodeExecutionData[] {
	const runs = execution.data.resultData.runData[node] ?? [];
	return runs.at(-1)?.data?.main?.[output] ?? [];
}

export const json = (execution: Execution, node: string, output = 0): IDataObject[] =>
	items(execution, node, output).map((item) => item.json);
