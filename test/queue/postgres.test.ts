import { Bench, type Account } from '../e2e/support/bench';
import { pooled, shuffled } from '../e2e/support/burst';
import { Postgres } from '../e2e/support/postgres';
import type { StoredWorkflow } from '../e2e/support/restTypes';
import { events, insist, type Signed } from '../e2e/support/signed';
import { databaseWork, figures, workEach } from './support/figures';
import { missing, outcomeOf, quiet, twice } from './support/outcome';

/**
 * Proves that n8n's table of processed data, which the engine tests have on SQLite, does the same on PostgreSQL: in
 * one process, which nothing has to be kept apart in.
 */

const setUpLimitMs = 1_200_000;
const count = 60;
const copies = 3;
const width = 10;

describe('regular mode on PostgreSQL', () => {
	const all = events(count);
	let account: Account;
	let workflow: StoredWorkflow;

	beforeAll(async () => {
		account = await bench.account('v3');
		workflow = await account.listen();
	});

	const send = async (some: Signed[], times: number): Promise<void> => {
		const endpoint = account.endpointOf(workflow);
		const mixed = shuffled(Array.from({ length: times }, () => some).flat());
		const answers = await pooled(
			mixed,
			width,
			async (event) => await insist(account.heygen, endpoint, event),
		);
		expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
		await quiet(postgres, workflow.id);
	};
	const check = async (): Promise<number> => {
		const seen = await outcomeOf(postgres, workflow.id);
		expect(twice(seen)).toEqual([]);
		expect(
			missing(
				seen,
				all.map(({ id }) => id),
			),
		).toEqual([]);
		expect(seen.times.size).toBe(count);
		return seen.empty;
	};

	it('runs a burst once, and makes no execution of its repeats', async () => {
		const before = await databaseWork(postgres);
		await send(all, copies);
		const after = await databaseWork(postgres);
		figures('regular mode', workEach(before, after, count * copies));
		expect(await check()).toBe(0);
	});

	it('knows the burst after a restart', async () => {
		const endpoint = { ...account.endpointOf(workflow) };
		await bench.n8n.restart();
		await send(all, 1);
		await check();
		expect(account.heygen.endpoints).toEqual([endpoint]);
	}, 240_000);

	it('leaves nothing at HeyGen when it is deactivated', async () => {
		await bench.api.workflows.deactivate(workflow.id);
		expect(account.heygen.endpoints).toEqual([]);
	});
});

const bench = new Bench();
let postgres: Postgres;

beforeAll(async () => {
	postgres = await Postgres.start();
	await bench.open({ env: postgres.env });
}, setUpLimitMs);

afterAll(async () => {
	await bench.close();
	await postgres.dispose();
}, 60_000);
