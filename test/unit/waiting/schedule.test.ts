import { parkedMs } from '../../../nodes/HeyGen/waiting/schedule';

const minute = 60_000;
const wait = '0000ffff';

/** How often a day of waiting asks. */
function looksOfADay(isCalled: boolean, name: string): number {
	let looks = 0;
	for (let nowMs = 0; nowMs < 24 * 60 * minute; looks++) {
		nowMs += parkedMs({ looks, madeMs: 0, isCalled, wait: name }, nowMs);
	}
	return looks;
}

it('a callback is looked after 10, 20 and 40 minutes, and then every hour', () => {
	const minutes = [0, 1, 2, 3, 30].map(
		(looks) => parkedMs({ looks, madeMs: 0, isCalled: true, wait }, 0) / minute,
	);
	expect(minutes).toEqual([10, 20, 40, 60, 60]);
});

it('HeyGen is asked every minute, and after half an hour every five', () => {
	const since = { looks: 50, madeMs: 0, isCalled: false, wait };
	expect([0, 29, 30, 600].map((now) => parkedMs(since, now * minute) / minute)).toEqual([
		1, 1, 5, 5,
	]);
});

it('what was parked together is spread over a tenth of the time', () => {
	const since = { looks: 3, madeMs: 0, isCalled: true };
	const times = ['0000', '8000', 'ffff'].map(
		(name) => parkedMs({ ...since, wait: name }, 0) / minute,
	);
	expect(times[1]).toBeCloseTo(63, 1);
	expect(Math.max(...times)).toBeLessThan(66);
});

it.each(['0000', 'ffff'])('a day takes at most 30 questions with a callback: %s', (name) => {
	expect(looksOfADay(true, name)).toBeLessThan(30);
	expect(looksOfADay(false, name)).toBeLessThanOrEqual(30 + 282 + 1);
});
