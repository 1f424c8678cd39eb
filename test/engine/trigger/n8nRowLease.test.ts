import { withLease, worksHere } from '../../../nodes/HeyGen/trigger/dedupe/n8nRowLease';
import { database } from '../support/database';
import { executing, fakeSleep, pass, turn } from '../support/executing';
import { Logs } from '../support/logs';

/** Work that notices when others do theirs at the same time. */
function workplace() {
	const state = { inside: 0, most: 0, done: 0 };
	const work = async (): Promise<void> => {
		state.inside++;
		state.most = Math.max(state.most, state.inside);
		// As long as a few queries take: others could come in.
		for (let count = 0; count < 20; count++) await turn();
		state.inside--;
		state.done++;
	};
	return Object.assign(state, { work });
}
/** Takes the lock and is killed. */
const die = (): void =>
	void withLease(executing(), inAMinute(), async () => await new Promise(() => {}));
const inAMinute = (): number => Date.now() + 60_000;
const row = (): number => database.contexts['executing n:trigger:lock'] ?? 0;

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
	expect(database.contexts).toEqual({});
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
	die();
	await pass(300);
	const place = workplace();
	const next = withLease(executing(), inAMinute(), place.work);
	await pass(14_000);
	expect(place.done).toBe(0);
	await pass(4_000);
	await next;
	expect(place.done).toBe(1);
	expect(database.contexts).toEqual({});
});

it('is taken by one of several that find it dead at the same moment', async () => {
	die();
	await pass(300);
	const place = workplace();
	const all = Array.from(
		{ length: 4 },
		async () => await withLease(executing(), inAMinute(), place.work),
	);
	await pass(45_000);
	await Promise.all(all);
	expect(place).toMatchObject({ most: 1, done: 4 });
	expect(database.contexts).toEqual({});
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
	expect(logs.notable).toEqual([expect.stringContaining('could not be had for a minute')]);
});

it('is proved first on rows of its own, which are gone then', async () => {
	expect(await worksHere(executing())).toBe(true);
	expect(Object.values(database.contexts).filter((count) => count > 0)).toEqual([]);
});
