import type { Bench } from '../support/bench';
import { json } from '../support/executions';
import { graph, n8nNode, scripts } from '../support/joined';
import { call, createAndWait, idsOut, out, Parked, start } from '../support/parked';
import { chain, manualTrigger, noOp } from '../support/workflows';

/** Proves that n8n goes on at the right place, whatever stands around the node. */

/** What a workflow may look like around a node that parks. */
export const shapes: Record<string, (bench: Bench) => Promise<void>> = {
	async 'goes through a loop round by round, and a late call of a round before does nothing'(
		bench,
	) {
		const parked = await Parked.byHand(bench, (account) =>
			graph(
				'Loop',
				[
					manualTrigger(start),
					...scripts('one', 'two'),
					n8nNode('splitInBatches', 'Loop', 3, { options: {} }),
					createAndWait(account),
					noOp(),
				],
				[
					[start, 0, 'Scripts'],
					['Scripts', 0, 'Items'],
					['Items', 0, 'Loop'],
					['Loop', 0, 'After'],
					['Loop', 1, 'HeyGen'],
					['HeyGen', 0, 'Loop'],
				],
			),
		);
		await parked.makes(1);
		await parked.waits();
		await parked.finish();
		await parked.makes(2);
		await parked.waits();
		const [first = '', second = ''] = parked.addresses;
		expect(await call(first)).toBe(200);
		expect(await call(second)).toBe(503);
		expect((await parked.now()).status).toBe('waiting');
		await parked.finish();
		const execution = await parked.ends();
		expect(execution.status).toBe('success');
		expect(out(execution).map(({ id }) => id)).toEqual(parked.videos);
		const rounds = parked.heygen.asked('POST', '/v3/videos');
		expect(new Set(rounds.map(({ headers }) => headers['idempotency-key'])).size).toBe(2);
	},

	async 'parks at two nodes in a row, each woken by its own callback only'(bench) {
		const parked = await Parked.byHand(bench, (account) =>
			chain(
				'Two in a row',
				manualTrigger(start),
				createAndWait(account, { name: 'First', parameters: { script: 'one' } }),
				createAndWait(account, { name: 'Second', parameters: { script: 'two' } }),
				noOp(),
			),
		);
		await parked.waits('First');
		await parked.finish();
		await parked.waits('Second');
		const [first = '', second = ''] = parked.addresses;
		expect(await call(first)).toBe(200);
		expect(await call(second)).toBe(503);
		expect((await parked.now()).status).toBe('waiting');
		await parked.finish();
		expect(out(await parked.ends()).map(({ id }) => id)).toEqual([parked.videos[1]]);
	},

	async 'parks the whole execution: a second branch begins when the first has come back'(bench) {
		const parked = await Parked.byHand(bench, (account) =>
			graph(
				'Two branches',
				[
					manualTrigger(start),
					createAndWait(account, { name: 'Upper', parameters: { script: 'one' } }),
					createAndWait(account, { name: 'Lower', parameters: { script: 'two' } }),
					noOp(),
				],
				[
					[start, 0, 'Upper'],
					[start, 0, 'Lower'],
					['Upper', 0, 'After'],
				],
			),
		);
		await parked.waits('Upper');
		expect(parked.videos).toHaveLength(1);
		await parked.finish();
		await parked.waits('Lower');
		expect(parked.videos).toHaveLength(2);
		await parked.finish();
		const execution = await parked.ends();
		expect(execution.status).toBe('success');
		const [upper, lower] = parked.videos;
		expect(idsOut(execution, 'Upper')).toEqual([upper]);
		expect(idsOut(execution, 'Lower')).toEqual([lower]);
	},

	async 'hands its items to the workflow that called it'(bench) {
		const account = await bench.account('v3');
		const child = await account.save(
			chain(
				'Child',
				n8nNode('executeWorkflowTrigger', 'Called', 1.1, { inputSource: 'passthrough' }),
				createAndWait(account),
			),
		);
		const parent = await Parked.byHand(bench, () =>
			chain(
				'Parent',
				manualTrigger(start),
				...scripts('one', 'two'),
				n8nNode('executeWorkflow', 'Call', 1.2, {
					workflowId: { __rl: true, mode: 'id', value: child.id },
					options: {},
				}),
				noOp(),
			),
		);
		await parent.waits('Call');
		const [{ id: childId } = { id: '' }] = await bench.api.executions.list({
			workflowId: child.id,
		});
		const inside = parent.other(childId);
		await inside.waits('HeyGen');
		for (const { id } of account.heygen.jobs) await (await account.heygen.finishJob(id)).settled;
		expect((await inside.ends()).status).toBe('success');
		const execution = await parent.ends();
		expect(execution.status).toBe('success');
		expect(out(execution).map(({ id }) => id)).toEqual(account.heygen.jobs.map(({ id }) => id));
	},

	async 'does not wake a Wait node behind it with a late callback'(bench) {
		const parked = await Parked.byHand(bench, (account) =>
			chain(
				'A Wait node behind',
				manualTrigger(start),
				createAndWait(account, { parameters: { script: 'one' } }),
				n8nNode('wait', 'Pause', 1.1, { resume: 'webhook', httpMethod: 'POST' }),
			),
		);
		await parked.waits('HeyGen');
		await parked.finish();
		const paused = await parked.waits('Pause');
		expect(json(paused, 'HeyGen')).toMatchObject([{ status: 'completed' }]);
		expect(await call(parked.addresses[0] ?? '')).toBe(404);
		expect((await parked.now()).status).toBe('waiting');
	},
};
