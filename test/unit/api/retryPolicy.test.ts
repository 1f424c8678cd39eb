import * as policy from '../../../nodes/HeyGen/api/retryPolicy';

const { retryAfterSeconds, waitMs } = policy;
const nowMs = Date.UTC(2027, 1, 3, 4, 5, 6);
const httpDate = (inSeconds: number): string => new Date(nowMs + inSeconds * 1_000).toUTCString();

describe('waitMs', () => {
	it('doubles from one attempt to the next', () => {
		expect([1, 2, 3, 4].map((attempt) => waitMs(attempt))).toEqual([500, 1_000, 2_000, 4_000]);
	});

	it('is what HeyGen asks for, in milliseconds', () => {
		expect(waitMs(1, 7)).toBe(7_000);
		expect(waitMs(4, 0)).toBe(0);
	});

	it('never becomes a loop without a pause, and no longer than a quarter of a minute', () => {
		expect(waitMs(6, 0)).toBe(15_000);
		expect(waitMs(60)).toBe(15_000);
		expect(waitMs(6, 90)).toBe(90_000);
	});
});

describe('retryAfterSeconds', () => {
	it.each([
		['seconds', '7', 7],
		['no seconds', '0', 0],
		['seconds with blanks', ' 30 ', 30],
		['seconds below zero', '-5', 0],
		['an HTTP date', httpDate(90), 90],
		['an HTTP date that has passed', httpDate(-90), 0],
		['an HTTP date of RFC 850', 'Wednesday, 03-Feb-27 04:05:36 GMT', 30],
		['an HTTP date of asctime, which is in GMT', 'Wed Feb  3 04:05:36 2027', 30],
		['a number', 7, 7],
		['half a second', '0.5', 0.5],
		['a header that came twice', '5, 5', 5],
		['a moment in seconds since 1970', String(nowMs / 1_000 + 30), 30],
		['a date with milliseconds, rounded up', new Date(nowMs + 1_001).toISOString(), 2],
	])('reads %s', (_case, header, seconds) => {
		expect(retryAfterSeconds(header, nowMs)).toBe(seconds);
	});

	it.each([
		['nothing', undefined],
		['an empty text', ''],
		['blanks', '  '],
		['words', 'later'],
		['seconds with a unit', '5s'],
		['Infinity', 'Infinity'],
		['NaN', 'NaN'],
		['a list', ['7']],
	])('does not read %s', (_case, header) => {
		expect(retryAfterSeconds(header, nowMs)).toBeUndefined();
	});
});

describe('how long callers wait', () => {
	const { editorPolicy, executionPolicy, hookPolicy, pollPolicy } = policy;

	it('is at most 8 s for one request where n8n or a person waits', () => {
		for (const { timeoutMs } of [editorPolicy, hookPolicy, pollPolicy]) {
			expect(timeoutMs).toBeLessThanOrEqual(8_000);
		}
	});

	it('leaves an activation its 84 s', () => {
		expect(hookPolicy.totalMs + hookPolicy.timeoutMs).toBeLessThan(84_000);
	});

	it.each(Object.entries({ editorPolicy, executionPolicy, hookPolicy, pollPolicy }))(
		'%s holds one attempt and one wait',
		(_name, { timeoutMs, attempts, totalMs }) => {
			expect(attempts).toBeGreaterThan(1);
			expect(totalMs).toBeGreaterThanOrEqual(timeoutMs + waitMs(1));
		},
	);
});
