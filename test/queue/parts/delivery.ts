import type { Account } from '../../e2e/support/bench';
import { pooled } from '../../e2e/support/burst';
import type { StoredWorkflow } from '../../e2e/support/restTypes';
import { until } from '../../e2e/support/until';
import type { Generation, SimulatedEndpoint } from '../../simulator';
import { deliver, events, insist } from '../../e2e/support/signed';
import { figures } from '../support/figures';
import { missing, outcomeOf, quiet, twice } from '../support/outcome';
import type { Queue } from '../support/stage';

const pairCount = 50;
const sides = [0, 1] as const;

/** From the activation of a workflow to its deactivation, over both processors. */
export function deliveries(queue: Queue, generation: Generation): void {
	describe(`a workflow in queue mode with API ${generation}`, () => {
		let account: Account;
		let workflow: StoredWorkflow;
		let endpoint: SimulatedEndpoint;

		beforeAll(async () => {
			account = await queue.bench.account(generation);
			workflow = await account.listen();
			endpoint = { ...account.endpointOf(workflow) };
		});

		const outcome = async () => await outcomeOf(queue.postgres, workflow.id);

		it('has one endpoint, at the address before the processors', () => {
			expect(account.heygen.endpoints).toEqual([endpoint]);
			expect(endpoint.url.startsWith(queue.main.webhookUrl)).toBe(true);
		});

		it.each(sides)('takes a delivery at processor %i, and refuses a forged one', async (side) => {
			const [event, forged] = events(2);
			if (!event || !forged) throw new Error('no events');
			const there = queue.at(side, endpoint);
			expect(await deliver(account.heygen, there, event)).toMatchObject({ status: 200 });
			for (const options of [{ secret: 'whsec_other' }, { headers: 'none' as const }]) {
				const answer = await deliver(account.heygen, there, forged, options);
				expect(answer).toMatchObject({ status: 401 });
			}
			await quiet(queue.postgres, workflow.id);
			const { times } = await outcome();
			expect(times.get(event.id)).toBe(1);
			expect(times.has(forged.id)).toBe(false);
		});

		it(`runs once what reaches both processors at the same moment, ${pairCount} times`, async () => {
			const all = events(pairCount);
			const before = await outcome();
			await pooled(all, 1, async (event) => {
				const both = sides.map(
					async (side) => await insist(account.heygen, queue.at(side, endpoint), event),
				);
				expect((await Promise.all(both)).map(({ status }) => status)).toEqual([200, 200]);
			});
			await quiet(queue.postgres, workflow.id);
			const after = await outcome();
			figures(`${generation}, the same delivery on both processors, ${pairCount} times`, {
				twice: twice(after).length,
				empty: after.empty - before.empty,
			});
			expect(twice(after)).toEqual([]);
			expect(missing(after, ids(all))).toEqual([]);
		});

		it('answers 404 at both processors when it is deactivated', async () => {
			await queue.bench.api.workflows.deactivate(workflow.id);
			await until('the end of the endpoint', async () =>
				account.heygen.endpoints.length === 0 ? true : undefined,
			);
			const [event] = events(1);
			if (!event) throw new Error('no event');
			for (const side of sides) {
				const there = queue.at(side, endpoint);
				let last = 0;
				await until(
					`404 of processor ${side}`,
					async () => {
						last = (await deliver(account.heygen, there, event)).status;
						return last === 404 ? true : undefined;
					},
					{ seen: () => last },
				);
			}
		});
	});
}

const ids = (all: Array<{ id: string }>): string[] => all.map(({ id }) => id);
