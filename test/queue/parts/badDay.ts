import type { Account } from '../../e2e/support/bench';
import { steadily } from '../../e2e/support/burst';
import { say } from '../../e2e/support/command';
import type { faults as allFaults } from '../../e2e/support/faults';
import { showFault } from '../../e2e/support/faultTable';
import type { StoredWorkflow } from '../../e2e/support/restTypes';
import { tally } from '../../e2e/support/stored';
import { until } from '../../e2e/support/until';
import type { EmittedEvent, Generation } from '../../simulator';
import { figures } from '../support/figures';
import { missing, outcomeOf, twice, type Outcome } from '../support/outcome';
import { recordedOf } from '../support/recorded';
import type { Queue } from '../support/stage';

const limitMs = 1_200_000;
const burstLimitMs = 60_000;
/** The last attempt, and 10 seconds for each that is not answered. */
const deliveredLimitMs = 420_000;
const recoveredLimitMs = 300_000;
/** By then a tick has handed over all that is old enough, and its execution has ended. */
const enoughLooks = 12;
const historyPath = '/v3/webhooks/events';
const eventCount = 100;
const everyMs = 150;
const awayMs = 3_000;
/** When it happens: well into the burst, well before its end. */
const afterEvents = 40;
/** Attempts come after 0.06, 0.3, 1.3, 5, 20, 82 and 328 seconds. */
const timeScale = 0.004;

type Fault = (queue: Queue) => Promise<void>;
type Name = (typeof allFaults)['Queue mode, 100 events in fifteen seconds'][number];

const faults: Array<[Name, Fault, needs: 'nothing' | 'redis' | 'postgres']> = [
	[
		'A worker is killed',
		async ({ workers: [worker] }) => {
			await worker?.kill();
			await worker?.restart();
		},
		'nothing',
	],
	['Redis is away for 3 s', async ({ redis }) => await redis.restart(awayMs), 'redis'],
	[
		'PostgreSQL is away for 3 s',
		async ({ postgres }) => await postgres.restart(awayMs),
		'postgres',
	],
	[
		'Main is killed',
		async ({ main }) => {
			await main.kill();
			await main.restart();
		},
		'nothing',
	],
];

/** A burst in the middle of which something happened. */
interface Burst {
	account: Account;
	workflow: StoredWorkflow;
	url: string;
	events: EmittedEvent[];
}

async function begin(queue: Queue, generation: Generation, fault: Fault): Promise<Burst> {
	// after what happened to the burst before it
	await queue.revive();
	await queue.untilReady();
	const account = await queue.bench.account(generation, { timeScale });
	const workflow = await account.listenClosely({ options: { recoverIntervalMinutes: 1 } });
	const { url } = account.endpointOf(workflow);
	const sending = steadily(eventCount, everyMs, async () => await account.heygen.finishVideo());
	await until(
		'the middle of the burst',
		async () => (account.heygen.attempts.length >= afterEvents ? true : undefined),
		{ timeoutMs: burstLimitMs },
	);
	await fault(queue);
	await queue.revive();
	return { account, workflow, url, events: await sending };
}

/** What happens in mid-burst, with HeyGen's own repeats and, on v3, the recovery: nothing is lost or repeated. */
export function badDay(queue: Queue, generation: Generation): void {
	describe(`a burst in queue mode with API ${generation}`, () => {
		const begun = new Map<Name, Burst>();
		afterAll(async () => await queue.bench.closeAccounts());

		// One after the other, and then all at once what takes minutes: HeyGen's repeats, and the recovery.
		it.each(faults)(
			'%s in the middle of it',
			async (name, fault, needs) => {
				if (needs !== 'nothing' && !queue[needs].canRestart) return;
				begun.set(name, await begin(queue, generation, fault));
			},
			limitMs,
		);

		it.each(faults)(
			'loses nothing and repeats nothing: %s',
			async (name) => {
				const burst = begun.get(name);
				if (burst === undefined) return;
				const { account, workflow, url, events } = burst;
				await answered(queue, account, events);
				const seen = await recovered(queue, account, workflow, events);
				const lost = missing(seen, idsOf(events));
				report(name, generation, seen, events);
				if (generation === 'v3') {
					showFault({
						fault: name,
						twice: twice(seen).length,
						figures: `${eventCount} events, ${seen.executions} executions, ${seen.empty} of them without items, ${seen.cut} failed or unfinished`,
					});
				}
				expect(account.heygen.endpoints.map((each) => each.url)).toEqual([url]);
				expect(twice(seen)).toEqual([]);
				const recorded = await recordedOf(queue.postgres, workflow, events);
				// nothing is forgotten
				expect(idsOf(events).filter((id) => seen.times.has(id) && !recorded.has(id))).toEqual([]);
				if (generation === 'v1') return;
				// lost is only what was recorded when n8n lost the execution, which it shows as failed
				expect(lost.filter((id) => !recorded.has(id))).toEqual([]);
				expect(lost.length).toBeLessThanOrEqual(seen.cut);
			},
			limitMs,
		);
	});
}

/** Once HeyGen has no event left to deliver. Says how each processor answers when that does not come. */
async function answered(
	{ processors }: Queue,
	{ heygen }: Account,
	events: EmittedEvent[],
): Promise<void> {
	let left = events.length;
	for (const { settled } of events) void settled.then(() => left--);
	await until('HeyGen to have delivered', async () => (left === 0 ? true : undefined), {
		timeoutMs: deliveredLimitMs,
		seen: () => ({
			left,
			running: processors.map(({ isRunning }) => isRunning),
			last: heygen.attempts.slice(-5),
			logs: processors.map(({ log }) => log.slice(-1_500)),
		}),
	});
}

const idsOf = (events: EmittedEvent[]): string[] =>
	events.map(({ event_data }) => String(event_data.video_id));

/**
 * Once everything came out that will. An event that an execution recorded and that n8n lost with it never comes
 * again; every other one does, at the latest when it is handed over for the second time: ten minutes later, or
 * by the first look of a new main.
 */
async function recovered(
	queue: Queue,
	account: Account,
	workflow: StoredWorkflow,
	events: EmittedEvent[],
): Promise<Outcome> {
	const seen = await settled(queue, account, workflow, events);
	if (account.generation === 'v1' || (await open(queue, workflow, events, seen)).length === 0) {
		return seen;
	}
	say('an execution with recovered events was cut: a new main hands them over once more');
	await queue.main.restart();
	return await settled(queue, account, workflow, events);
}

/** What neither came out nor was recorded. */
async function open(
	{ postgres }: Queue,
	workflow: StoredWorkflow,
	events: EmittedEvent[],
	seen: Outcome,
): Promise<string[]> {
	const recorded = await recordedOf(postgres, workflow, events);
	return missing(seen, idsOf(events)).filter((id) => !recorded.has(id));
}

/** Nothing changes any more. Executions that PostgreSQL's end cut off stay `running`. */
async function settled(
	queue: Queue,
	{ generation, heygen }: Account,
	workflow: StoredWorkflow,
	events: EmittedEvent[],
): Promise<Outcome> {
	const fromLooks = heygen.count('GET', historyPath);
	let last = '';
	let same = 0;
	return await until(
		'what was missed to come',
		async () => {
			// one may end long after Redis went away
			await queue.revive();
			const counts = await tally(queue.postgres, workflow.id);
			const now = JSON.stringify(counts);
			const isIdle = (counts.new ?? 0) + (counts.running ?? 0) === 0;
			same = now === last ? same + 1 : 0;
			last = now;
			if (same < 10) return undefined;
			const seen = await outcomeOf(queue.postgres, workflow.id);
			const looks = heygen.count('GET', historyPath) - fromLooks;
			// the older API has no history
			const isOver = generation === 'v1' || looks >= enoughLooks;
			const isComplete = isIdle && missing(seen, idsOf(events)).length === 0;
			return isOver || isComplete ? seen : undefined;
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
