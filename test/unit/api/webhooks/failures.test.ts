import { failureOf } from '../../../../nodes/HeyGen/api/errors';
import type { WebhookApi } from '../../../../nodes/HeyGen/api/webhooks/contract';
import { skipSleep } from '../../../engine/support/clock';
import type { Fault } from '../../../simulator';
import { all, bench, thrownBy } from '../support/bench';
import { wire, type Call } from '../../../support/wire';

const url = 'https://n8n.example/webhook/abc/webhook';
const made = bench();
afterEach(() => jest.restoreAllMocks());

type Run = (api: WebhookApi, id: string) => Promise<unknown>;

const operations: Record<Call, Run> = {
	types: async (api) => await api.eventTypes(),
	list: async (api) => await all(api.endpoints()),
	create: async (api) => await api.create({ url: `${url}/2`, events: null }),
	update: async (api, id) =>
		await api.update(id, { url: `${url}/3`, events: ['live_avatar.fail'] }),
	remove: async (api, id) => await api.remove(id),
};
const names = Object.keys(operations) as Call[];

describe.each(['v1', 'v3'] as const)('failures over %s', (version) => {
	const body = (data: unknown) => ({ code: 100, data });
	const answer = (data: unknown): Fault => ({ kind: 'status', status: 200, body: body(data) });
	const run = async (name: Call): Promise<unknown> => {
		const { endpoint_id } = made.simulator.addEndpoint({ url });
		return await operations[name](await made.api(version), endpoint_id);
	};

	it.each(names)('%s ends when HeyGen stays down', async (name) => {
		const [method, path] = wire[version][name];
		made.simulator.fault({ kind: 'status', status: 503, retryAfter: 0, times: 9, method, path });
		expect(await thrownBy(run(name))).toHaveProperty('httpCode', '503');
		const blind = version === 'v1' && name === 'create';
		expect(made.simulator.count(method, path)).toBe(blind ? 1 : 3);
	});

	it('waits as a 429 says before it creates, and then gets through', async () => {
		const [method, path] = wire[version].create;
		made.simulator.fault({ kind: 'status', status: 429, retryAfter: 1, method, path });
		const slept = skipSleep();
		await run('create');
		expect(slept).toEqual([1_000]);
		expect(made.simulator.count(method, path)).toBe(2);
	});

	describe('broken answers', () => {
		it.each(['types', 'list'] as const)('%s throws when there is no list', async (name) => {
			for (const data of [undefined, {}, 'x', 7, { items: [], events: [] }]) {
				made.simulator.fault(answer(data));
				const error = await thrownBy(run(name));
				expect(failureOf(error)).toMatchObject({ status: 502, said: 'the answer holds no list' });
			}
		});

		it.each([
			['null', null],
			['a list in an object', { list: [] }],
		])('an empty list is %s too', async (_case, data) => {
			for (const name of ['types', 'list'] as const) {
				made.simulator.fault(answer(data));
				expect(await run(name)).toEqual([]);
			}
		});

		it.each([204, 200])(
			'update reads the endpoint again after %d without a body',
			async (status) => {
				const [method, path] = wire[version].update;
				const { endpoint_id: id } = made.simulator.addEndpoint({
					url,
					events: ['avatar_video.fail'],
				});
				const api = await made.api(version);
				for (const body of ['', {}, { data: null }, { data: { endpoint_id: id } }]) {
					made.simulator.fault({ kind: 'status', status, body, method, path });
					const changed = await api.update(id, { url, events: ['avatar_video.fail'] });
					expect(changed).toMatchObject({ id, url, events: ['avatar_video.fail'] });
				}
			},
		);

		it('update throws when the endpoint is in no list either', async () => {
			const [method, path] = wire[version].update;
			made.simulator.fault({ kind: 'status', status: 200, body: {}, method, path });
			const changes = { url, events: ['avatar_video.fail'] };
			const error = await thrownBy((await made.api(version)).update('unknown', changes));
			expect(failureOf(error)).toMatchObject({ said: 'the answer holds no endpoint' });
		});

		it.each(['types', 'list', 'create', 'update', 'remove'] as const)(
			'%s takes neither a page nor a text for a yes',
			async (name) => {
				const [method, path] = wire[version][name];
				for (const body of ['<!doctype html><p>Sign in', 'OK']) {
					made.simulator.fault({ kind: 'status', status: 200, body, method, path });
					const error = await thrownBy(run(name));
					expect(failureOf(error)).toMatchObject({ status: 502, unreadable: true });
				}
			},
		);

		it('remove does not take the 404 of somebody in between for "gone"', async () => {
			const [method, path] = wire[version].remove;
			const { endpoint_id: id } = made.simulator.addEndpoint({ url });
			const body = '<html>no such page</html>';
			made.simulator.fault({ kind: 'status', status: 404, body, method, path });
			const error = await thrownBy((await made.api(version)).remove(id));
			expect(error).toHaveProperty('message', expect.stringContaining('proxy'));
		});

		it('create throws when there is no endpoint', async () => {
			const name = 'create';
			const [method, path] = wire[version][name];
			for (const data of [null, [], { url }, { endpoint_id: 'e' }]) {
				made.simulator.fault({ ...answer(data), method, path });
				const error = await thrownBy(run(name));
				expect(failureOf(error)).toMatchObject({ said: 'the answer holds no endpoint' });
				expect(error).toHaveProperty('httpCode', '502');
			}
		});

		it('obtainSecret throws when there is no secret', async () => {
			for (const secret of [undefined, null, '', 7]) {
				const { endpoint_id } = made.simulator.addEndpoint({ url });
				const endpoint = { endpoint_id, url, secret };
				made.simulator.fault(answer(version === 'v1' ? [endpoint] : endpoint));
				const error = await thrownBy((await made.api(version)).obtainSecret(endpoint_id));
				expect(failureOf(error)?.said).toContain('holds no secret');
			}
		});
	});

	describe('remove', () => {
		it.each([403, 409])('does not take a %s for gone', async (status) => {
			const { endpoint_id } = made.simulator.addEndpoint({ url });
			made.simulator.fault({ kind: 'status', status });
			const error = await thrownBy((await made.api(version)).remove(endpoint_id));
			expect(error).toHaveProperty('httpCode', String(status));
			expect(made.simulator.endpoints).toHaveLength(1);
		});

		it('does not take a 400 for gone while the endpoint is there', async () => {
			const { endpoint_id } = made.simulator.addEndpoint({ url });
			made.simulator.fault({ kind: 'status', status: 400, method: 'DELETE' });
			const error = await thrownBy((await made.api(version)).remove(endpoint_id));
			expect(error).toHaveProperty('httpCode', '400');
		});

		it('is done when the first answer was lost', async () => {
			const { endpoint_id } = made.simulator.addEndpoint({ url });
			made.simulator.fault({ kind: 'lostAnswer' });
			expect(await (await made.api(version)).remove(endpoint_id)).toBe(true);
			expect(made.simulator.endpoints).toEqual([]);
		});
	});
});
