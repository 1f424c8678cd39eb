import type { IExecuteFunctions } from 'n8n-workflow';

import { keysOf } from '../../../nodes/HeyGen/trigger/dedupe/keys';
import { rememberedKeys } from '../../../nodes/HeyGen/trigger/dedupe/nodeRow';
import { SeenEvents, type Asked } from '../../../nodes/HeyGen/trigger/dedupe/seenEvents';
import { database, type Failure } from '../support/database';
import { executing, fakeSleep, pass, passUntil } from '../support/executing';
import { Logs } from '../support/logs';

const nowMs = Date.UTC(2026, 10, 24, 12);
const asked = (video: string, id?: string): Asked => ({
	keys: keysOf(
		{
			event_type: 'avatar_video.success',
			event_data: { video_id: video },
			...(id !== undefined && { event_id: id }),
		},
		nowMs,
		'node',
	),
	isOwn: false,
});
const names = (count: number): string[] => Array.from({ length: count }, (_, index) => `${index}`);

interface More {
	context?: IExecuteFunctions;
	alsoRecord?: string[];
	isShared?: boolean;
}
const ask = async (seenEvents: SeenEvents, events: Asked[], more: More = {}): Promise<boolean[]> =>
	await seenEvents.whichAreNew({
		context: executing(),
		isShared: false,
		...more,
		events,
	});
const own = (): number => database.contexts['executing n:trigger'] ?? 0;
const fill = async (count: number): Promise<unknown> =>
	await executing().helpers.checkProcessedAndRecord(
		names(count).map((name) => `other ${name}`),
		'node',
		{ mode: 'entries' },
	);

const logs = new Logs();
beforeEach(() => {
	database.clear();
	logs.clear();
});
afterEach(() => jest.useRealTimers());

describe('what was recorded', () => {
	it('is known, also to the next process', async () => {
		expect(await ask(new SeenEvents(), [asked('a'), asked('b')])).toEqual([true, true]);
		expect(await ask(new SeenEvents(), [asked('b'), asked('c')])).toEqual([false, true]);
	});

	it('is not what probablySeen() was asked about', async () => {
		const seenEvents = new SeenEvents();
		const question = { context: executing(), events: [asked('a'), asked('b')], isShared: false };
		expect(await seenEvents.probablySeen(question)).toEqual([]);
		expect(await ask(seenEvents, [asked('a')])).toEqual([true]);
		expect(await seenEvents.probablySeen(question)).toEqual([asked('a')]);
		expect(await ask(seenEvents, [asked('b')])).toEqual([true]);
	});

	it('is not what has() was asked about', async () => {
		const seenEvents = new SeenEvents();
		const asking = { context: executing(), keys: ['at 10:00', 'at 10:10'], isShared: false };
		expect(await seenEvents.has(asking)).toEqual([false, false]);
		await ask(seenEvents, [asked('a')], { alsoRecord: ['at 10:10'] });
		expect(await seenEvents.has(asking)).toEqual([false, true]);
		expect(await seenEvents.has(asking)).toEqual([false, true]);
	});

	it('is nothing for has() where a process was killed as it asked', async () => {
		const left = ['at 10:00', 'at 10:10', 'asking'];
		await executing().helpers.checkProcessedAndRecord(left, 'node', { mode: 'entries' });
		const asking = { context: executing(), keys: left.slice(0, 2), isShared: false };
		expect(await new SeenEvents().has(asking)).toEqual([false, false]);
		expect(await new SeenEvents().has(asking)).toEqual([false, false]);
	});

	it('is one of two copies that are asked about at once', async () => {
		const seenEvents = new SeenEvents();
		const answers = await Promise.all(
			names(50).map(async () => await ask(seenEvents, [asked('a')])),
		);
		expect(answers.filter(([isNew]) => isNew)).toHaveLength(1);
		expect(database.calls).toBeLessThan(6);
	});

	it('by another run of the same execution counts as new', async () => {
		const seenEvents = new SeenEvents();
		await ask(seenEvents, [asked('a')]);
		expect(await ask(seenEvents, [{ ...asked('a'), isOwn: true }])).toEqual([true]);
	});
});

describe('two processes at once', () => {
	it.each(names(5))('put an event out once (%s)', async (video) => {
		const processes = [new SeenEvents(), new SeenEvents(), new SeenEvents()];
		// The first of a process tries whether there can be a lock.
		for (const seenEvents of processes)
			await ask(seenEvents, [asked('before')], { isShared: true });
		const answers = await Promise.all(
			processes.map(
				async (seenEvents) => await ask(seenEvents, [asked(video)], { isShared: true }),
			),
		);
		expect(answers.flat().filter((isNew) => isNew)).toHaveLength(1);
	});

	it('keep what each of them recorded', async () => {
		const processes = [new SeenEvents(), new SeenEvents()];
		await Promise.all(
			names(20).map(
				async (name, index) =>
					await ask(processes[index % 2] ?? new SeenEvents(), [asked(name)], { isShared: true }),
			),
		);
		expect(
			await ask(
				new SeenEvents(),
				names(20).map((name) => asked(name)),
			),
		).not.toContain(true);
	});
});

describe('an n8n in which rows can not be told apart', () => {
	/** The memory's row is not named after the node that `getExecuteData()` hands out. */
	function another(): IExecuteFunctions {
		const context = executing();
		const data = context.getExecuteData();
		const copy = { ...data, node: { ...data.node } };
		return Object.create(context, { getExecuteData: { value: () => copy } }) as IExecuteFunctions;
	}

	it('has no lock, says so once, and forgets nothing', async () => {
		const seenEvents = new SeenEvents();
		await ask(seenEvents, [asked('a')]);
		for (const video of ['a', 'b', 'b']) {
			await ask(seenEvents, [asked(video)], { isShared: true, context: another() });
		}
		expect(
			await ask(
				seenEvents,
				['a', 'b', 'c'].map((name) => asked(name)),
			),
		).toEqual([false, false, true]);
		expect(logs.notable).toEqual([expect.stringContaining('no lock between processes')]);
	});
});

describe.each([false, true])('a memory (shared: %s)', (isShared) => {
	const failures: Failure[] = ['does not arrive', 'is not answered', 'never answers'];
	const known = [asked('a'), asked('b', 'id b'), asked('c', 'id c')];

	/** Time passes until it has answered. */
	async function inTime<T>(work: Promise<T>): Promise<T> {
		let isOver = false;
		void work.finally(() => (isOver = true));
		await passUntil(() => isOver);
		return await work;
	}

	/** Each statement of the round fails once. */
	async function atEachStatement(how: Failure, round: () => Promise<void>): Promise<void> {
		for (let number = 1; ; number++) {
			database.clear();
			await inTime(ask(new SeenEvents(), known, { isShared }));
			database.failAt(number, how);
			await round();
			if (database.isStillToFail) break;
			expect(number).toBeLessThan(60);
		}
	}

	beforeEach(() => fakeSleep(nowMs));

	it.each(failures)('of which a statement %s doubles and loses none of several', async (how) => {
		const all = [asked('a'), asked('new'), asked('b', 'id b'), asked('c'), asked('too', 'x')];
		await atEachStatement(how, async () => {
			const answer = await inTime(ask(new SeenEvents(), all, { isShared }));
			expect(answer).toEqual([false, true, false, false, true]);
			expect(await inTime(ask(new SeenEvents(), all, { isShared }))).not.toContain(true);
		});
	});

	it.each(failures)('of which a statement %s knows a repeat', async (how) => {
		for (const repeat of [asked('a'), asked('a', 'id a'), asked('b', 'id b'), asked('c')]) {
			await atEachStatement(how, async () => {
				const more = { isShared, alsoRecord: ['at 10:00'] };
				expect(await inTime(ask(new SeenEvents(), [repeat], more))).toEqual([false]);
			});
		}
	});

	it.each(failures)('of which a statement %s puts out what is new', async (how) => {
		for (const event of [asked('new'), asked('new', 'id new')]) {
			await atEachStatement(how, async () => {
				expect(await inTime(ask(new SeenEvents(), [event], { isShared }))).toEqual([true]);
				expect(await inTime(ask(new SeenEvents(), [event], { isShared }))).toEqual([false]);
			});
		}
	});

	it.each(failures)('of which a statement %s is asked by has() and hints', async (how) => {
		await atEachStatement(how, async () => {
			const seenEvents = new SeenEvents();
			const asking = { context: executing(), isShared };
			const events = [asked('a'), asked('new')];
			const isSeen = await inTime(seenEvents.probablySeen({ ...asking, events }));
			expect(isSeen).not.toContainEqual(asked('new'));
			const there = await inTime(seenEvents.has({ ...asking, keys: ['at 10:00'] }));
			expect(there).toEqual([false]);
			expect(await inTime(ask(seenEvents, events, { isShared }))).toEqual([false, true]);
		});
	});

	it('doubles nothing when the clock is set forward meanwhile', async () => {
		await inTime(ask(new SeenEvents(), known, { isShared }));
		let sets = 0;
		database.between = () => {
			if (sets++ < 3) jest.setSystemTime(Date.now() + 3_600_000);
		};
		database.failNext(2);
		expect(await inTime(ask(new SeenEvents(), known, { isShared }))).not.toContain(true);
		expect(sets).toBeGreaterThan(1);
		expect(logs.notable).toEqual([]);
	});

	it('that stays away for a minute stops no event', async () => {
		database.isAway = true;
		let answer: boolean[] | undefined;
		void ask(new SeenEvents(), [asked('a')], { isShared }).then((isNew) => (answer = isNew));
		await pass(50_000);
		expect(answer).toBeUndefined();
		await pass(20_000);
		expect(answer).toEqual([true]);
		expect(logs.notable.at(-1)).toContain('they are passed on');
	});
});

describe('the row', () => {
	it('keeps no more keys than it may; the oldest go first', async () => {
		await ask(new SeenEvents(), [asked('old')]);
		await fill(rememberedKeys + 1_000);
		await ask(new SeenEvents(), [asked('a')]);
		expect(own()).toBeLessThanOrEqual(rememberedKeys + 4);
		expect(await ask(new SeenEvents(), [asked('old'), asked('a')])).toEqual([true, false]);
	});

	it.each([
		[9_500, 'without an id', 3],
		[4_800, 'with an id', 6],
	])('knows %i events %s', async (count, how, keysEach) => {
		const all = names(50).map((name) => asked(name, how === 'with an id' ? name : undefined));
		await ask(new SeenEvents(), all);
		expect(own()).toBeLessThanOrEqual(keysEach * all.length + 10);
		await fill(keysEach * (count - all.length));
		await ask(new SeenEvents(), [asked('one more')]);
		expect(await ask(new SeenEvents(), all)).not.toContain(true);
	});

	it('keeps few markers', async () => {
		const seenEvents = new SeenEvents();
		for (const name of names(200)) await ask(seenEvents, [asked(name)]);
		expect(own()).toBeLessThan(3 * 200 + 60);
	});
});
