import fc from 'fast-check';

import { brokenTypes, chosenTypes, isSubscribed } from '../../../nodes/HeyGen/events/subscription';

describe('chosenTypes', () => {
	it.each([
		['a list', ['a', 'b'], ['a', 'b']],
		['a text with commas', 'a, b ,,c', ['a', 'b', 'c']],
		['a list with blanks and repeats', [' a', 'a ', '', 'b'], ['a', 'b']],
		['JSON text', '["a", "b.c"]', ['a', 'b.c']],
		['JSON text in a list', ['["a"]', 'b'], ['a', 'b']],
		['JSON text of a text', '"a,b"', ['a', 'b']],
		['one per line', 'a\r\nb\n\n c \n', ['a', 'b', 'c']],
		['a list of a model', '- a\n- b\n• c', ['a', 'b', 'c']],
		['types in quotes', `'a', "b", \`c\``, ['a', 'b', 'c']],
		['an entry with commas', ['a,b', 'c'], ['a', 'b', 'c']],
		['objects', [{ event_type: 'a' }, { value: 'b' }, { name: 'c' }, { x: 1 }], ['a', 'b', 'c']],
		['objects as JSON text', '[{"event_type":"a","description":"x"}]', ['a']],
		['lists in a list', [['a'], [['b']]], ['a', 'b']],
		['half of a JSON text', '["a', ['["a']],
		['every event as JSON text', '["*"]', null],
		['every event in quotes', '"*"', null],
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

it('tells what can be no type', () => {
	expect(brokenTypes(['a.b', 'batch.finished', '["a', 'all events', 'a/b', 'ü'])).toEqual([
		'["a',
		'all events',
		'a/b',
		'ü',
	]);
});

it('never throws, and gives texts without blanks around', () => {
	const value = fc.oneof(fc.jsonValue(), fc.json(), fc.string(), fc.constantFrom(0, undefined));
	fc.assert(
		fc.property(value, (entered) =>
			(chosenTypes(entered) ?? []).every((type) => type !== '' && type === type.trim()),
		),
	);
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
