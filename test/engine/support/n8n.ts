import type { PollContext } from 'n8n-core';
import type {
	IDataObject,
	INodeExecutionData,
	IPollFunctions,
	IRun,
	Workflow,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import { loadCode } from './code';
import type { Answering, Arriving } from './host';
import { serve } from './serve';
import { StoredWorkflow } from './stored';
import { arrived, execute, plain } from './workflow';

/** One n8n with one workflow: when it calls the trigger, and what it runs. */
export class N8n extends StoredWorkflow {
	/** Runs while an execution is being stored; a throw is a database that can't. */
	whileStoring: () => Promise<void> | void = () => {};
	/** How often `webhook()` changed static data or threw; both must stay 0. */
	mistakes = 0;
	/** As n8n does without its publication service. */
	pollsAfterHooks = false;
	readonly runs: Array<Promise<IRun>> = [];
	private active: Workflow | undefined;
	private poller: PollContext | undefined;
	private listening: Promise<void> = Promise.resolve();
	private tested: IDataObject | undefined;

	/** n8n answers at the address before it calls the trigger. */
	open(): void {
		this.host.register(this.path(false), this.receive);
	}

	/** The poll beside checkExists and create, on the same data; saved when all have ended. */
	async activate(activation: WorkflowActivateMode = 'activate', attempts = 1): Promise<void> {
		const workflow = this.load();
		this.open();
		const poller = this.pollContext(workflow, activation);
		const registered = this.register(workflow, activation, attempts);
		if (this.pollsAfterHooks) await Promise.allSettled([registered]);
		const [hooks] = await Promise.allSettled([registered, this.poll(poller, workflow)]);
		this.save(workflow);
		if (hooks.status === 'rejected') {
			this.host.unregister(this.path(false));
			throw hooks.reason;
		}
		this.active = workflow;
		this.poller = poller;
	}

	async deactivate(): Promise<void> {
		const workflow = this.load();
		this.active = undefined;
		this.poller = undefined;
		this.host.unregister(this.path(false));
		await this.hook('delete', workflow, 'update');
		this.save(workflow);
	}

	/** n8n stops without a word to HeyGen. */
	stop(): void {
		this.active = undefined;
		this.poller = undefined;
		this.host.unregister(this.path(false));
	}

	/** Stops and starts in the same process. */
	async restart(): Promise<void> {
		this.stop();
		await this.activate('init');
	}

	/** Stops; a new process, which remembers only the database, starts. */
	async newProcess(): Promise<void> {
		this.stop();
		this.code = loadCode();
		await this.activate('init');
	}

	/** A timed poll. Tells whether it made an execution. */
	async tick(): Promise<boolean> {
		if (this.active === undefined || this.poller === undefined) throw new Error('not active');
		return await this.poll(this.poller, this.active);
	}

	/** 'Listen for test event'. */
	async listen(): Promise<void> {
		const workflow = this.load({});
		this.host.register(this.path(true), this.receive);
		await this.register(workflow, 'manual', 1);
		this.tested = plain(workflow.staticData);
	}

	async stopListening(): Promise<void> {
		this.host.unregister(this.path(true));
		await this.hook('delete', this.load(this.tested ?? {}), 'manual');
		this.tested = undefined;
	}

	/** All executions, when they have ended. */
	async results(): Promise<IRun[]> {
		await this.listening;
		let results: IRun[] = [];
		while (results.length !== this.runs.length) results = await Promise.all(this.runs);
		return results;
	}

	/** What came out of the trigger in all executions. */
	async items(output = 0): Promise<INodeExecutionData[]> {
		return (await this.results()).flatMap((run) => arrived(run, output));
	}

	async json(output = 0): Promise<IDataObject[]> {
		return (await this.items(output)).map(({ json }) => json);
	}

	private async register(
		workflow: Workflow,
		activation: WorkflowActivateMode,
		attempts: number,
	): Promise<void> {
		for (let attempt = 1; ; attempt++) {
			const [registered] = await Promise.allSettled([this.checkOrCreate(workflow, activation)]);
			if (registered.status === 'fulfilled') return;
			await this.hook('delete', workflow, activation);
			if (attempt >= attempts) throw registered.reason;
		}
	}

	private async checkOrCreate(workflow: Workflow, activation: WorkflowActivateMode) {
		if (await this.hook('checkExists', workflow, activation)) return;
		await this.hook('create', workflow, activation);
	}

	private async poll(poller: PollContext, workflow: Workflow): Promise<boolean> {
		const found = (await this.trigger.poll?.call(poller as unknown as IPollFunctions)) ?? null;
		if (found === null) return false;
		this.save(workflow);
		this.run('trigger', found);
		return true;
	}

	private readonly receive = async (arriving: Arriving, response: Answering): Promise<void> => {
		const { isTest } = arriving;
		const mode: WorkflowExecuteMode = isTest ? 'manual' : 'webhook';
		const target = {
			trigger: this.trigger,
			workflow: this.load(isTest ? this.tested : undefined),
			node: this.node,
			mode,
			additionalData: this.additional(),
			data: this.webhookData(isTest),
		};
		const { isMistake, isAnswered, workflowData, answer } = await serve(target, arriving, response);
		if (isMistake) this.mistakes++;
		if (isAnswered) return;
		if (workflowData !== undefined) {
			await this.whileStoring();
			this.run(mode, workflowData);
		}
		response.status(200).json(answer);
		if (isTest && workflowData !== undefined) this.listening = this.stopListening();
	};

	private run(mode: WorkflowExecuteMode, input: INodeExecutionData[][]): void {
		const workflow = this.load(mode === 'manual' ? {} : this.saved);
		this.runs.push(
			execute({
				workflow,
				node: this.node,
				additionalData: this.additional(),
				mode,
				input: JSON.parse(JSON.stringify(input)) as INodeExecutionData[][],
				executionId: String(this.runs.length + 1),
				onStaticData: (changed) => (this.saved = plain(changed)),
			}),
		);
	}
}
