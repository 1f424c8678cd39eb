import type { Bench } from '../support/bench';
import { json } from '../support/executions';
import { n8nNode, scripts, webhookNode } from '../support/joined';
import { call, createAndWait, out, Parked, start } from '../support/parked';
import { Receiver } from '../support/receiver';
import { until } from '../support/until';
import { chain, manualTrigger, noOp } from '../support/workflows';

/** Proves that n8n parks whatever a workflow is set to, and where it is changed meanwhile. */

/** Long enough to park on a machine that is busy. */
const timeoutSeconds = 15;

/** What a workflow and its nodes may be set to. */
export const settings: Record<string, (bench: Bench) => Promise<void>> = {
	async 'is parked while it asks, and goes on at the next look without any callback'(bench) {
		const parked = await Parked.byHand(bench, (account) =>
			chain(
				'Asks',
				manualTrigger(start),
				...scripts('one', 'two'),
				createAndWait(account, { parameters: { options: { howToWait: 'automatic' } } }),
				noOp(),
			),
		);
		await parked.waits();
		expect(parked.addresses).toEqual(['undefined', 'undefined']);
		await parked.finish();
		const execution = await parked.ends();
		expect(out(execution).map(({ id }) => id)).toEqual(parked.videos);
		expect(execution.data.resultData.runData.HeyGen).toHaveLength(1);
		expect(execution.data.resultData.runData.After).toHaveLength(1);
	},

	async 'is woken by a callback in a workflow with the old execution order'(bench) {
		const parked = await Parked.byHand(bench, (account) => ({
			...chain(
				'Old order',
				manualTrigger(start),
				createAndWait(account, { parameters: { script: 'one' } }),
				noOp(),
			),
			settings: { executionOrder: 'v0' },
		}));
		await parked.waits();
		expect(await parked.isCalledAgain()).toBe(false);
		await parked.finish();
		expect(out(await parked.ends())).toMatchObject([{ status: 'completed' }]);
	},

	async 'works where executions are not saved, and leaves nothing behind'(bench) {
		const receiver = await Receiver.start();
		try {
			const parked = await Parked.published(bench, (account) => ({
				...chain(
					'Not saved',
					webhookNode(start),
					createAndWait(account, { parameters: { script: 'one' } }),
					n8nNode('httpRequest', 'Tell', 4.2, {
						method: 'POST',
						url: `${receiver.url}/told`,
						sendBody: true,
						specifyBody: 'json',
						jsonBody: '={{ JSON.stringify($json) }}',
						options: {},
					}),
				),
				settings: {
					executionOrder: 'v1',
					saveDataSuccessExecution: 'none',
					saveDataErrorExecution: 'none',
					saveExecutionProgress: false,
				},
			}));
			await parked.waits();
			await parked.finish();
			expect(await receiver.json('/told')).toMatchObject([
				{ id: parked.videos[0], status: 'completed' },
			]);
			await parked.isDeleted();
			expect(await call(parked.addresses[0] ?? '')).toBe(404);
		} finally {
			await receiver.close();
		}
	},

	async 'goes on in a workflow that was unpublished, with a node that was renamed'(bench) {
		const parked = await Parked.published(bench, (account) =>
			chain(
				'Changed meanwhile',
				webhookNode(start),
				createAndWait(account, { parameters: { script: 'one' } }),
				noOp(),
			),
		);
		await parked.waits();
		await bench.api.workflows.deactivate(parked.workflow.id);
		await bench.api.workflows.renameNode(parked.workflow.id, 'HeyGen', 'Video');
		await parked.finish();
		const execution = await parked.ends();
		expect(execution.status).toBe('success');
		expect(json(execution, 'HeyGen')).toMatchObject([{ id: parked.videos[0] }]);
	},

	async "is not ended by the workflow's own time-out while it is parked"(bench) {
		const parked = await Parked.byHand(bench, (account) => ({
			...chain(
				'Time-out',
				manualTrigger(start),
				createAndWait(account, { parameters: { script: 'one' } }),
				noOp(),
			),
			settings: { executionOrder: 'v1', executionTimeout: timeoutSeconds },
		}));
		const { startedAt } = await parked.waits();
		const overMs = Date.parse(startedAt) + timeoutSeconds * 1_000 + 2_000;
		await until('its time-out to be over', async () => Date.now() > overMs || undefined);
		expect((await parked.now()).status).toBe('waiting');
		await parked.finish();
		expect(out(await parked.ends())).toMatchObject([{ status: 'completed' }]);
	},
};
