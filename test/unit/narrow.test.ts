import {
	idText,
	isObject,
	isOn,
	parseJson,
	textOf,
	textsOf,
	valueAt,
} from '../../nodes/HeyGen/narrow';

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

it.each([
	[' a ', 'a'],
	[7, '7'],
	[0, '0'],
	[true, 'true'],
	[['a'], 'a'],
	[['a', 'b'], '["a","b"]'],
	[{ a: 1 }, '{"a":1}'],
	['', undefined],
	['  ', undefined],
	[null, undefined],
	[undefined, undefined],
])('idText(%j) is %j', (value, expected) => {
	expect(idText(value)).toBe(expected);
});

it.each([true, 'true', ' TRUE\n', 1, '1', 'yes', 'on'])('isOn takes %j for a yes', (value) => {
	expect([isOn(value, true), isOn(value, false)]).toEqual([true, true]);
});

it.each([false, 'false', ' False', 0, '0', 'no', 'off'])('isOn takes %j for a no', (value) => {
	expect([isOn(value, true), isOn(value, false)]).toEqual([false, false]);
});

it.each([undefined, null, '', ' ', 'maybe', {}, [], 2])('isOn takes %j for nothing', (value) => {
	expect([isOn(value, true), isOn(value, false)]).toEqual([true, false]);
});

it('valueAt follows a path through objects and lists, and nothing else', () => {
	const source = { a: [{ b: 1 }], c: 'text' };
	expect(
		['a.0.b', 'a.1.b', 'c.length', 'toString', 'a.length'].map((path) => valueAt(source, path)),
	).toEqual([1, undefined, undefined, undefined, 1]);
	expect(valueAt(undefined, 'a')).toBeUndefined();
});
