import { bench, v3Error } from '../support';
import type { Case } from './case';
import { cases } from './cases';
import { stock } from './stock';

const made = bench();

const send = async ({ call }: Case, data: object = {}, headers: Record<string, string> = {}) => {
	const [method = '', url = ''] = call.split(' ');
	return await made.api.request({ method, url, data, headers });
};

const refused = (param: string) => [400, v3Error('invalid_parameter', param)];

beforeEach(() => stock(made.simulator));

describe.each(cases.map((each) => [each.call, each] as const))('%s', (_call, each) => {
	const { body, status = 200, answers = {}, takes = [], refuses = [], open = false } = each;
	const { requires = Object.keys(body ?? {}) } = each;

	it('takes the least, and more', async () => {
		const answer = await send(each, body);
		expect([answer.status, answer.data]).toMatchObject([status, { data: expect.anything() }]);
		expect(answer.data.data).toMatchObject(answers);
		expect(JSON.stringify(answer.data)).not.toContain('"_');
		for (const more of takes) {
			expect([more, (await send(each, { ...body, ...more })).status]).toEqual([more, status]);
		}
	});

	it('refuses what its schema does not allow', async () => {
		for (const [change, param] of refuses) {
			const answer = await send(each, { ...body, ...change });
			expect([change, answer.status, answer.data]).toEqual([change, ...refused(param)]);
		}
		for (const key of requires) {
			expect((await send(each, { ...body, [key]: undefined })).status).toBe(400);
		}
		const strange = await send(each, body && { ...body, not_a_key: 1 });
		if (body && !open) expect([strange.status, strange.data]).toEqual(refused('not_a_key'));
	});

	it('refuses a query that it does not know, and callers without a key', async () => {
		const { call } = each;
		const odd = { ...each, call: `${call}${call.includes('?') ? '&' : '?'}not_a_key=1` };
		const answer = await send(odd, body);
		expect([answer.status, answer.data]).toEqual(refused('not_a_key'));
		const stranger = { 'X-Api-Key': 'wrong' };
		expect((await send(each, body, stranger)).status).toBe(401);
	});
});

it.each(cases.filter((each) => each.call.startsWith('DELETE')).map((each) => each.call))(
	'%s is 404 afterwards',
	async (call) => {
		expect((await send({ call })).status).toBe(200);
		const again = await send({ call });
		expect([again.status, again.data.error.code]).toEqual([
			404,
			expect.stringMatching(/not_found$/),
		]);
		expect((await made.api.get(call.split(' ')[1] ?? '')).status).toBe(404);
	},
);
