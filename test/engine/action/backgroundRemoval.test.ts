import type { IRun } from 'n8n-workflow';

import { act, type ActionSetup } from '../support/action';
import { bench, credentialsFor } from '../support/bench';
import { arrived } from '../support/workflow';

const here = bench();
const path = '/v3/background-removals';

const create = async (more: Partial<ActionSetup> = {}): Promise<IRun> =>
	await act({
		credentials: credentialsFor(here.simulator, 'v3'),
		parameters: {
			resource: 'backgroundRemoval',
			operation: 'create',
			video: { __rl: true, mode: 'url', value: 'https://example.com/a.mp4' },
		},
		...more,
	});
const keys = (): unknown[] =>
	here.simulator.asked('POST', path).map(({ body }) => Object(body).request_id);
const idsOf = (run: IRun): unknown[] => arrived(run).map(({ json }) => json.id);

it('has its key in the body, and the same execution gets the same job again', async () => {
	const [first, again, next] = [
		await create(),
		await create(),
		await create({ executionId: '2' }),
	].map(idsOf);
	expect(again).toEqual(first);
	expect(next).not.toEqual(first);
	for (const key of keys()) expect(key).toMatch(/^[0-9a-f]{64}$/);
	const [{ headers } = { headers: {} }] = here.simulator.asked('POST', path);
	expect(headers).not.toHaveProperty('idempotency-key');
});

it('is sent again by us when HeyGen was down, under the same key', async () => {
	here.simulator.fault({ kind: 'status', status: 503, times: 1 });
	expect((await create()).data.resultData.error).toBeUndefined();
	expect(keys()).toHaveLength(2);
	expect(new Set(keys()).size).toBe(1);
});

it('has another key for each item', async () => {
	await create({ items: [{}, {}] });
	expect(new Set(keys()).size).toBe(2);
});
