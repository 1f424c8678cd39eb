import { idsOf, tally } from '../../e2e/support/stored';
import { until } from '../../e2e/support/until';
import type { Cases } from '../support/round';

/** Proves that n8n has saved what a look at HeyGen's lists stored when the execution with its jobs is stored. */
export const polledOverKill: Cases = {
	async 'puts out once, with polling, what ended before the kill, while n8n was away and after'(
		bench,
	) {
		const account = await bench.account('v3');
		const { heygen } = account;
		heygen.keepHistoryOfEndpoints();
		const workflow = await account.listenClosely({ receive: 'polling' });
		const [before, away, after] = ['video', 'video', 'video'].map(() => heygen.beginJob('video'));
		const out = async (): Promise<string[]> => (await idsOf(bench, { workflow })).flat();
		const comes = async (id = ''): Promise<unknown> =>
			await until('the job', async () => (await out()).includes(id) || undefined);
		await heygen.finishJob(before ?? '');
		await comes(before);
		return {
			meanwhile: async () => await heygen.finishJob(away ?? ''),
			after: async () => {
				await comes(away);
				await heygen.finishJob(after ?? '');
				await comes(after);
				expect(await out()).toEqual([before, away, after]);
				expect((await tally(bench.n8n, workflow.id)).crashed ?? 0).toBe(0);
				expect(account.calls()).toEqual([]);
			},
		};
	},
};
