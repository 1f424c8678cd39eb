import type { Account } from '../../e2e/support/bench';
import { steadily } from '../../e2e/support/burst';
import { heygenSees } from '../../e2e/support/observed';
import { Rows } from '../../e2e/support/rows';
import { tally } from '../../e2e/support/stored';
import { until } from '../../e2e/support/until';
import type { EmittedEvent, Generation } from '../../simulator';
import { figures } from '../support/figures';
import { missing, outcomeOf, twice, type Outcome } from '../support/outcome';
import type { Queue } from '../support/stage';

const limitMs = 400_000;
const recoveredLimitMs = 150_000;
const eventCount = 100;
const everyMs = 60;
const awayMs = 3_000;
/** When it happens: well into the burst, well before its end. */
const afterEvents = 40;
/** Attempts come after 0.2, 0.9, 4, 16, 64 … seconds. */
const timeScale = 0.0125;

// with HEYGEN_E2E_TABLES=1 docs/reliability.md says what was seen here
const rows = new Rows('queue');

type Fault = (queue: Queue) => Promise<void>;

const faults: Array<[string, Fault, needs: 'nothing' | 'redis' | 'postgres']> = [
	[
		'a worker is killed',
		async ({ workers: [worker] }) => {
			await worker?.kill();
			await worker?.restart();
		},
		'nothing',
	],
	[
		'main is killed',
		async ({ main }) => {
			await main.kill();
			await main.restart();
		},
		'nothing',
	],
	['Redis is away for 3 s', async ({ redis }) => await redis.restart(awayMs), 'redis'],
	[
		'PostgreSQL is away for 3 s',
		async ({ postgres }) => await postgres.restart(awayMs),
		'postgres',
	],
];

/** What happens in mid-burst, with HeyGen's own repeats and, on v3, the recovery. */
export function badDay(queue: Queue, generation: Generation): void {
	describe(`a burst in queue mode with API ${generation}`, () => {
		afterEach(async () => await queue.bench.closeAccounts());
		afterAll(async () => await rows.save());

		it.each(faults)(
			'loses nothing and repeats nothing when %s in the middle of it',
			async (name, fault, needs) => {
				if (needs !== 'nothing' && !queue[needs].canRestart) return;
				const account = await queue.bench.account(generation, { timeScale });
				const workflow = await account.listenClosely({ options: { recoverIntervalMinutes: 1 } });
				const before = account.endpointOf(workflow).url;
				const sending = steadily(
					eventCount,
					everyMs,
					async () => await account.heygen.finishVideo(),
				);
				await until('the middle of the burst', async () =>
					account.heygen.attempts.length >= afterEvents ? true : undefined,
				);
				await fault(queue);
				await queue.revive();
				const events = await sending;
				await Promise.all(events.map(async ({ settled }) => await settled));
				const seen = await recovered(queue, account, workflow.id, events);
				report(name, generation, seen, events);
				if (generation === 'v3') {
					rows.add({
						fault: `${name[0]?.toUpperCase()}${name.slice(1)}`,
						heygen: heygenSees(account, events),
						person: `${seen.executions} executions, ${seen.empty} without items, ${seen.cut} failed or unfinished`,
						lost: missing(seen, idsOf(events)).length,
						twice: twice(seen).length,
					});
				}
				expect(twice(seen)).toEqual([]);
				// what a killed process had begun is an execution that n8n shows as failed
				expect(missing(seen, idsOf(events)).length).toBeLessThanOrEqual(seen.cut);
				expect(account.heygen.endpoints.map(({ url }) => url)).toEqual([before]);
			},
			limitMs,
		);
	});
}

const idsOf = (events: EmittedEvent[]): string[] =>
	events.map(({ event_data }) => String(event_data.video_id));

/** Once everything came out, or as much as will. Executions that PostgreSQL's end cut off stay `running`. */
async function recovered(
	queue: Queue,
	{ generation, heygen }: Account,
	workflowId: string,
	events: EmittedEvent[],
): Promise<Outcome> {
	const ids = idsOf(events);
	const fromLooks = heygen.count('GET', '/v3/webhooks/events');
	let last = '';
	let same = 0;
	return await until(
		'what was missed to come',
		async () => {
			const now = JSON.stringify(await tally(queue.postgres, workflowId));
			same = now === last ? same + 1 : 0;
			last = now;
			if (same < 30) return undefined;
			const seen = await outcomeOf(queue.postgres, workflowId);
			if (missing(seen, ids).length === 0) return seen;
			const looks = heygen.count('GET', '/v3/webhooks/events') - fromLooks;
			// the older API has no history, and one that was recorded before the end is not handed over again
			return generation === 'v1' || looks >= 12 ? seen : undefined;
		},
		{ timeoutMs: recoveredLimitMs, seen: () => last },
	);
}

function report(name: string, generation: Generation, seen: Outcome, events: EmittedEvent[]): void {
	figures(`${generation}, ${name}`, {
		events: events.length,
		lost: missing(seen, idsOf(events)).length,
		twice: twice(seen).length,
		executions: seen.executions,
		'empty executions': seen.empty,
		'failed or unfinished executions': seen.cut,
	});
}
