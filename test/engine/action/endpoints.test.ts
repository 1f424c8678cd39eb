import type { IDataObject, INodeParameters, IRun } from 'n8n-workflow';

import { act } from '../support/action';
import { bench, credentialsFor, generations } from '../support/bench';
import { arrived } from '../support/workflow';

const here = bench();

/** An address that answers HeyGen's check. */
const urlOf = (name: string): string => `${here.host.base}/webhook/${name}`;

const jsonOf = (run: IRun): IDataObject[] => {
	expect(run.data.resultData.error).toBeUndefined();
	return arrived(run).map(({ json }) => json);
};
const errorOf = (run: IRun) => run.data.resultData.error;

describe.each(generations)('webhook endpoints over %s', (generation) => {
	const run = async (operation: string, parameters: INodeParameters = {}): Promise<IRun> =>
		await act({
			credentials: credentialsFor(here.simulator, generation),
			parameters: { resource: 'webhookEndpoint', operation, ...parameters },
		});
	const idOf = (id: string) => ({ endpointId: { __rl: true, mode: 'id', value: id } });

	it('are created, and HeyGen tells the secret', async () => {
		const url = urlOf('created');
		const created = jsonOf(await run('create', { url, events: ['avatar_video.success'] }));
		const [endpoint] = here.simulator.endpoints;
		expect(created).toMatchObject([
			{ endpoint_id: endpoint?.endpoint_id, secret: endpoint?.secret, url },
		]);
		expect(endpoint).toMatchObject({ events: ['avatar_video.success'], generation });
	});

	it('are created for all events', async () => {
		const url = urlOf('all');
		jsonOf(await run('create', { url, events: ['*'] }));
		expect(here.simulator.endpoints).toMatchObject([{ events: null }]);
	});

	it('are narrowed to one resource in v3 only', async () => {
		const parameters = { url: urlOf('narrow'), events: ['*'], entityId: 'project-1' };
		const result = await run('create', parameters);
		if (generation === 'v3') {
			jsonOf(result);
			expect(here.simulator.endpoints).toMatchObject([{ entity_id: 'project-1' }]);
		} else {
			expect(errorOf(result)?.message).toMatch(/'Entity ID'.*needs HeyGen's API v3/);
			expect(here.simulator.endpoints).toEqual([]);
		}
	});

	it('are all returned, 250 of them by pages of 100', async () => {
		for (let index = 0; index < 250; index++) {
			here.simulator.addEndpoint({ url: `https://a.example/${index}` });
		}
		const all = jsonOf(await run('getAll', { returnAll: true }));
		expect(all.map(({ endpoint_id }) => endpoint_id)).toEqual(
			here.simulator.endpoints.map(({ endpoint_id }) => endpoint_id),
		);
		const pages = here.simulator.requests.map(({ query }) => query.limit);
		expect(pages).toEqual(generation === 'v3' ? ['100', '100', '100'] : [undefined]);
	});

	it.each([
		[7, 7, ['7']],
		[150, 150, ['100', '100']],
	])('are returned up to the limit of %i', async (limit, count, pages) => {
		for (let index = 0; index < 250; index++) {
			here.simulator.addEndpoint({ url: `https://a.example/${index}` });
		}
		expect(jsonOf(await run('getAll', { limit }))).toHaveLength(count);
		if (generation === 'v1') return;
		expect(here.simulator.requests.map(({ query }) => query.limit)).toEqual(pages);
	});

	it('are none in an empty account', async () => {
		expect(jsonOf(await run('getAll', { returnAll: true }))).toEqual([]);
	});

	it('keep what an update does not name', async () => {
		const url = urlOf('before');
		const { endpoint_id } = here.simulator.addEndpoint({ url, events: ['video_agent.fail'] });
		const moved = urlOf('after');
		jsonOf(await run('update', { ...idOf(endpoint_id), updateFields: { url: moved } }));
		expect(here.simulator.endpoints).toMatchObject([{ url: moved, events: ['video_agent.fail'] }]);
		const updateFields = { events: ['avatar_video.fail'] };
		const changed = jsonOf(await run('update', { ...idOf(endpoint_id), updateFields }));
		expect(changed).toMatchObject([{ endpoint_id, url: moved }]);
		expect(here.simulator.endpoints).toMatchObject([{ url: moved, events: ['avatar_video.fail'] }]);
	});

	it('are not updated with nothing', async () => {
		const { endpoint_id } = here.simulator.addEndpoint({ url: 'https://a.example/' });
		const result = await run('update', { ...idOf(endpoint_id), updateFields: {} });
		expect(errorOf(result)?.message).toContain("'Update Fields' holds nothing to change");
		expect(here.simulator.requests).toEqual([]);
	});

	it('are deleted, once', async () => {
		const { endpoint_id } = here.simulator.addEndpoint({ url: 'https://a.example/' });
		here.simulator.addEndpoint({ url: 'https://b.example/' });
		expect(jsonOf(await run('delete', idOf(endpoint_id)))).toEqual([{ deleted: true }]);
		expect(here.simulator.endpoints).toMatchObject([{ url: 'https://b.example/' }]);
		expect(errorOf(await run('delete', idOf(endpoint_id)))).toMatchObject({
			name: 'NodeApiError',
			httpCode: '404',
		});
	});

	it('get a new secret in v3 only', async () => {
		const endpoint = here.simulator.addEndpoint({ url: 'https://a.example/' });
		const before = endpoint.secret;
		const result = await run('rotateSecret', idOf(endpoint.endpoint_id));
		if (generation === 'v3') {
			const { endpoint_id, secret } = endpoint;
			expect(secret).not.toBe(before);
			expect(jsonOf(result)).toEqual([{ endpoint_id, secret }]);
		} else {
			expect(errorOf(result)?.message).toMatch(/Rotating a secret needs HeyGen's API v3/);
			expect(endpoint.secret).toBe(before);
		}
	});

	it('are found by an expression, and by a choice from the list', async () => {
		const { endpoint_id } = here.simulator.addEndpoint({ url: 'https://a.example/' });
		const endpointId = { __rl: true, mode: 'list', value: '={{ $json.id }}' };
		const result = await act({
			credentials: credentialsFor(here.simulator, generation),
			parameters: { resource: 'webhookEndpoint', operation: 'delete', endpointId },
			items: [{ id: endpoint_id }],
		});
		expect(jsonOf(result)).toEqual([{ deleted: true }]);
	});
});
