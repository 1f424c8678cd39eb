import { isStale } from '../../../nodes/HeyGen/events/freshness';

const nowMs = Date.UTC(2027, 1, 3, 4, 5, 6);
const secondsAgo = (seconds: number): string => String(nowMs / 1_000 - seconds);

it.each([
	['sent now', secondsAgo(0), 300],
	['as old as allowed', secondsAgo(300), 300],
	['from a clock that is ahead', secondsAgo(-900), 300],
	['without a timestamp', undefined, 300],
	['a year old when age does not matter', secondsAgo(31_536_000), 0],
	['unreadable when age does not matter', 'soon', 0],
	['in milliseconds', String(nowMs - 299_000), 300],
	['in ISO 8601', new Date(nowMs - 299_000).toISOString(), 300],
])('takes a delivery %s', (_case, timestamp, maxAgeSeconds) => {
	expect(isStale(timestamp, maxAgeSeconds, nowMs)).toBe(false);
});

it.each([
	['a second too old', secondsAgo(301), 300],
	['half a second too old', secondsAgo(300.5), 300],
	['too old in milliseconds', String(nowMs - 301_000), 300],
	['too old in ISO 8601', new Date(nowMs - 301_000).toISOString(), 300],
	['of 1970', '0', 300],
	['with words for a timestamp', 'soon', 300],
	['with an empty timestamp', '', 300],
	['with an endless timestamp', 'Infinity', 300],
])('refuses a delivery %s', (_case, timestamp, maxAgeSeconds) => {
	expect(isStale(timestamp, maxAgeSeconds, nowMs)).toBe(true);
});
