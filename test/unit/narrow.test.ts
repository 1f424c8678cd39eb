import { isObject, parseJson, textOf, textsOf } from '../../nodes/HeyGen/narrow';

it.each([
	[{}, true],
	[Object.create(null), true],
	[[], false],
	[null, false],
	['{}', false],
	[undefined, false],
])('isObject(%j) is %s', (value, expected) => {
	expect(isObject(value)).toBe(expected);
});

it('textOf takes texts that are not empty', () => {
	expect(['a', '', 0, null, undefined, ['a'], {}].map(textOf)).toEqual([
		'a',
		...Array.from({ length: 6 }),
	]);
});

it('textsOf takes the texts of a list', () => {
	expect(textsOf(['a', 1, null, '', ['b']])).toEqual(['a', '']);
	expect(textsOf('a')).toBeUndefined();
	expect(textsOf({ 0: 'a' })).toBeUndefined();
});

it('parseJson is undefined for what is no JSON', () => {
	expect(parseJson('{"a":[1]}')).toEqual({ a: [1] });
	expect(parseJson('null')).toBeNull();
	expect(parseJson('{')).toBeUndefined();
	expect(parseJson('')).toBeUndefined();
});
