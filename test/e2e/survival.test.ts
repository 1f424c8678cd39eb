import type { DeliveryAttempt, EmittedEvent, Generation, SimulatedEndpoint } from '../simulator';
import type { Account } from './support/bench';
import { listAndCreate, useN8n } from './support/bench';
import { steadily } from './support/burst';
import { query } from './support/database';
import type { StoredWorkflow } from './support/restTypes';
import { Scene } from './support/scene';
import { allOutput, tally, waitForAll } from './support/stored';
import { until } from './support/until';
import { productionUrl, triggerName } from './support/workflows';

const bench = useN8n();
const generations: Generation[] = ['v1', 'v3'];
const limitMs = 180_000;
const eventCount = 30;
/** Attempts come after 0.2, 0.9, 4, 16, 64 … seconds: n8n is back within ten. */
const timeScale = 0.0125;

interface Subject {
	account: Account;
	workflow: StoredWorkflow;
	/** As it was when the workflow was activated. */
	endpoint: SimulatedEndpoint;
}

async function subject(generation: Generation, closely = false): Promise<Subject> {
	const account = await bench.account(generation, { timeScale });
	const workflow = await (closely ? account.listenClosely() : account.listen());
	return { account, workflow, endpoint: { ...account.endpointOf(workflow) } };
}

const subjects = async (): Promise<Subject[]> =>
	await Promise.all(generations.map(async (each) => await subject(each)));

/** What came out of the trigger: a line for each item, and how many executions had none. */
async function outcome({ workflow }: Subject): Promise<{ ids: string[]; empty: number }> {
	const output = await allOutput(bench.n8n, workflow.id, triggerName);
	const ids = output.flat().map((item) => String(item.video_id));
	return { ids: ids.sort(), empty: output.filter((items) => items.length === 0).length };
}

/** As above, once `count` items came out, less those of executions that a kill cut off. */
async function settledOutcome(each: Subject, count: number) {
	return await until('all events', async () => {
		const { new: waiting = 0, running = 0, crashed = 0 } = await tally(bench.n8n, each.workflow.id);
		const now = await outcome(each);
		const isDone = waiting + running === 0 && now.ids.length + crashed >= count;
		return isDone ? { ...now, crashed } : undefined;
	});
}

/**
 * While n8n prepares its database it answers 200 to whatever comes, so that HeyGen never sends it again. Only
 * the newer API has a history from which that is recovered.
 */
function expectedIds({ account }: Subject, events: EmittedEvent[]): string[] {
	const swallowed = account.heygen.attempts
		.filter(({ status, answer }) => status === 200 && answer.includes('starting up'))
		.map(({ eventId }) => eventId);
	return events
		.filter(({ event_id }) => account.generation === 'v3' || !swallowed.includes(event_id))
		.map(({ event_data }) => String(event_data.video_id));
}

async function accepts({ account }: Pick<Subject, 'account'>): Promise<number[]> {
	return (await account.heygen.finishVideo()).attempts.map(({ status }) => status);
}

const isListed =
	(url: string) =>
	({ url: other }: { url: string }): boolean =>
		url === other;

const isRegistered = ({ account, workflow }: Subject): true | undefined => {
	const url = productionUrl(bench.n8n.webhookUrl, workflow);
	return account.heygen.endpoints.some(isListed(url)) ? true : undefined;
};

/** Waits until the trigger has asked HeyGen since `from`, as it does at every start of n8n. */
async function waitForList({ account }: Subject, from: number): Promise<void> {
	const isList = (call: string): boolean => listAndCreate[account.generation][0] === call;
	await until('a list', async () => (account.calls(from).some(isList) ? true : undefined));
}

describe.each(['stopped', 'killed'])('n8n that is %s while HeyGen delivers', (how) => {
	it(
		'runs every event once',
		async () => {
			const both = await subjects();
			// for longer than n8n is away
			const sending = both.map(
				async ({ account }) =>
					await steadily(eventCount, 300, async () => await account.heygen.finishVideo()),
			);
			await until('the first executions', async () =>
				both.every(({ account }) => account.heygen.attempts.length > 4) ? true : undefined,
			);
			await (how === 'killed' ? bench.n8n.kill() : bench.n8n.stop());
			const goneAtMs = Date.now();
			await bench.n8n.restart();
			for (const [index, each] of both.entries()) {
				const events = (await sending[index]) ?? [];
				await Promise.all(events.map(async ({ settled }) => await settled));
				expect(each.account.heygen.attempts.length).toBeGreaterThan(eventCount);
				const expected = expectedIds(each, events);
				const { ids, empty, crashed } = await settledOutcome(each, expected.length);
				// n8n answers before it runs, and does not run again what a kill cut off
				expect(crashed).toBeLessThanOrEqual(how === 'killed' ? 3 : 0);
				expect(new Set(ids).size).toBe(ids.length);
				expect(ids.filter((id) => !expected.includes(id))).toEqual([]);
				expect(ids.length).toBeGreaterThanOrEqual(expected.length - crashed);
				// the look at the history, and a repeat that came before what the look found was recorded
				const isAgain = ({ status, attempt, at }: DeliveryAttempt): boolean =>
					status === 200 && attempt > 1 && at >= goneAtMs;
				const again = each.account.heygen.attempts.filter(isAgain).length;
				expect(empty).toBeLessThanOrEqual(crashed + again + 1);
				expect(each.account.heygen.endpoints).toEqual([each.endpoint]);
			}
		},
		limitMs,
	);
});

describe('a start of n8n', () => {
	it(
		'keeps the registration when HeyGen is down, and makes at most one empty execution of a repeat',
		async () => {
			const both = await subjects();
			const body = Buffer.from(
				'{"event_type":"avatar_video.success","event_data":{"video_id":"a"}}',
			);
			for (const { account, endpoint } of both) {
				expect(await account.heygen.send(endpoint, body)).toMatchObject({ status: 200 });
				account.heygen.fault({ kind: 'reset', times: Infinity });
			}
			const from = both.map(({ account }) => account.heygen.requests.length);
			await bench.n8n.restart();
			for (const [index, each] of both.entries()) {
				await waitForList(each, from[index] ?? 0);
				const { account, endpoint, workflow } = each;
				for (const attempt of [1, 2, 3]) {
					const { status } = await account.heygen.send(endpoint, body);
					expect(`${attempt}: ${status}`).toBe(`${attempt}: 200`);
				}
				account.heygen.clearFaults();
				expect(await accepts(each)).toEqual([200]);
				expect(account.heygen.endpoints).toEqual([endpoint]);
				await waitForAll(bench.n8n, workflow.id, 2);
				const { ids, empty } = await outcome(each);
				expect(ids).toHaveLength(2);
				expect(empty).toBeLessThanOrEqual(1);
			}
		},
		limitMs,
	);

	it(
		'adopts the endpoint that a kill left behind, and touches no other',
		async () => {
			const both = await subjects();
			for (const { account, endpoint } of both) {
				account.heygen.addEndpoint({ url: `${endpoint.url}/other` });
				account.heygen.addEndpoint({ url: endpoint.url.replace('127.0.0.1', 'n8n.example.com') });
			}
			const before = both.map(({ account }) => account.heygen.endpoints.map((one) => ({ ...one })));
			await bench.n8n.kill();
			// what n8n would have saved a moment later
			for (const { workflow } of both) {
				const sql = 'UPDATE workflow_entity SET staticData = NULL WHERE id = ?';
				await query(bench.n8n, sql, [workflow.id]);
			}
			const from = both.map(({ account }) => account.heygen.requests.length);
			await bench.n8n.restart();
			for (const [index, each] of both.entries()) {
				await waitForList(each, from[index] ?? 0);
				await until('a delivery to be taken', async () => {
					const { attempts } = await each.account.heygen.finishVideo();
					return attempts.find(isListed(each.endpoint.url))?.status === 200 ? true : undefined;
				});
				// v3 never shows a secret again, so there it has to be another one
				const hidden = ({ secret, ...rest }: SimulatedEndpoint) =>
					each.account.generation === 'v3' ? rest : { ...rest, secret };
				const { endpoints } = each.account.heygen;
				expect(endpoints.map(hidden)).toEqual(before[index]?.map(hidden));
				expect(endpoints.slice(1)).toEqual(before[index]?.slice(1));
			}
		},
		limitMs,
	);

	it(
		'moves the endpoint along with WEBHOOK_URL, also when HeyGen is down at that moment',
		async () => {
			const both = await subjects();
			const down = await subject('v3', true);
			const all = [...both, down];
			down.account.heygen.fault({ kind: 'reset', times: Infinity });
			await bench.n8n.restart({}, `http://localhost:${bench.n8n.port}`);
			await waitForList(down, down.account.heygen.requests.length - 1);
			expect(isRegistered(down)).toBeUndefined();
			down.account.heygen.clearFaults();
			for (const each of all) {
				await until('the new URL', async () => isRegistered(each));
				// a busy start may miss HeyGen's limit of a second, after which n8n itself begins anew
				expect(each.account.heygen.endpoints).toHaveLength(1);
				expect(each.account.endpointOf(each.workflow).events).toEqual(each.endpoint.events);
				expect(await accepts(each)).toEqual([200]);
			}
		},
		limitMs,
	);
});

describe.each(generations)('an activation with API %s', (generation) => {
	it('makes one endpoint when the answer of its create is lost', async () => {
		const account = await bench.account(generation);
		const path = listAndCreate[generation][1].replace('POST ', '');
		account.heygen.fault({ kind: 'lostAnswer', method: 'POST', path });
		const workflow = await account.listen();
		const endpoint = account.endpointOf(workflow);
		expect(account.heygen.endpoints).toEqual([endpoint]);
		const scene = new Scene(bench, account, workflow, endpoint);
		await scene.happen(1);
		await scene.arrive();
		const fault = 'The answer to a registration gets lost';
		const heygen = `one endpoint; ${scene.sees()}`;
		expect(await scene.show({ fault, heygen })).toMatchObject({ lost: 0, twice: 0 });
	});
});
