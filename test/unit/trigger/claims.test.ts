import {
	Claims,
	longestClaimMs,
	longestHandOverMs,
	rememberedHere,
	type EndClaim,
} from '../../../nodes/HeyGen/trigger/once/claims';
import { keysOf, type Keys } from '../../../nodes/HeyGen/trigger/once/keys';

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
const begun = async (claims: Claims, of: Keys, patienceMs = 0): Promise<EndClaim> => {
	const claim = await claims.claim(of, patienceMs);
	if (typeof claim === 'string') throw new Error(claim);
	return claim;
};

beforeEach(() => jest.useFakeTimers({ now: startMs }));
afterEach(() => jest.useRealTimers());

describe('a claim', () => {
	it('that was stored makes its repeats known', async () => {
		const claims = new Claims();
		(await begun(claims, keys('a')))(true);
		expect(await claims.claim(keys('a'), 0)).toBe('known');
		expect(await claims.claim(keys('b'), 0)).toEqual(expect.any(Function));
	});

	it('that was not stored leaves nothing behind', async () => {
		const claims = new Claims();
		(await begun(claims, keys('a')))(false);
		expect(claims.isDealtWith(keys('a'), Date.now())).toBe(false);
		expect(await claims.claim(keys('a'), 0)).toEqual(expect.any(Function));
	});

	it.each([
		[true, 'known'],
		[false, expect.any(Function)],
	])('is waited for: stored %s', async (stored, outcome) => {
		const claims = new Claims();
		const end = await begun(claims, keys('a'));
		const repeat = claims.claim(keys('a'), 8_000);
		await jest.advanceTimersByTimeAsync(5_000);
		end(stored);
		expect(await repeat).toEqual(outcome);
	});

	it('of a poll is waited for until the event is recorded', async () => {
		const claims = new Claims();
		claims.handOver(keys('a'));
		const delivery = claims.claim(keys('a'), 8_000);
		await jest.advanceTimersByTimeAsync(longestHandOverMs - 1);
		claims.noteRecorded(keys('a'));
		expect(await delivery).toBe('known');
	});

	it('of a poll whose execution runs elsewhere, or never, keeps no delivery away', async () => {
		const claims = new Claims();
		claims.handOver(keys('a'));
		const delivery = claims.claim(keys('a'), 8_000);
		await jest.advanceTimersByTimeAsync(longestHandOverMs);
		expect(await delivery).toEqual(expect.any(Function));
	});

	it('is waited for only so long', async () => {
		const claims = new Claims();
		await begun(claims, keys('a'));
		const repeat = claims.claim(keys('a'), 8_000);
		await jest.advanceTimersByTimeAsync(8_001);
		expect(await repeat).toBe('busy');
	});

	it('is one for both of two that wait: the other goes on waiting', async () => {
		const claims = new Claims();
		const end = await begun(claims, keys('a'));
		const waiting = [claims.claim(keys('a'), 8_000), claims.claim(keys('a'), 8_000)];
		end(false);
		const [first, second] = await Promise.all([
			waiting[0],
			jest.advanceTimersByTimeAsync(9_000).then(async () => await waiting[1]),
		]);
		expect(first).toEqual(expect.any(Function));
		expect(second).toBe('busy');
	});

	it('ends by itself after two minutes, for whoever waits too', async () => {
		const claims = new Claims();
		await begun(claims, keys('a'));
		await jest.advanceTimersByTimeAsync(longestClaimMs - 1_000);
		expect(await claims.claim(keys('a'), 0)).toBe('busy');
		expect(claims.isDealtWith(keys('a'), Date.now())).toBe(true);
		await jest.advanceTimersByTimeAsync(1_001);
		expect(claims.isDealtWith(keys('a'), Date.now())).toBe(false);
		expect(await claims.claim(keys('a'), 0)).toEqual(expect.any(Function));
	});

	it('holds up nobody else: other ids, other content', async () => {
		const claims = new Claims();
		await begun(claims, keys('a', 'x'));
		expect(await claims.claim(keys('a', 'y'), 0)).toEqual(expect.any(Function));
		expect(await claims.claim(keys('b'), 0)).toEqual(expect.any(Function));
		expect(await claims.claim(keys('a'), 0)).toBe('busy');
	});
});

describe('an event', () => {
	it('that was only stored counts for a poll for ten minutes, that was recorded for ever', async () => {
		const claims = new Claims();
		(await begun(claims, keys('stored')))(true);
		claims.noteRecorded(keys('recorded'));
		const dealtWith = (name: string, minutes: number) =>
			claims.isDealtWith(keys(name), startMs + minutes * minuteMs);
		expect([dealtWith('stored', 9), dealtWith('stored', 11)]).toEqual([true, false]);
		expect([dealtWith('recorded', 9), dealtWith('recorded', 9_999)]).toEqual([true, true]);
		expect(claims.isRecorded(keys('stored'))).toBe(false);
		expect(claims.isRecorded(keys('recorded'))).toBe(true);
		// Its repeats start nothing all the same.
		jest.setSystemTime(startMs + 60 * minuteMs);
		expect(await claims.claim(keys('stored'), 0)).toBe('known');
	});

	it('stays recorded when its claim ends after that', async () => {
		const claims = new Claims();
		const end = await begun(claims, keys('a'));
		claims.noteRecorded(keys('a'));
		end(true);
		expect(claims.isRecorded(keys('a'))).toBe(true);
	});
});

it('remembers so many and no more; the oldest go first', async () => {
	const claims = new Claims();
	const events = rememberedHere / 2 + 1;
	for (let index = 0; index < events; index++) claims.noteRecorded(keys(`${index}`));
	expect(claims.isRecorded(keys('0'))).toBe(false);
	expect(claims.isRecorded(keys('1'))).toBe(true);
	expect(claims.isRecorded(keys(`${events - 1}`))).toBe(true);
});
