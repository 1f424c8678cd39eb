import type { IDataObject, INode } from 'n8n-workflow';

import type { FinishOptions } from '../../simulator/jobs/types';
import type { SimulatorOptions } from '../../simulator';
import type { Account, Bench } from './bench';
import { items, json, stillRuns } from './executions';
import type { Execution, StoredWorkflow, WorkflowBody } from './restTypes';
import { until } from './until';
import { actionName, afterName, heygenAction } from './workflows';

/** Many cases at once on a slow machine: an end, not a measure. */
const limitMs = 150_000;
/** Each of them asks n8n, which has other things to do. */
const everyMs = 500;

export const start = 'Start';

/** n8n has no public address here, so Automatic would ask. */
export const byCallback = { howToWait: 'callback' };

const parameters = {
	resource: 'video',
	operation: 'createAndWait',
	type: 'avatar',
	avatarId: { __rl: true, mode: 'id', value: 'look_1' },
	voiceId: { __rl: true, mode: 'id', value: 'voice_1' },
	script: '={{ $json.script }}',
};

/** The node that is tried, which makes a video of the script in each item. */
export const createAndWait = (
	{ credential }: Pick<Account, 'credential'>,
	{ parameters: changed, ...more }: Partial<INode> = {},
): INode => ({
	...heygenAction({
		parameters: {
			...parameters,
			...changed,
			options: { ...byCallback, ...Object(changed?.options) },
		},
		credential,
	}),
	...more,
});

const event = JSON.stringify({ event_type: 'avatar_video.success', event_data: {} });

/** Calls as anybody can, and gives the status. */
export async function call(url: string, body = event, method = 'POST'): Promise<number> {
	const headers = { 'Content-Type': 'application/json' };
	const sent = method === 'GET' || method === 'OPTIONS' ? {} : { body };
	const { status } = await fetch(url, { method, headers, ...sent });
	return status;
}

/** One execution that parks at HeyGen's account of its own. */
export class Parked {
	private constructor(
		private readonly bench: Bench,
		readonly account: Account,
		readonly workflow: StoredWorkflow,
		readonly id: string,
	) {}

	/** Runs a workflow by hand. @param make it, with the account's credential */
	static async byHand(
		bench: Bench,
		make: (account: Account) => WorkflowBody,
		options: SimulatorOptions = {},
	): Promise<Parked> {
		const account = await bench.account('v3', options);
		const workflow = await bench.api.workflows.create(make(account));
		const { executionId = '' } = await bench.api.workflows.run(workflow.id, start);
		return new Parked(bench, account, workflow, executionId);
	}

	/** Publishes a workflow that begins with a Webhook node, and calls it once. */
	static async published(bench: Bench, make: (account: Account) => WorkflowBody): Promise<Parked> {
		const account = await bench.account('v3');
		const workflow = await account.activate(make(account));
		const [begun] = await begin(bench, workflow, 1);
		return new Parked(bench, account, workflow, begun ?? '');
	}

	/** The same execution's run by a retry, or a child of it. */
	other(id: string): Parked {
		return new Parked(this.bench, this.account, this.workflow, id);
	}

	get heygen(): Account['heygen'] {
		return this.account.heygen;
	}

	/** The videos, in the order in which they were made. */
	get videos(): string[] {
		return this.heygen.jobs.map(({ id }) => id);
	}

	/** Where HeyGen was asked to call, in the same order. */
	get addresses(): string[] {
		return this.heygen
			.asked('POST', '/v3/videos')
			.map(({ body }) => String(Object(body).callback_url));
	}

	async now(): Promise<Execution> {
		return await this.bench.api.executions.get(this.id);
	}

	/** Until it waits, at that node when it is told. */
	async waits(node?: string): Promise<Execution> {
		let seen = '';
		return await until(
			`execution ${this.id} to be parked`,
			async () => {
				const execution = await this.now().catch(stillRuns);
				if (execution === undefined) return undefined;
				const { lastNodeExecuted, error } = execution.data?.resultData ?? {};
				seen = `${execution.status} at ${lastNodeExecuted}: ${error?.message}`;
				const isThere = node === undefined || lastNodeExecuted === node;
				return execution.status === 'waiting' && isThere ? execution : undefined;
			},
			{ timeoutMs: limitMs, everyMs, seen: () => seen },
		);
	}

	async ends(): Promise<Execution> {
		return await this.bench.api.executions.waitForOne(this.id, limitMs, everyMs);
	}

	/** Until n8n knows it no more. */
	async isDeleted(): Promise<void> {
		await until(
			`execution ${this.id} to be deleted`,
			async () => {
				const all = await this.bench.api.executions.list({ workflowId: this.workflow.id });
				return all.length === 0 || undefined;
			},
			{ timeoutMs: limitMs, everyMs },
		);
	}

	async makes(count: number): Promise<string[]> {
		return await until(
			`${count} videos to be made`,
			async () => (this.videos.length >= count ? this.videos : undefined),
			{ timeoutMs: limitMs, seen: () => this.videos },
		);
	}

	/** HeyGen finishes what it is told, or all that is open, and has called when this ends. */
	async finish(which = this.open, options: FinishOptions = {}): Promise<void> {
		// a machine that is busy answers later than HeyGen waits
		const callback = { hangUpMs: limitMs, ...options.callback };
		for (const id of which) {
			await (
				await this.heygen.finishJob(id, { ...options, callback })
			).settled;
		}
	}

	private get open(): string[] {
		return this.heygen.jobs.flatMap(({ id, item }) =>
			item.status === 'completed' || item.status === 'failed' ? [] : [id],
		);
	}

	/** Whether n8n calls the node again, as the stored execution says. */
	async isCalledAgain(node = actionName): Promise<boolean> {
		const { executionData } = (await this.now()).data;
		const context: unknown = executionData?.contextData?.[`node:${node}`]?.createAndWait;
		return Object(context).isCalledAgain === true;
	}

	/** What HeyGen was answered. */
	get statuses(): number[] {
		return this.heygen.callbacks.map(({ status }) => status);
	}
}

/** Posts to the Webhook node of a published workflow so often, and gives the new executions. */
export async function begin(
	bench: Bench,
	{ id, nodes }: Pick<StoredWorkflow, 'id' | 'nodes'>,
	count: number,
): Promise<string[]> {
	const path = nodes.find(({ name }) => name === start)?.parameters.path;
	const url = `${bench.n8n.webhookUrl}/webhook/${String(path)}`;
	const before = (await bench.api.executions.list({ workflowId: id })).length;
	for (let each = 0; each < count; each++) {
		const status = await call(url, JSON.stringify({ script: String(each) }));
		if (status !== 200) throw new Error(`the Webhook node answered ${status}`);
	}
	return await until(
		`${count} executions of workflow ${id}`,
		async () => {
			const all = await bench.api.executions.list({ workflowId: id });
			if (all.length < before + count) return undefined;
			return all
				.map((one) => one.id)
				.reverse()
				.slice(before);
		},
		{ timeoutMs: limitMs, everyMs },
	);
}

/** What the node put out, as the one behind it got it. */
export const out = (execution: Execution, node = afterName): IDataObject[] => json(execution, node);

export const idsOut = (execution: Execution, node = actionName): unknown[] =>
	items(execution, node).map((item) => item.json.video_id);
