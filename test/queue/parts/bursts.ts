/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { setTimeout as sleep } from 'node:timers/promises';

import type { Account } from '../../e2e/support/bench';
import { pooled, shuffled } from '../../e2e/support/burst';
import type { StoredWorkflow } from '../../e2e/support/restTypes';
import type { Generation } from '../../simulator';
import { type Answer, events, insist, type Signed } from '../../e2e/support/signed';
import { databaseWork, figures, percentile, workEach } from '../support/figures';
import { missing, outcomeOf, quiet, twice } from '../support/outcome';
import type { Queue } from '../support/stage';

const limitMs = 400_000;
const width = 20;
const copies = 3;
const pauseMs = 5_000;
const newCount = 40;

/**
 * Many events, several times each, over both processors; again later, and again after a restart.
 */
export function bursts(queue: Queue, generation: Generation, count: number): void {
	describe(`${count} events ${copies} times each in queue mode with API ${generation}`, () => {
		const all = events(count);
		let account: Account;
		let workflow: StoredWorkflow;

		beforeAll(async () => {
			account = await queue.bench.account(generation);
			workflow = await account.listen();
		});
		afterAll(async () => await queue.bench.closeAccounts());

		/** `times` deliveries of each event, in any order, all of them answered with 200. */
		const send = async (some: Signed[], times: number): Promise<Answer[]> => {
			const endpoint = account.endpointOf(workflow);
			const mixed = shuffled(Array.from({ length: times }, () => some).flat());
			const answers = await pooled(
				mixed,
				width,
				async (event) => await insist(account.heygen, endpoint, event),
			);
			expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
			await quiet(queue.postgres, workflow.id);
			return answers;
		};

		/** Nothing lost, nothing twice, also of what was there before. */
		const check = async (what: string, more: Record<string, number> = {}) => {
			const outcome = await outcomeOf(queue.postgres, workflow.id);
			const { times, empty, executions } = outcome;
			figures(`${generation}, ${what}`, {
				events: times.size,
				twice: twice(outcome).length,
				executions,
				'empty executions': empty,
				...more,
			});
			expect(twice(outcome)).toEqual([]);
			expect(missing(outcome, ids)).toEqual([]);
			expect(times.size).toBe(ids.length);
		};
		const ids = all.map(({ id }) => id);

		it(
			'come out once each',
			async () => {
				const before = await databaseWork(queue.postgres);
				const answers = await send(all, copies);
				const work = workEach(before, await databaseWork(queue.postgres), answers.length);
				const ms = answers.map((answer) => answer.ms);
				await check(`${count} events ${copies} times`, {
					'answer p50 ms': percentile(ms, 50),
					'p99 ms': percentile(ms, 99),
					...work,
				});
			},
			limitMs,
		);

		it(
			'are known after a pause',
			async () => {
				await sleep(pauseMs);
				await send(all, 1);
				await check('again after a pause');
			},
			limitMs,
		);

		it(
			'are known after a restart of everything, main too',
			async () => {
				const once = events(newCount);
				ids.push(...once.map(({ id }) => id));
				await send(once, 1);
				await Promise.all([queue.main.restart(), queue.restartOthers()]);
				await send([...all, ...once], 1);
				await check(`${newCount} more once, all restarted, all once more`);
			},
			limitMs,
		);
	});
}
