import { NodeOperationError } from 'n8n-workflow';
import { failureOf } from '../../../../nodes/HeyGen/api/errors';
import { isAmbiguous } from '../../../../nodes/HeyGen/api/failure';
import type { WebhookApi } from '../../../../nodes/HeyGen/api/webhooks/contract';
import { all, bench, thrownBy } from '../support/bench';

const url = 'https://n8n.example/webhook/abc/webhook';
const made = bench();

describe('what only v3 can do', () => {
	it.each<[string, (api: WebhookApi) => Promise<unknown>]>([
		['Entity ID', async (api) => await api.create({ url, events: null, entityId: 'p' })],
		['Rotating a secret', async (api) => await api.rotateSecret('e')],
		['The delivery history', async (api) => await all(api.history({}))],
	])('%s is refused without asking HeyGen', async (what, operation) => {
		const error = await thrownBy(operation(await made.api('v1')));
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toHaveProperty('message', expect.stringContaining(what));
		expect(error).toHaveProperty('message', expect.stringContaining("'API Version' to v3"));
		expect(made.simulator.requests).toEqual([]);
	});
});

describe('create', () => {
	it('leaves it open when the answer is lost, and makes no second one', async () => {
		made.simulator.fault({ kind: 'lostAnswer' });
		const error = await thrownBy((await made.api('v1')).create({ url, events: null }));
		const failure = failureOf(error);
		expect(failure && isAmbiguous(failure)).toBe(true);
		expect(made.simulator.endpoints).toHaveLength(1);
		expect(made.simulator.requests).toHaveLength(1);
	});
});

describe('update', () => {
	it('sends along what stays, and asks for it only then', async () => {
		const { endpoint_id } = made.simulator.addEndpoint({ url, events: ['avatar_video.fail'] });
		const api = await made.api('v1');
		await api.update(endpoint_id, { url: `${url}/2` });
		await api.update(endpoint_id, { url: `${url}/3`, events: ['avatar_video.success'] });
		expect(made.simulator.requests.map(({ method, body }) => [method, body])).toEqual([
			['GET', undefined],
			['PATCH', { endpoint_id, url: `${url}/2`, events: ['avatar_video.fail'] }],
			['PATCH', { endpoint_id, url: `${url}/3`, events: ['avatar_video.success'] }],
		]);
	});
});

describe('remove', () => {
	it.each([
		[400, { code: 400175, message: 'No such endpoint.' }],
		[200, { code: 400175, message: 'No such endpoint.' }],
		[200, { code: 404, message: 'No such endpoint.' }],
	])('believes the list when HeyGen answers %s %j', async (status, body) => {
		made.simulator.fault({ kind: 'status', status, body, times: 2, method: 'DELETE' });
		const api = await made.api('v1');
		expect(await api.remove('gone')).toBe(false);
		const error = await thrownBy(api.remove('gone', { mustExist: true }));
		expect(error).toHaveProperty('httpCode', '404');
	});
});
