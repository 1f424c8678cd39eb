import type { IHttpRequestMethods } from 'n8n-workflow';
import * as patience from '../../../nodes/HeyGen/api/patience';

const { mayRepeat, retryAfterSeconds, waitMs } = patience;
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
});

describe('retryAfterSeconds', () => {
	it.each([
		['seconds', '7', 7],
		['no seconds', '0', 0],
		['seconds with blanks', ' 30 ', 30],
		['seconds below zero', '-5', 0],
		['an HTTP date', httpDate(90), 90],
		['an HTTP date that has passed', httpDate(-90), 0],
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
		['a number', 7],
		['a list', ['7']],
	])('does not read %s', (_case, header) => {
		expect(retryAfterSeconds(header, nowMs)).toBeUndefined();
	});
});

describe('mayRepeat', () => {
	it.each<[IHttpRequestMethods, string | undefined, boolean]>([
		['GET', undefined, true],
		['PATCH', undefined, true],
		['PUT', undefined, true],
		['DELETE', undefined, true],
		['POST', undefined, false],
		['POST', 'key-1', true],
	])('%s with the key %s: %s', (method, key, expected) => {
		expect(mayRepeat(method, key)).toBe(expected);
	});
});

describe('how long callers wait', () => {
	const { editorPatience, executionPatience, hookPatience, pollPatience } = patience;

	it('is at most 8 s for one request where n8n or a person waits', () => {
		for (const { timeoutMs } of [editorPatience, hookPatience, pollPatience]) {
			expect(timeoutMs).toBeLessThanOrEqual(8_000);
		}
	});

	it('leaves an activation its 84 s', () => {
		expect(hookPatience.totalMs + hookPatience.timeoutMs).toBeLessThan(84_000);
	});

	it.each(Object.entries({ editorPatience, executionPatience, hookPatience, pollPatience }))(
		'%s holds one attempt and one wait',
		(_name, { timeoutMs, attempts, longestWaitMs, totalMs }) => {
			expect(attempts).toBeGreaterThan(1);
			expect(totalMs).toBeGreaterThanOrEqual(timeoutMs + longestWaitMs);
		},
	);
});
