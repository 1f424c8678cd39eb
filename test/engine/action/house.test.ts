import type { INode, INodeParameters, IRun } from 'n8n-workflow';

import { act } from '../support/action';
import { bench, credentialsFor, generations } from '../support/bench';
import { actionType, runningCode } from '../support/code';
import { toolOf } from '../support/tool';
import { arrived } from '../support/workflow';

const here = bench();
const keysSent = (): unknown[] =>
	here.simulator.requests.flatMap(({ headers }) => headers['idempotency-key'] ?? []);

const rotate = async (
	ids: string[],
	more: { node?: Partial<INode>; executionId?: string; earlierRuns?: number } = {},
): Promise<IRun> =>
	await act({
		credentials: credentialsFor(here.simulator, 'v3'),
		parameters: {
			resource: 'webhookEndpoint',
			operation: 'rotateSecret',
			endpointId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
		},
		items: ids.map((id) => ({ id })),
		...more,
	});

describe('the Idempotency-Key', () => {
	const one = (): string =>
		here.simulator.addEndpoint({ url: `https://a.example/${Math.random()}` }).endpoint_id;

	it('is another one for each item', async () => {
		const id = one();
		await rotate([id, id]);
		const keys = keysSent();
		expect(keys).toHaveLength(2);
		expect(new Set(keys).size).toBe(2);
		for (const key of keys) expect(key).toMatch(/^[0-9a-f]{64}$/);
	});

	it('is the same when the same execution tries again, and another in the next', async () => {
		const id = one();
		await rotate([id]);
		await rotate([id]);
		await rotate([id], { executionId: '2' });
		const [first, again, next] = keysSent();
		expect(again).toBe(first);
		expect(next).not.toBe(first);
	});

	it('is the same in each try of Retry On Fail', async () => {
		here.simulator.fault({ kind: 'status', status: 400, times: 1 });
		await rotate([one()], { node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 } });
		const keys = keysSent();
		expect(keys).toHaveLength(2);
		expect(new Set(keys).size).toBe(1);
	});

	it('is another one in the next round of a loop, or the next call of an agent', async () => {
		const id = one();
		await rotate([id]);
		await rotate([id], { earlierRuns: 1 });
		await rotate([id], { earlierRuns: 2 });
		expect(new Set(keysSent()).size).toBe(3);
	});

	it('is the same in each try of a tool, and another one for each call, whatever is sent', async () => {
		const call = toolOf({
			credentials: credentialsFor(here.simulator, 'v3'),
			parameters: {
				resource: 'webhookEndpoint',
				operation: 'rotateSecret',
				endpointId: { __rl: true, mode: 'id', value: one() },
			},
			node: { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 },
		});
		here.simulator.fault({ kind: 'status', status: 400, times: 2 });
		await call({});
		await call({});
		const [first, second, third, next, ...more] = keysSent();
		expect([second, third]).toEqual([first, first]);
		expect(next).not.toBe(first);
		expect(more).toEqual([]);
	});

	it('is another one for another node', async () => {
		const id = one();
		await rotate([id]);
		await rotate([id], { node: { id: 'another' } });
		expect(new Set(keysSent()).size).toBe(2);
	});
});

describe.each(generations)('as a tool of an agent, over %s', (generation) => {
	const answers = async (type: string, parameters: INodeParameters): Promise<IRun> => {
		const code = runningCode();
		const [node] = [code.nodes[actionType]];
		if (node === undefined) throw new Error('no action node');
		return await act({
			credentials: credentialsFor(here.simulator, generation),
			parameters: { resource: 'webhookEndpoint', ...parameters },
			node: { type },
			code: { ...code, nodes: { ...code.nodes, [type]: node } },
		});
	};
	const create = { operation: 'create', events: ['*'] };

	it.each([
		[`${actionType}Tool`, false],
		[actionType, true],
	])('tells signing secrets: %s %s', async (type, tells) => {
		const url = `${here.host.base}/webhook/tool`;
		const created = arrived(await answers(type, { ...create, url }));
		expect(created).toMatchObject([{ json: { url } }]);
		const listed = arrived(await answers(type, { operation: 'getAll' }));
		expect(listed).toHaveLength(1);
		const all = JSON.stringify([created, listed]);
		expect(all.includes('secret')).toBe(tells);
	});
});
