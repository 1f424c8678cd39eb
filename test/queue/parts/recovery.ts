import type { Account } from '../../e2e/support/bench';
import { steadily } from '../../e2e/support/burst';
import type { StoredWorkflow } from '../../e2e/support/restTypes';
import { until } from '../../e2e/support/until';
import type { SimulatedEndpoint } from '../../simulator';
import { deliver, events } from '../support/events';
import { figures } from '../support/figures';
import { missing, outcomeOf, quiet, twice } from '../support/outcome';
import type { Queue } from '../support/stage';

const limitMs = 240_000;
const tickLimitMs = 120_000;
const historyPath = '/v3/webhooks/events';
const sides = [0, 1] as const;

type Damage = (account: Account, endpoint: SimulatedEndpoint) => unknown;

const elsewhere = 'http://127.0.0.1:9/elsewhere';

const damages: Array<[string, Damage]> = [
	['deleted', ({ heygen }, { endpoint_id }) => heygen.removeEndpoint(endpoint_id)],
	['disabled', ({ heygen }, { endpoint_id }) => heygen.disable(endpoint_id)],
	[
		're-pointed',
		({ heygen }, { endpoint_id }) =>
			heygen.endpoints
				.filter((each) => each.endpoint_id === endpoint_id)
				.forEach((each) => (each.url = elsewhere)),
	],
];

/** What the looks at HeyGen's history do, which are main's, beside what processors and workers do. */
export function recovery(queue: Queue): void {
	describe('the recovery in queue mode', () => {
		let account: Account;
		let workflow: StoredWorkflow;

		const outcome = async () => {
			await quiet(queue.postgres, workflow.id);
			return await outcomeOf(queue.postgres, workflow.id);
		};
		const listen = async (): Promise<SimulatedEndpoint> => {
			account = await queue.bench.account('v3', { timeScale: 0.0125 });
			workflow = await account.listenClosely({ options: { recoverIntervalMinutes: 1 } });
			return { ...account.endpointOf(workflow) };
		};
		const looks = (): number => account.heygen.count('GET', historyPath);
		const ticks = async (count: number): Promise<void> => {
			const before = looks();
			await until(`${count} ticks`, async () => (looks() >= before + count ? true : undefined), {
				timeoutMs: tickLimitMs,
			});
		};
		const miss = async (): Promise<string> => {
			const data = account.heygen.sample('avatar_video.success');
			const createdAt = new Date(Date.now() - 20_000);
			await account.heygen.emit('avatar_video.success', data, { deliver: false, createdAt });
			return String(data.video_id);
		};
		/** One more event at each processor, signed with what HeyGen has now. */
		const accepted = async (): Promise<number[]> => {
			const endpoint = account.endpointOf(workflow);
			const answers = sides.map(async (side) => {
				const [event] = events(1);
				if (!event) throw new Error('no event');
				return await deliver(account.heygen, queue.at(side, endpoint), event);
			});
			return (await Promise.all(answers)).map(({ status }) => status);
		};

		afterEach(async () => await queue.bench.closeAccounts());

		it(
			'leaves endpoint and secret as they are beside deliveries, and brings a missed event once',
			async () => {
				const endpoint = await listen();
				const before = looks();
				const delivered = await steadily(20, 500, async () => await account.heygen.finishVideo());
				const missed = await miss();
				await ticks(4);
				const ids = [...delivered.map(({ event_data }) => String(event_data.video_id)), missed];
				const seen = await outcome();
				figures('recovery beside deliveries', {
					events: ids.length,
					twice: twice(seen).length,
					ticks: looks() - before,
					executions: seen.executions,
					'empty executions': seen.empty,
				});
				expect(account.heygen.endpoints).toEqual([endpoint]);
				expect(twice(seen)).toEqual([]);
				expect(missing(seen, ids)).toEqual([]);
				expect(seen.executions).toBeLessThanOrEqual(delivered.length + looks() - before);
				expect(await accepted()).toEqual([200, 200]);
				await ticks(2);
				const quietTicks = (await outcome()).executions;
				await ticks(3);
				// nothing was delivered since, and what was there is handed over twice at the most
				expect((await outcome()).executions).toBeLessThanOrEqual(quietTicks + 1);
			},
			limitMs,
		);

		it(
			'hands every event over twice at the most, and makes one execution a tick at the most',
			async () => {
				await listen();
				for (let each = 0; each < 5; each++) await account.heygen.finishVideo();
				const before = looks();
				await ticks(6);
				const seen = await outcome();
				figures('five deliveries, six ticks', {
					executions: seen.executions,
					'empty executions': seen.empty,
				});
				expect(seen.times.size).toBe(5);
				expect(seen.executions - 5).toBeLessThanOrEqual(Math.min(2, looks() - before));
			},
			limitMs,
		);

		it.each(damages)(
			'mends an endpoint that was %s, for both processors',
			async (_name, damage) => {
				const endpoint = await listen();
				damage(account, endpoint);
				await ticks(2);
				await until(
					'both processors to take deliveries',
					async () => {
						const [mended] = account.heygen.endpoints;
						if (mended?.url !== endpoint.url || mended.status !== 'enabled') return undefined;
						return (await accepted()).every((status) => status === 200) ? true : undefined;
					},
					{ timeoutMs: tickLimitMs, seen: () => account.heygen.endpoints },
				);
				expect(account.heygen.endpoints).toHaveLength(1);
				const mended = { ...account.endpointOf(workflow) };
				await account.heygen.finishVideo();
				await ticks(3);
				// and is left alone from then on
				expect(account.heygen.endpoints).toEqual([mended]);
				expect(await accepted()).toEqual([200, 200]);
				expect(twice(await outcome())).toEqual([]);
			},
			limitMs,
		);

		it(
			'brings what is refused after somebody changed the secret, once, and the log says what to do',
			async () => {
				const { endpoint_id } = await listen();
				account.heygen.rotate(endpoint_id);
				const ids: string[] = [];
				const from = queue.processors.map(({ log }) => log.length);
				for (let each = 0; each < 6; each++) {
					const data = account.heygen.sample('avatar_video.fail');
					ids.push(String(data.video_id));
					const createdAt = new Date(Date.now() - 20_000);
					await account.heygen.emit('avatar_video.fail', data, { createdAt });
					await ticks(1);
				}
				await ticks(2);
				const seen = await outcome();
				figures('after a changed secret', {
					events: seen.times.size,
					twice: twice(seen).length,
					'deliveries refused': account.heygen.attempts.filter(({ status }) => status === 401)
						.length,
					endpoints: account.heygen.endpoints.length,
				});
				expect(missing(seen, ids)).toEqual([]);
				expect(twice(seen)).toEqual([]);
				const logs = queue.processors.map(({ log }, index) => log.slice(from[index]));
				expect([...logs, queue.main.log].join('\n')).toMatch(/secret/i);
			},
			limitMs,
		);
	});
}
