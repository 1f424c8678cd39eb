import type { N8n } from '../../e2e/support/n8n';
import { webhookNode } from '../../e2e/support/joined';
import { call, createAndWait, out, Parked, start } from '../../e2e/support/parked';
import { until } from '../../e2e/support/until';
import { chain, noOp } from '../../e2e/support/workflows';
import type { Queue } from '../support/stage';

const limitMs = 300_000;
const rounds = 5;

/** A node that parks, where processes share the work. */
export function waiting(queue: Queue): void {
	const parkedOne = async (howToWait = 'callback'): Promise<Parked> => {
		const parked = await Parked.published(queue.bench, (account) =>
			chain(
				'Create and wait',
				webhookNode(start),
				createAndWait(account, { parameters: { script: 'one', options: { howToWait } } }),
				noOp(),
			),
		);
		await parked.waits();
		return parked;
	};
	const started = ({ log }: N8n, { id }: Parked): boolean =>
		log.includes(`Worker started execution ${id} `);

	describe('create and wait in queue mode', () => {
		afterEach(async () => await queue.bench.closeAccounts());

		it(
			'is made on one worker and finished on another when that one is killed, called or not',
			async () => {
				const called = await parkedOne();
				const [maker, ...more] = queue.workers.filter((worker) => started(worker, called));
				if (maker === undefined) throw new Error('no worker has made it');
				expect(more).toEqual([]);
				const asking = await until('one that the same worker makes', async () => {
					const one = await parkedOne('ask');
					return started(maker, one) ? one : undefined;
				});
				await maker.kill();
				for (const parked of [called, asking]) {
					await parked.finish();
					const execution = await parked.ends();
					expect(out(execution)).toMatchObject([{ status: 'completed' }]);
					expect(execution.data.resultData.runData.HeyGen).toHaveLength(1);
					expect(parked.videos).toHaveLength(1);
				}
				const others = queue.workers.filter((worker) => worker !== maker);
				expect(others.some((worker) => started(worker, called))).toBe(true);
				await maker.restart();
			},
			limitMs,
		);

		it(
			'goes on after every processor was killed while it asked HeyGen',
			async () => {
				const parked = await parkedOne();
				const { heygen, videos, addresses } = parked;
				const [video = ''] = videos;
				const path = `/v3/videos/${video}`;
				await parked.finish(videos, { callback: { send: false } });
				const before = heygen.count('GET', path);
				heygen.fault({ kind: 'hang', method: 'GET', path, times: Infinity });
				const address = addresses[0] ?? '';
				const called = queue.processors.map(async ({ url }) => {
					const there = address.replace(queue.main.webhookUrl, url);
					return await call(there).catch(() => 'cut off');
				});
				await until(
					'both processors to ask HeyGen',
					async () => heygen.count('GET', path) >= before + called.length || undefined,
				);
				await Promise.all(queue.processors.map(async (each) => await each.kill()));
				for (const answer of await Promise.all(called)) expect(['cut off', 503]).toContain(answer);
				heygen.clearFaults();
				await queue.revive();
				expect((await parked.now()).status).toBe('waiting');
				await heygen.callBack(video);
				expect(out(await parked.ends())).toMatchObject([{ id: video, status: 'completed' }]);
			},
			limitMs,
		);

		it(
			`goes on once when it is called at both processors at the same moment, ${rounds} times`,
			async () => {
				for (let round = 0; round < rounds; round++) {
					const parked = await parkedOne();
					await parked.finish(undefined, { callback: { send: false } });
					const address = parked.addresses[0] ?? '';
					const statuses = await Promise.all(
						[...queue.processors, ...queue.processors].map(
							async ({ url }) => await call(address.replace(queue.main.webhookUrl, url)),
						),
					);
					expect(statuses.filter((status) => status === 200)).toHaveLength(1);
					const execution = await parked.ends();
					expect(execution.status).toBe('success');
					expect(execution.data.resultData.runData.After).toHaveLength(1);
				}
			},
			limitMs,
		);
	});
}
