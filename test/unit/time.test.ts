import { timeOf } from '../../nodes/HeyGen/time';

const atMs = Date.UTC(2027, 1, 3, 4, 5, 6);

describe('timeOf', () => {
	it.each([
		['ISO 8601 in UTC', '2027-02-03T04:05:06Z', atMs],
		['a fraction', '2027-02-03T04:05:06.789Z', atMs + 789],
		['microseconds without a zone, as v1 has them', '2027-02-03T04:05:06.789123', atMs + 789],
		['no zone, which means UTC', '2027-02-03T04:05:06', atMs],
		['a lower case z', '2027-02-03t04:05:06z', atMs],
		['a zone with a colon', '2027-02-03T09:35:06+05:30', atMs],
		['a zone without a colon', '2027-02-02T20:05:06-0800', atMs],
		['a zone of hours', '2027-02-03T06:05:06+02', atMs],
		['a zone of hours after a blank and a fraction', '2027-02-03 02:05:06.5-02', atMs + 500],
		['the date of a mail', 'Wed, 03 Feb 2027 04:05:06 GMT', atMs],
		['a zone with a name', '2027-02-03 04:05:06 UTC', atMs],
		['both', '2027-02-03 04:05:06 +0000 UTC', atMs],
		['blanks around', ' 2027-02-03T04:05:06Z ', atMs],
		['a day', '2027-02-03', Date.UTC(2027, 1, 3)],
		['a blank for the T, without a zone', '2027-02-03 04:05:06', atMs],
		['seconds', atMs / 1_000, atMs],
		['milliseconds', atMs, atMs],
		['seconds as text', String(atMs / 1_000), atMs],
		['seconds with a fraction', '1801000000.5', 1_801_000_000_500],
		['milliseconds as text', ` ${atMs} `, atMs],
		['the beginning', 0, 0],
	])('reads %s', (_case, value, ms) => {
		expect(timeOf(value)).toBe(ms);
	});

	it.each([
		['an empty text', ''],
		['blanks', '  '],
		['words', 'yesterday'],
		['a day that does not exist', '2027-13-40T00:00:00Z'],
		['NaN', Number.NaN],
		['Infinity', Number.POSITIVE_INFINITY],
		['Infinity as text', 'Infinity'],
		['null', null],
		['undefined', undefined],
		['true', true],
		['a list', ['2027-02-03T04:05:06Z']],
		['a Date', new Date(atMs)],
	])('does not read %s', (_case, value) => {
		expect(timeOf(value)).toBeUndefined();
	});
});

it('names UTC where HeyGen names no zone, so that the zone of the machine does not matter', () => {
	const parse = jest.spyOn(Date, 'parse');
	for (const text of ['2027-02-03T04:05:06', '2027-02-03T04:05:06.789123', '2027-02-03 04:05:06']) {
		timeOf(text);
		expect(parse).toHaveBeenLastCalledWith(`${text}Z`);
	}
	parse.mockRestore();
});
