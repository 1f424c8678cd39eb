import type { INodeParameters } from 'n8n-workflow';

import type { Bench } from '../../e2e/support/bench';
import { n8nNode, webhookNode } from '../../e2e/support/joined';
import { begin, createAndWait, out, Parked, start } from '../../e2e/support/parked';
import { until } from '../../e2e/support/until';
import { chain, noOp } from '../../e2e/support/workflows';
import { limitMs, type Cases } from '../support/round';

/** Proves that n8n still has a parked execution after an end, and wakes it as the engine tests do. */

async function parkedOne(bench: Bench, options: INodeParameters = {}): Promise<Parked> {
	const parked = await Parked.published(bench, (account) =>
		chain(
			'Restarts',
			webhookNode(start),
			createAndWait(account, { parameters: { script: 'one', options } }),
			noOp(),
		),
	);
	await parked.waits();
	return parked;
}

export const parkedOverStop: Cases = {
	async 'goes on with what was parked'(bench) {
		const parked = await parkedOne(bench);
		return {
			after: async () => {
				await parked.finish();
				expect(out(await parked.ends())).toMatchObject([{ status: 'completed' }]);
			},
		};
	},
};

export const parkedOverKill: Cases = {
	async 'goes on without any callback with what was finished while n8n was away'(bench) {
		const parked = await parkedOne(bench, { howToWait: 'ask' });
		return {
			last: async () => await parked.finish(),
			after: async () => {
				const execution = await parked.ends();
				expect(out(execution)).toMatchObject([{ status: 'completed' }]);
				expect(parked.videos).toHaveLength(1);
			},
		};
	},

	async 'goes on with what was parked, and asked HeyGen as it was killed'(bench) {
		const parked = await parkedOne(bench);
		const { heygen, videos } = parked;
		const [video = ''] = videos;
		const path = `/v3/videos/${video}`;
		await parked.finish([video], { callback: { send: false } });
		let called: Promise<Array<{ status: number }>> = Promise.resolve([]);
		return {
			last: async () => {
				const before = heygen.count('GET', path);
				heygen.fault({ kind: 'hang', method: 'GET', path });
				called = heygen.callBack(video, { retryMs: [] });
				await until(
					'n8n to ask HeyGen',
					async () => heygen.count('GET', path) > before || undefined,
				);
			},
			after: async () => {
				// cut off, or given up before the end
				expect([0, 503]).toContain((await called)[0]?.status);
				expect((await parked.now()).status).toBe('waiting');
				heygen.clearFaults();
				await heygen.callBack(video);
				expect(out(await parked.ends())).toMatchObject([{ id: video, status: 'completed' }]);
			},
		};
	},
};

/** With one slot for executions. */
export const oneSlot = { N8N_CONCURRENCY_PRODUCTION_LIMIT: '1' };

export const slots: Record<string, (bench: Bench) => Promise<void>> = {
	async 'n8n gives a parked execution no slot, and one that is woken waits for one'(bench) {
		const first = await parkedOne(bench);
		const [secondId = ''] = await begin(bench, first.workflow, 1);
		const second = first.other(secondId);
		await second.waits();
		const hold = n8nNode('wait', 'Hold', 1.1, { amount: 5, unit: 'seconds' });
		const busy = await first.account.activate(chain('Busy', webhookNode(start), hold));
		const [busyId = ''] = await begin(bench, busy, 1);
		await first.finish(undefined, { callback: { hangUpMs: limitMs } });
		expect((await first.other(busyId).ends()).status).toBe('success');
		expect(out(await first.ends())).toMatchObject([{ status: 'completed' }]);
		expect(out(await second.ends())).toMatchObject([{ status: 'completed' }]);
		expect(first.statuses).toEqual([200, 200]);
	},
};
