import { sleep } from 'n8n-workflow';

import { stopwatch } from '../../../nodes/HeyGen/time';
import { rowOf } from '../../../nodes/HeyGen/trigger/dedupe/n8nRow';
import { withLease, worksHere } from '../../../nodes/HeyGen/trigger/dedupe/n8nRowLease';
import { database, type Failure } from '../support/database';
import { executing, fakeSleep, pass, turn } from '../support/executing';
import { Logs } from '../support/logs';
import { Process } from '../support/process';

/** Work that notices when others do theirs at the same time. */
function workplace(tookMs = 0) {
	const state = { inside: 0, most: 0, done: 0 };
	const work = async (): Promise<void> => {
		state.inside++;
		state.most = Math.max(state.most, state.inside);
		// As long as a few queries take: others could come in.
		for (let count = 0; count < 20; count++) await turn();
		await sleep(tookMs);
		state.inside--;
		state.done++;
	};
	return Object.assign(state, { work });
}
/** Takes the lock and is killed. */
async function die(): Promise<void> {
	const process = new Process();
	void process.run(
		async () => await withLease(executing(), inAMinute(), async () => await new Promise(() => {})),
	);
	await pass(300);
	process.kill();
	expect(row()).toBe(2);
}
function inAMinute(): () => boolean {
	const elapsedMs = stopwatch();
	return () => elapsedMs() > 60_000;
}
const row = (): number => database.contexts['executing n:trigger:lock'] ?? 0;
/** An execution that the tests before these began may have rows too. */
const left = (): string[] =>
	Object.keys(database.contexts).filter((name) => name.startsWith('executing'));

const logs = new Logs();
beforeEach(() => {
	database.clear();
	logs.clear();
	fakeSleep(Date.UTC(2026, 10, 24));
});
afterEach(() => jest.useRealTimers());

it('lets one process at a time do its work, and leaves no row behind', async () => {
	const place = workplace();
	const rounds = Array.from(
		{ length: 8 },
		async () => await withLease(executing(), inAMinute(), place.work),
	);
	await pass(8_000);
	await Promise.all(rounds);
	expect(place).toMatchObject({ most: 1, done: 8 });
	expect(left()).toEqual([]);
});

it('is given back when the work fails', async () => {
	const failed = withLease(
		executing(),
		inAMinute(),
		async () => await Promise.reject(new Error('no')),
	);
	await expect(failed).rejects.toThrow('no');
	expect(row()).toBe(0);
});

it('is taken from a holder that was killed, and not before it is known to be dead', async () => {
	await die();
	const place = workplace();
	const next = withLease(executing(), inAMinute(), place.work);
	await pass(14_000);
	expect(place.done).toBe(0);
	await pass(4_000);
	await next;
	expect(place.done).toBe(1);
	expect(left()).toEqual([]);
});

it('is taken by one of several that find it dead at the same moment', async () => {
	await die();
	const place = workplace();
	const all = Array.from(
		{ length: 4 },
		async () => await withLease(executing(), inAMinute(), place.work),
	);
	await pass(45_000);
	await Promise.all(all);
	expect(place).toMatchObject({ most: 1, done: 4 });
	expect(left()).toEqual([]);
});

it('is lost by one that takes it over, when another one deletes its row at the same moment', async () => {
	await die();
	const place = workplace(2_000);
	let isFirst = true;
	/** The first statement that deletes the row arrives late. */
	const onStep = (name: string): void => {
		const isLate = isFirst && name === 'delete sent';
		database.slowMs = isLate ? 600 : 0;
		isFirst &&= !isLate;
	};
	const both = [0, 2_500].map(async (afterMs) => {
		await sleep(afterMs);
		const process = Object.assign(new Process(), { onStep });
		await process.run(async () => await withLease(executing(), inAMinute(), place.work));
	});
	await pass(45_000);
	await Promise.all(both);
	expect(place).toMatchObject({ most: 1, done: 2 });
	expect(left()).toEqual([]);
});

it('stays with a holder for whom it takes long', async () => {
	const place = workplace();
	let checks = 0;
	const long = async (check: () => void): Promise<void> => {
		for (let seconds = 0; seconds < 40; seconds++, checks++) {
			await sleep(1_000);
			check();
		}
		await place.work();
	};
	const first = withLease(executing(), inAMinute(), long);
	await pass(200);
	const second = withLease(executing(), inAMinute(), place.work);
	await pass(39_000);
	expect(place.done).toBe(0);
	await pass(3_000);
	await Promise.all([first, second]);
	expect(checks).toBe(40);
	expect(place).toMatchObject({ most: 1, done: 2 });
	expect(left()).toEqual([]);
});

it('is lost by a holder that could not sign for long', async () => {
	let check = (): void => {};
	const holder = withLease(executing(), inAMinute(), async (checkNow) => {
		check = checkNow;
		await sleep(20_000);
	});
	await pass(9_000);
	expect(check).not.toThrow();
	database.isAway = true;
	await pass(10_000);
	expect(check).toThrow('The lock between processes was lost');
	database.isAway = false;
	await pass(2_000);
	await holder;
	expect(left()).toEqual([]);
});

describe.each<Failure>(['does not arrive', 'is not answered', 'never answers'])(
	'a statement that %s',
	(how) => {
		it('leaves no lock behind, and lets nobody in beside its holder', async () => {
			for (let number = 1; ; number++) {
				database.clear();
				database.failAt(number, how);
				const place = workplace();
				const rounds: Array<() => boolean> = [];
				for (const round of [1, 2]) {
					let isOver = false;
					const work = withLease(executing(), inAMinute(), place.work);
					void work.finally(() => (isOver = true));
					// The other one comes while the first gives it back.
					for (let looks = 0; looks < 300 && place.done < round; looks++) await pass(100);
					rounds.push(() => isOver);
				}
				for (let looks = 0; looks < 300 && !rounds.every((isOver) => isOver()); looks++) {
					await pass(100);
				}
				expect(place).toMatchObject({ most: 1, done: 2, inside: 0 });
				expect(rounds.map((isOver) => isOver())).not.toContain(false);
				expect(left()).toEqual([]);
				if (database.isStillToFail) break;
				expect(number).toBeLessThan(60);
			}
			expect(logs.notable).toEqual([]);
		});
	},
);

describe('a lock that is given back', () => {
	/** The row goes before this step of the one who waits; what steps it took until it had the lock. */
	async function waits(before: number): Promise<{ steps: string[]; tookMs: number }> {
		database.clear();
		await die();
		const waiter = new Process();
		let freedAtMs = Infinity;
		let tookMs = Infinity;
		waiter.onStep = (_name, count) => {
			if (count !== before) return;
			database.clear();
			freedAtMs = Date.now();
		};
		const work = waiter.run(
			async () =>
				await withLease(executing(), inAMinute(), async () => {
					tookMs = Date.now() - freedAtMs;
					await turn();
				}),
		);
		await pass(22_000);
		await work;
		return { steps: waiter.steps, tookMs };
	}

	it('is had at once, also when that is just before or after a name is added to it', async () => {
		const naming = (await waits(Infinity)).steps.indexOf('update sent');
		expect(naming).toBeGreaterThan(20);
		for (let before = naming - 6; before < naming + 6; before++) {
			const { tookMs } = await waits(before);
			expect(tookMs).toBeLessThan(1_500);
		}
	});
});

it('is not had while the database is away: the work is done after a minute all the same', async () => {
	database.isAway = true;
	const place = workplace();
	const work = withLease(executing(), inAMinute(), place.work);
	await pass(59_000);
	expect(place.done).toBe(0);
	await pass(2_000);
	await work;
	expect(place.done).toBe(1);
	expect(logs.notable).toEqual([expect.stringContaining('could not get its lock for a minute')]);
});

it('is proved first on rows of its own, which are gone then', async () => {
	expect(await worksHere(executing())).toBe(true);
	expect(Object.values(database.contexts).filter((count) => count > 0)).toEqual([]);
});

it('is not used where n8n has one row for a node, and takes nothing from it', async () => {
	const real = executing();
	// Whatever ID is set here, n8n reads its own.
	const getExecuteData = () => structuredClone(real.getExecuteData());
	const other = Object.create(real, { getExecuteData: { value: getExecuteData } }) as typeof real;
	await rowOf(other).record(['known']);
	expect(await worksHere(other)).toBe(false);
	expect(database.contexts).toEqual({ 'executing n:trigger': 1 });
});
