import { pagedList } from '../../../nodes/HeyGen/api/pagination';
import { all, bench, thrownBy } from './support/bench';

const path = '/v3/webhooks/endpoints';
const made = bench();
const page = (data: unknown, more: object = {}): void =>
	made.simulator.fault({ kind: 'status', status: 200, body: { data, ...more } });
const queries = () => made.simulator.requests.map(({ query }) => query);

it('follows the token to the end, with the same filter', async () => {
	page([1, 2], { has_more: true, next_token: 'a' });
	page([], { has_more: true, next_token: 'b' });
	page([3], { has_more: false, next_token: null });
	expect(await all(pagedList(await made.connect('v3'), path, { f: 'x' }, 2))).toEqual([1, 2, 3]);
	expect(queries()).toEqual([
		{ f: 'x', limit: '2' },
		{ f: 'x', limit: '2', token: 'a' },
		{ f: 'x', limit: '2', token: 'b' },
	]);
});

it.each([
	['says that there is no more', { has_more: false, next_token: 'a' }],
	['gives no token', { has_more: true }],
	['gives an empty token', { has_more: true, next_token: '' }],
	['gives null', { next_token: null }],
])('ends when HeyGen %s', async (_case, more) => {
	page([1], more);
	expect(await all(pagedList(await made.connect('v3'), path))).toEqual([1]);
	expect(queries()).toEqual([{ limit: '100' }]);
});

it('takes a number for a token', async () => {
	page([1], { has_more: true, next_token: 42 });
	page([2], { has_more: false });
	expect(await all(pagedList(await made.connect('v3'), path))).toEqual([1, 2]);
	expect(queries()[1]).toMatchObject({ token: '42' });
});

it('ends when nothing but empty pages comes, each with another token', async () => {
	for (let count = 0; count <= 100; count++) page([], { has_more: true, next_token: `t${count}` });
	expect(await all(pagedList(await made.connect('v3'), path))).toEqual([]);
	expect(queries()).toHaveLength(100);
});

it('ends when the token comes back unchanged', async () => {
	page([1], { next_token: 'a' });
	page([2], { next_token: 'a' });
	expect(await all(pagedList(await made.connect('v3'), path))).toEqual([1, 2]);
	expect(queries()).toHaveLength(2);
});

it('ends when the tokens go round', async () => {
	for (const next of ['a', 'b', 'a', 'b']) page([next], { next_token: next });
	expect(await all(pagedList(await made.connect('v3'), path))).toEqual(['a', 'b', 'a']);
	expect(queries()).toHaveLength(3);
});

it('throws when a later page is broken, after what came before it', async () => {
	page([1], { next_token: 'a' });
	page('x');
	const seen: unknown[] = [];
	const list = pagedList(await made.connect('v3'), path);
	const error = await thrownBy(
		(async () => {
			for await (const entry of list) seen.push(entry);
		})(),
	);
	expect(error).toHaveProperty('httpCode', '502');
	expect(seen).toEqual([1]);
});
