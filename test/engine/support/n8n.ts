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
import { database } from './database';
import { Executions } from './executions';
import type { Answering, Arriving } from './host';
import { Process, step } from './process';
import { serve } from './serve';
import { arrived, plain } from './workflow';

/** The order in which n8n begins them: its publication service, and what was before it. */
export type PollOrder = 'beside' | 'after' | 'before';

/** One n8n with one workflow: when it calls the trigger, and what it runs. */
export class N8n extends Executions {
	/** How often `webhook()` changed static data or threw; both must stay 0. */
	mistakes = 0;
	pollOrder: PollOrder = 'beside';
	/**
	 * Which copy of static data a tick works on: the one that the activation made, or one that
	 * n8n's scheduler reads from the database each time.
	 */
	ticksOn: 'copy of activation' | 'database' = 'copy of activation';
	private active: Workflow | undefined;
	private poller: PollContext | undefined;
	private listening: Promise<void> = Promise.resolve();
	private tested: IDataObject | undefined;
	private readonly unanswered = new Set<Answering>();
	private readonly serving: Array<() => void> = [];

	/** n8n answers at the address before it calls the trigger. */
	open(): void {
		if (this.hasWebhook()) this.host.register(this.path(false), this.receive);
	}

	/** The poll beside checkExists and create, on the same data; saved when all have ended. */
	async activate(activation: WorkflowActivateMode = 'activate', attempts = 1): Promise<void> {
		this.open();
		await this.main(async () => {
			const workflow = this.load();
			const poller = this.pollContext(workflow, activation);
			this.active = workflow;
			this.poller = poller;
			const hooks = await this.inOrder(
				async () => await this.register(workflow, activation, attempts),
				async () => await this.poll(poller, workflow),
			);
			await this.save(workflow);
			if (hooks.status === 'fulfilled') return;
			this.stop();
			throw hooks.reason;
		});
	}

	async deactivate(): Promise<void> {
		this.stop();
		await this.main(async () => {
			const workflow = this.load();
			if (this.hasWebhook()) await this.hook('delete', workflow, 'update');
			await this.save(workflow);
		});
	}

	/** n8n stops without a word to HeyGen. */
	stop(): void {
		this.active = undefined;
		this.poller = undefined;
		this.host.unregister(this.path(false));
	}

	get isActive(): boolean {
		return this.active !== undefined;
	}

	/** Stops and starts in the same process. */
	async restart(): Promise<void> {
		this.stop();
		await this.activate('init');
	}

	/** Stops; a new process, which remembers only the database, starts. */
	async newProcess(): Promise<void> {
		this.stop();
		this.replace();
		await this.activate('init');
	}

	/** A start of n8n in which nothing is published. */
	startEmpty(): void {
		this.stop();
		this.replace();
	}

	/** Ends the process in the middle of whatever it does; `newProcess` starts the next one. */
	kill(): void {
		this.stop();
		this.process.kill();
		for (const response of this.unanswered) response.destroy();
		this.unanswered.clear();
	}

	/** A timed poll. Tells whether it made an execution. */
	async tick(): Promise<boolean> {
		const { active, poller } = this;
		if (active === undefined || poller === undefined) throw new Error('not active');
		return await this.main(async () => {
			const isCurrent = () => this.active === active;
			if (this.ticksOn === 'copy of activation') {
				return await this.poll(poller, active, isCurrent);
			}
			const workflow = this.load();
			return await this.poll(this.pollContext(workflow, 'update'), workflow, isCurrent);
		});
	}

	/** 'Fetch Test Event' where the trigger has no webhook: n8n runs it with an empty item. */
	async test(): Promise<IRun> {
		if (this.hasWebhook(false)) throw new Error('n8n would listen');
		await this.store('manual', [[{ json: {} }]]);
		const run = await this.runs.at(-1);
		if (run === undefined) throw new Error('nothing ran');
		return run;
	}

	/** The same where it has one: n8n listens for a test event. */
	async listen(): Promise<void> {
		if (!this.hasWebhook(false)) throw new Error('n8n would run it at once');
		this.host.register(this.path(true), this.receive);
		await this.main(async () => {
			const workflow = this.load({});
			await this.register(workflow, 'manual', 1);
			this.tested = plain(workflow.staticData);
		});
	}

	async stopListening(): Promise<void> {
		this.host.unregister(this.path(true));
		await this.main(async () => await this.hook('delete', this.load(this.tested ?? {}), 'manual'));
		this.tested = undefined;
	}

	/** Resolves when n8n is through with the next request. */
	async served(): Promise<void> {
		await new Promise<void>((resolve) => this.serving.push(resolve));
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

	protected replace(code = loadCode()): void {
		const { aheadMs, database } = this.process;
		this.process = Object.assign(new Process(code), { aheadMs, database });
	}

	/** What the main process does; a test that waits for it goes on when the process has died. */
	private async main<T>(work: () => Promise<T>): Promise<T> {
		const { process } = this;
		const killed = process.ended.then(() => {
			throw new Error('the process was killed');
		});
		return await Promise.race([process.run(work), killed]);
	}

	private async inOrder(
		register: () => Promise<void>,
		poll: () => Promise<boolean>,
	): Promise<PromiseSettledResult<void>> {
		const polled = this.pollOrder === 'beside' ? poll() : undefined;
		if (this.pollOrder === 'before') await poll();
		const [registered, asked] = await Promise.allSettled([register(), polled]);
		if (this.pollOrder === 'after' && registered.status === 'fulfilled') await poll();
		if (registered.status === 'rejected' || asked.status === 'fulfilled') return registered;
		return asked;
	}

	private async register(
		workflow: Workflow,
		activation: WorkflowActivateMode,
		attempts: number,
	): Promise<void> {
		if (!this.hasWebhook()) return;
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

	/** n8n saves what a poll wrote with the emit, and only then stores the execution. */
	private async poll(
		poller: PollContext,
		workflow: Workflow,
		isCurrent = () => true,
	): Promise<boolean> {
		await step('poll');
		const poll = this.triggerIn(this.process).poll;
		const [found] = await Promise.allSettled([poll?.call(poller as unknown as IPollFunctions)]);
		// Beside a webhook a throw of it ends what works.
		if (found.status === 'rejected' && !this.hasWebhook()) throw found.reason;
		if (found.status === 'rejected') this.mistakes++;
		await step('poll ended');
		if (found.status === 'rejected' || !found.value || !isCurrent()) return false;
		await this.save(workflow);
		const [stored] = await Promise.allSettled([this.store('trigger', found.value)]);
		return stored.status === 'fulfilled';
	}

	private readonly receive = async (arriving: Arriving, response: Answering): Promise<void> => {
		const process = this.receiving(arriving);
		this.unanswered.add(response);
		try {
			await process.run(async () => await this.answer(arriving, response, process));
		} finally {
			this.unanswered.delete(response);
			for (const resolve of this.serving.splice(0)) resolve();
		}
	};

	private async answer(arriving: Arriving, response: Answering, process: Process): Promise<void> {
		const { isTest } = arriving;
		const mode: WorkflowExecuteMode = isTest ? 'manual' : 'webhook';
		await step('delivery');
		if (database.isAway) throw new Error('the workflow could not be loaded');
		const target = {
			trigger: this.triggerIn(process),
			workflow: this.load(isTest ? this.tested : undefined, process),
			node: this.node,
			mode,
			additionalData: this.additional(process),
			data: this.webhookData(isTest),
		};
		const { isMistake, isAnswered, workflowData, answer } = await serve(target, arriving, response);
		if (isMistake) this.mistakes++;
		if (isAnswered) return;
		if (workflowData !== undefined) await this.store(mode, workflowData, response);
		await step('answer');
		response.status(200).json(answer);
		if (isTest && workflowData !== undefined) this.listening = this.stopListening();
	}
}
