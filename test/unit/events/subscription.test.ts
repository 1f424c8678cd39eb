import { chosenTypes, isSubscribed } from '../../../nodes/HeyGen/events/subscription';

describe('chosenTypes', () => {
	it.each([
		['a list', ['a', 'b'], ['a', 'b']],
		['a text with commas', 'a, b ,,c', ['a', 'b', 'c']],
		['a list with blanks and repeats', [' a', 'a ', '', 'b'], ['a', 'b']],
		['every event', ['*'], null],
		['every event beside others', ['a', '*'], null],
		['every event as text', ' * ', null],
		['an empty list', [], undefined],
		['an empty text', ' , ', undefined],
		['a list of no texts', [7, null], undefined],
		['nothing', undefined, undefined],
	])('reads %s', (_case, value, types) => {
		expect(chosenTypes(value)).toEqual(types);
	});
});

describe('isSubscribed', () => {
	it.each([
		[['a', 'b'], true],
		[['ab'], false],
		[[], false],
		[null, true],
	])('to a with %j: %s', (types, expected) => {
		expect(isSubscribed('a', types)).toBe(expected);
	});
});
