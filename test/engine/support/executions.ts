import { createRunExecutionData } from 'n8n-workflow';
import type { IDataObject, INodeExecutionData, IRun, WorkflowExecuteMode } from 'n8n-workflow';

import { loadCode } from './code';
import { database } from './database';
import type { Answering, Arriving } from './host';
import { Process, step } from './process';
import { StoredWorkflow } from './stored';
import { execute, plain, type Start } from './workflow';

/** An execution as n8n's database has it. */
export interface Stored {
	mode: WorkflowExecuteMode;
	input: INodeExecutionData[][];
	/** Where it runs, and what that had done before. */
	process?: Process;
	stepsBefore?: number;
}

/** Stores executions, and runs them in the process whose turn it is. */
export class Executions extends StoredWorkflow {
	/** Runs while an execution is being stored; a throw is a database that can't. */
	whileStoring: (response?: Answering) => Promise<void> | void = () => {};
	readonly runs: Array<Promise<IRun>> = [];
	/** Only in queue mode: who answers deliveries, and who runs what they start. */
	readonly processors: Process[] = [];
	readonly workers: Process[] = [];
	private nextProcessor = 0;
	/** For each run what it was started with. */
	readonly stored: Stored[] = [];

	/** Queue mode from now on: processes of their own, each with its own memory. */
	scaleOut(processors: number, workers: number): void {
		for (let count = 0; count < processors; count++) this.processors.push(new Process(loadCode()));
		for (let count = 0; count < workers; count++) this.workers.push(new Process(loadCode()));
	}

	/** New processes in place of all processors and workers. */
	restartQueue(): void {
		this.scaleOut(this.processors.splice(0).length, this.workers.splice(0).length);
	}

	/** The address of one processor; `url` is that of all. */
	urlOf(processor: number): string {
		return `${this.base}/processor-${processor}/${this.path(false)}`;
	}

	/**
	 * Retry in the list of executions: goes on where the execution ended, so the trigger runs again
	 * only when it was the one that failed, or when its process died.
	 */
	async retry(index: number): Promise<IRun> {
		const before = await this.runs[index];
		const stored = this.stored[index];
		if (before === undefined || stored === undefined) throw new Error(`no execution ${index}`);
		if (before.status === 'success') throw new Error('The execution succeeded: no retry.');
		if (before.status === 'crashed') return await this.start({ ...stored, mode: 'retry' });
		const data = structuredClone(before.data);
		const { resultData } = data;
		delete resultData.error;
		const last = resultData.runData[resultData.lastNodeExecuted ?? ''];
		if (last?.at(-1)?.error !== undefined) last.pop();
		return await this.start({ ...stored, mode: 'retry' }, data);
	}

	/** Resolves when n8n has stored it; it runs on from there. */
	protected async store(
		mode: WorkflowExecuteMode,
		found: INodeExecutionData[][],
		response?: Answering,
	): Promise<void> {
		await step('storing');
		const input = JSON.parse(JSON.stringify(found)) as INodeExecutionData[][];
		await this.whileStoring(response);
		if (database.isAway) throw new Error('the execution could not be stored');
		await step('storing arrived');
		void this.start({ mode, input });
		await step('stored');
	}

	/** At the address of all, each processor in turn. */
	protected receiving({ message }: Arriving): Process {
		const named = /\/processor-(\d+)\//.exec(message.url ?? '')?.[1];
		const turn = this.processors.length > 0 ? this.nextProcessor++ % this.processors.length : 0;
		return this.processors[Number(named ?? turn)] ?? this.process;
	}

	private async start(stored: Stored, data?: Start['data']): Promise<IRun> {
		const { mode, input } = stored;
		const worker = this.workers[this.runs.length % this.workers.length];
		const process = worker ?? this.process;
		// A worker gets an execution without static data, and saves what is written there.
		const saved = mode === 'manual' || worker !== undefined ? {} : this.saved;
		const stepsBefore = process.steps.length;
		const running = process.run(
			async () =>
				await execute({
					workflow: this.load(saved, process),
					node: this.node,
					additionalData: this.additional(process),
					mode,
					input: structuredClone(input),
					executionId: String(this.runs.length + 1),
					...(data !== undefined && { data }),
					onStaticData: async (changed) => await this.replaceColumn(changed),
				}),
		);
		const run = Promise.race([running, process.ended.then(() => crashed(mode))]);
		this.stored.push({ ...stored, process, stepsBefore });
		this.runs.push(run);
		return await run;
	}

	private async replaceColumn(changed: IDataObject): Promise<void> {
		await step('static data');
		if (!database.isAway) this.saved = plain(changed);
		await step('static data saved');
	}
}

/** What n8n makes of an execution whose process is gone. */
const crashed = (mode: WorkflowExecuteMode): IRun => ({
	mode,
	status: 'crashed',
	startedAt: new Date(),
	stoppedAt: new Date(),
	storedAt: 'db',
	data: createRunExecutionData({}),
});
