import {
	InFlight,
	longestDeliveryMs,
	longestHandOverMs,
	rememberedHere,
	type End,
} from '../../../nodes/HeyGen/trigger/dedupe/inFlight';
import { keysOf, type Keys } from '../../../nodes/HeyGen/trigger/dedupe/keys';

const startMs = Date.UTC(2026, 10, 24, 10);
const minuteMs = 60_000;
const keys = (video: string, id?: string): Keys =>
	keysOf(
		{
			event_type: 'avatar_video.success',
			event_data: { video_id: video },
			...(id !== undefined && { event_id: id }),
		},
		startMs,
		'node',
	);
const begun = async (inFlight: InFlight, of: Keys, longestWaitMs = 0): Promise<End> => {
	const end = await inFlight.begin(of, longestWaitMs);
	if (typeof end === 'string') throw new Error(end);
	return end;
};

beforeEach(() => jest.useFakeTimers({ now: startMs }));
afterEach(() => jest.useRealTimers());

describe('InFlight', () => {
	it('that was stored makes its repeats known', async () => {
		const inFlight = new InFlight();
		(await begun(inFlight, keys('a')))(true);
		expect(await inFlight.begin(keys('a'), 0)).toBe('known');
		expect(await inFlight.begin(keys('b'), 0)).toEqual(expect.any(Function));
	});

	it('that was not stored leaves nothing behind', async () => {
		const inFlight = new InFlight();
		(await begun(inFlight, keys('a')))(false);
		expect(inFlight.isDealtWith(keys('a'), Date.now())).toBe(false);
		expect(await inFlight.begin(keys('a'), 0)).toEqual(expect.any(Function));
	});

	it.each([
		[true, 'known'],
		[false, expect.any(Function)],
	])('is waited for: stored %s', async (stored, outcome) => {
		const inFlight = new InFlight();
		const end = await begun(inFlight, keys('a'));
		const repeat = inFlight.begin(keys('a'), 8_000);
		await jest.advanceTimersByTimeAsync(5_000);
		end(stored);
		expect(await repeat).toEqual(outcome);
	});

	it('of a poll is waited for until the event is recorded', async () => {
		const inFlight = new InFlight();
		inFlight.handOver(keys('a'));
		const delivery = inFlight.begin(keys('a'), 8_000);
		await jest.advanceTimersByTimeAsync(longestHandOverMs - 1);
		inFlight.noteRecorded(keys('a'));
		expect(await delivery).toBe('known');
	});

	it('of a poll whose execution runs elsewhere, or never, keeps no delivery away', async () => {
		const inFlight = new InFlight();
		inFlight.handOver(keys('a'));
		const delivery = inFlight.begin(keys('a'), 8_000);
		await jest.advanceTimersByTimeAsync(longestHandOverMs);
		expect(await delivery).toEqual(expect.any(Function));
	});

	it('is waited for only so long', async () => {
		const inFlight = new InFlight();
		await begun(inFlight, keys('a'));
		const repeat = inFlight.begin(keys('a'), 8_000);
		await jest.advanceTimersByTimeAsync(8_001);
		expect(await repeat).toBe('busy');
	});

	it('is one for both of two that wait: the other goes on waiting', async () => {
		const inFlight = new InFlight();
		const end = await begun(inFlight, keys('a'));
		const waiting = [inFlight.begin(keys('a'), 8_000), inFlight.begin(keys('a'), 8_000)];
		end(false);
		const [first, second] = await Promise.all([
			waiting[0],
			jest.advanceTimersByTimeAsync(9_000).then(async () => await waiting[1]),
		]);
		expect(first).toEqual(expect.any(Function));
		expect(second).toBe('busy');
	});

	it('ends by itself after two minutes, for whoever waits too', async () => {
		const inFlight = new InFlight();
		await begun(inFlight, keys('a'));
		await jest.advanceTimersByTimeAsync(longestDeliveryMs - 1_000);
		expect(await inFlight.begin(keys('a'), 0)).toBe('busy');
		expect(inFlight.isDealtWith(keys('a'), Date.now())).toBe(true);
		await jest.advanceTimersByTimeAsync(1_001);
		expect(inFlight.isDealtWith(keys('a'), Date.now())).toBe(false);
		expect(await inFlight.begin(keys('a'), 0)).toEqual(expect.any(Function));
	});

	it('holds up nobody else: other ids, other content', async () => {
		const inFlight = new InFlight();
		await begun(inFlight, keys('a', 'x'));
		expect(await inFlight.begin(keys('a', 'y'), 0)).toEqual(expect.any(Function));
		expect(await inFlight.begin(keys('b'), 0)).toEqual(expect.any(Function));
		expect(await inFlight.begin(keys('a'), 0)).toBe('busy');
	});
});

describe('an event', () => {
	it('that was only stored counts for a poll for ten minutes, that was recorded for ever', async () => {
		const inFlight = new InFlight();
		(await begun(inFlight, keys('stored')))(true);
		inFlight.noteRecorded(keys('recorded'));
		const dealtWith = (name: string, minutes: number) =>
			inFlight.isDealtWith(keys(name), startMs + minutes * minuteMs);
		expect([dealtWith('stored', 9), dealtWith('stored', 11)]).toEqual([true, false]);
		expect([dealtWith('recorded', 9), dealtWith('recorded', 9_999)]).toEqual([true, true]);
		expect(inFlight.isRecorded(keys('stored'))).toBe(false);
		expect(inFlight.isRecorded(keys('recorded'))).toBe(true);
		// Its repeats start nothing all the same.
		jest.setSystemTime(startMs + 60 * minuteMs);
		expect(await inFlight.begin(keys('stored'), 0)).toBe('known');
	});

	it('stays recorded when its delivery ends after that', async () => {
		const inFlight = new InFlight();
		const end = await begun(inFlight, keys('a'));
		inFlight.noteRecorded(keys('a'));
		end(true);
		expect(inFlight.isRecorded(keys('a'))).toBe(true);
	});
});

it('remembers so many and no more; the oldest go first', async () => {
	const inFlight = new InFlight();
	const events = rememberedHere / 2 + 1;
	for (let index = 0; index < events; index++) inFlight.noteRecorded(keys(`${index}`));
	expect(inFlight.isRecorded(keys('0'))).toBe(false);
	expect(inFlight.isRecorded(keys('1'))).toBe(true);
	expect(inFlight.isRecorded(keys(`${events - 1}`))).toBe(true);
});
