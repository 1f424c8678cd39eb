import type { IExecuteFunctions } from 'n8n-workflow';

import {
	Check,
	fewestKeys,
	rememberedKeys,
	type Asked,
} from '../../../nodes/HeyGen/trigger/once/check';
import { keysOf } from '../../../nodes/HeyGen/trigger/once/keys';
import { Record } from '../../../nodes/HeyGen/trigger/once/record';
import { database } from '../support/database';
import { executing, fakeSleep, pass } from '../support/executing';
import { Logs } from '../support/logs';

const nowMs = Date.UTC(2026, 10, 24, 12);
const asked = (video: string, madeAtMs?: number): Asked => ({
	keys: keysOf(
		{ event_type: 'avatar_video.success', event_data: { video_id: video } },
		madeAtMs ?? nowMs,
		'node',
	),
	legacy: [],
	isOwn: false,
	...(madeAtMs !== undefined && { madeAtMs }),
});
const names = (count: number): string[] => Array.from({ length: count }, (_, index) => `${index}`);

interface More {
	context?: IExecuteFunctions;
	isRecording?: boolean;
	isShared?: boolean;
}
const ask = async (record: Record, events: Asked[], more: More = {}): Promise<boolean[]> =>
	await record.whichAreNew({
		context: executing(),
		isRecording: true,
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
		expect(await ask(new Record(), [asked('a'), asked('b')])).toEqual([true, true]);
		expect(await ask(new Record(), [asked('b'), asked('c')])).toEqual([false, true]);
	});

	it('is not what was only asked about', async () => {
		const record = new Record();
		expect(await ask(record, [asked('a')], { isRecording: false })).toEqual([true]);
		expect(own()).toBe(0);
		expect(await ask(record, [asked('a')])).toEqual([true]);
	});

	it('is one of two copies that are asked about at once', async () => {
		const record = new Record();
		const answers = await Promise.all(names(50).map(async () => await ask(record, [asked('a')])));
		expect(answers.filter(([isNew]) => isNew)).toHaveLength(1);
		expect(database.calls).toBeLessThan(6);
	});

	it('by another run of the same execution counts as new', async () => {
		const record = new Record();
		await ask(record, [asked('a')]);
		expect(await ask(record, [{ ...asked('a'), isOwn: true }])).toEqual([true]);
	});

	it('by version 0.1.0 is known where it is asked for', async () => {
		await fill(1);
		const events = [
			{ ...asked('a'), legacy: ['other 0'] },
			{ ...asked('b'), legacy: ['x'] },
		];
		expect(await ask(new Record(), events)).toEqual([false, true]);
		expect(own()).toBe(3);
	});
});

describe('two processes at once', () => {
	it.each(names(5))('put an event out once (%s)', async (video) => {
		const records = [new Record(), new Record(), new Record()];
		// The first of a process tries whether there can be a lock.
		for (const record of records) await ask(record, [asked('before')], { isShared: true });
		const answers = await Promise.all(
			records.map(async (record) => await ask(record, [asked(video)], { isShared: true })),
		);
		expect(answers.flat().filter((isNew) => isNew)).toHaveLength(1);
	});

	it('keep what each of them recorded', async () => {
		const records = [new Record(), new Record()];
		await Promise.all(
			names(20).map(
				async (name, index) =>
					await ask(records[index % 2] ?? new Record(), [asked(name)], { isShared: true }),
			),
		);
		expect(
			await ask(
				new Record(),
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
		const record = new Record();
		await ask(record, [asked('a')]);
		for (const video of ['a', 'b', 'b']) {
			await ask(record, [asked(video)], { isShared: true, context: another() });
		}
		expect(
			await ask(
				record,
				['a', 'b', 'c'].map((name) => asked(name)),
			),
		).toEqual([false, false, true]);
		expect(own()).toBe(6);
		expect(logs.notable).toEqual([expect.stringContaining('no lock between processes')]);
	});
});

describe('a database', () => {
	it('that fails once is asked again; what was known can not be told any more', async () => {
		const record = new Record();
		await ask(record, [asked('a')]);
		database.failNext(1);
		expect(await ask(record, [asked('a'), asked('b')])).toEqual([true, true]);
		expect(await ask(record, [asked('a'), asked('b')])).toEqual([false, false]);
	});

	it('that stays away for a minute stops no event', async () => {
		fakeSleep(nowMs);
		database.isAway = true;
		let answer: boolean[] | undefined;
		void ask(new Record(), [asked('a')]).then((isNew) => (answer = isNew));
		await pass(50_000);
		expect(answer).toBeUndefined();
		await pass(15_000);
		expect(answer).toEqual([true]);
		expect(logs.notable).toEqual([expect.stringContaining('they are passed on')]);
	});

	/** The write got through, its answer did not. */
	function losing(): IExecuteFunctions {
		const context = executing();
		const { helpers } = context;
		const write = helpers.checkProcessedAndRecord;
		let isLost = false;
		helpers.checkProcessedAndRecord = async (...args) => {
			const result = await write(...args);
			if (isLost) return result;
			isLost = true;
			throw new Error('the answer was lost');
		};
		return context;
	}

	it('whose answer is lost makes nothing known', async () => {
		expect(await ask(new Record(), [asked('a')], { context: losing() })).toEqual([true]);
		expect(await ask(new Record(), [asked('a')])).toEqual([false]);
	});

	it('whose answer is lost is counted, where others may be asking too', async () => {
		const check = async (context: IExecuteFunctions, name: string) =>
			await new Check(context, true).answer([
				{ context, events: [asked(name)], isRecording: true, isShared: true },
			]);
		expect(await check(losing(), 'a')).toEqual([[true]]);
		expect(await check(losing(), 'a')).toEqual([[false]]);
	});
});

describe('the memory', () => {
	it('keeps no more keys than it may; the oldest go first', async () => {
		await ask(new Record(), [asked('old')]);
		await fill(rememberedKeys);
		await ask(new Record(), [asked('a')]);
		expect(own()).toBeLessThanOrEqual(rememberedKeys + 2);
		expect(await ask(new Record(), [asked('old'), asked('a')])).toEqual([true, false]);
	});

	it('is no larger than a process knows to be enough', async () => {
		await fill(700);
		const context = executing();
		const question = { context, events: [asked('a')], isRecording: true, isShared: false };
		await new Check(context, false, 500).answer([question]);
		expect(own()).toBeLessThanOrEqual(502);
	});

	it.each([
		[fewestKeys - 500, true],
		[fewestKeys + 500, false],
	])('that knows %i keys tells what is older than the oldest it knows: %s', async (count, told) => {
		await fill(count);
		const record = new Record();
		const oldest = asked('known', nowMs - 5_000);
		await ask(record, [oldest]);
		const older = names(120).map((name) => asked(`older ${name}`, nowMs - 6_000));
		const newer = asked('newer', nowMs - 4_000);
		const answers = await ask(record, [...older, oldest, newer]);
		expect(answers).toEqual([...older.map(() => told), false, true]);
		expect(logs.notable).toHaveLength(told ? 0 : 1);
	});
});
