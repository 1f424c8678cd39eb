import type { INode } from 'n8n-workflow';

import type { Bench } from '../support/bench';
import { items, json } from '../support/executions';
import { n8nNode, scripts } from '../support/joined';
import { createAndWait, out, Parked, start } from '../support/parked';
import { chain, manualTrigger, noOp } from '../support/workflows';

/** Proves what n8n keeps of a node that failed, and gives it again in a retry. */

const parkedTwo = async (
	bench: Bench,
	more: Partial<INode>,
	...behind: INode[]
): Promise<Parked> => {
	const parked = await Parked.byHand(bench, (account) =>
		chain(
			'A failure',
			manualTrigger(start),
			...scripts('one', 'two'),
			createAndWait(account, more),
			...behind,
		),
	);
	await parked.waits();
	return parked;
};

const fails = { outcome: 'failed', message: 'Too long.' } as const;

/** Videos that fail, executions that fail, and what a retry by hand does. */
export const failures: Record<string, (bench: Bench) => Promise<void>> = {
	async 'is an error of the node when a video fails, and a retry makes nothing'(bench) {
		const parked = await parkedTwo(bench, {}, noOp());
		const [first = '', second = ''] = parked.videos;
		await parked.finish([first]);
		await parked.finish([second], fails);
		const execution = await parked.ends();
		expect(execution.status).toBe('error');
		expect(execution.data.resultData.error?.message).toContain(`${second}: Too long`);
		expect(execution.data.resultData.error?.description).toContain(first);
		expect(json(execution, 'Items')).toHaveLength(2);
		expect(items(execution, 'After')).toEqual([]);
		const again = await parked.other(await bench.api.executions.retry(parked.id)).ends();
		expect(again.data.resultData.error?.message).toBe(execution.data.resultData.error?.message);
		expect(parked.videos).toHaveLength(2);
	},

	async 'uses its videos again in a retry of what failed behind it'(bench) {
		const stop = n8nNode('stopAndError', 'Stop', 1, { errorMessage: 'Behind' });
		const parked = await parkedTwo(bench, {}, noOp(), stop);
		await parked.finish();
		expect((await parked.ends()).data.resultData.error?.message).toContain('Behind');
		const again = await parked.other(await bench.api.executions.retry(parked.id)).ends();
		expect(again.data.resultData.error?.message).toContain('Behind');
		expect(out(again).map(({ id }) => id)).toEqual(parked.videos);
		expect(parked.heygen.count('POST', '/v3/videos')).toBe(2);
	},

	async 'makes only what is missing in a retry of what failed while it was made'(bench) {
		const parked = await Parked.byHand(bench, (account) => {
			account.heygen.limitJobs(1);
			const node = createAndWait(account);
			return chain('In it', manualTrigger(start), ...scripts('one', 'two'), node, noOp());
		});
		// the second one is made when the first has ended, and is refused then
		await parked.waits();
		const [first = ''] = parked.videos;
		const refused = { error: { code: 'insufficient_credit', message: 'Top up.' } };
		parked.heygen.fault({
			...{ kind: 'status', method: 'POST', path: '/v3/videos' },
			...{ status: 402, body: refused },
		});
		await parked.finish([first]);
		const execution = await parked.ends();
		expect(execution.status).toBe('error');
		expect(execution.data.resultData.error?.description).toContain(first);
		const again = parked.other(await bench.api.executions.retry(parked.id));
		await again.waits();
		// HeyGen calls for the one that the retry has made
		await parked.finish();
		const retried = await again.ends();
		expect(out(retried).map(({ id }) => id)).toEqual(parked.videos);
		expect(parked.videos).toHaveLength(2);
		expect(retried.data.resultData.runData.HeyGen).toHaveLength(1);
	},
};
