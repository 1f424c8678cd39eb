import { isPublicHttps } from '../api/publicUrl';
import { startSimulator } from '../index';
import { bench, clientOf, ENDPOINTS, v1Error, v3Error, V1 } from './support';

const made = bench();
const url = (): string => `${made.receiver.url}/hook`;

describe('the OPTIONS check', () => {
	it('asks once, before create and update answer', async () => {
		await made.api.post(ENDPOINTS, { url: url() });
		await made.api.post(`${V1}/endpoint.add`, { url: url() });
		expect(made.receiver.received).toMatchObject([
			{ method: 'OPTIONS', path: '/hook' },
			{ method: 'OPTIONS', path: '/hook' },
		]);
		expect(made.simulator.probes).toMatchObject([{ status: 204 }, { status: 204 }]);
	});

	it('asks on update when the URL is given, not otherwise', async () => {
		const { endpoint_id } = made.simulator.addEndpoint({ url: url() });
		await made.api.patch(`${ENDPOINTS}/${endpoint_id}`, { events: [] });
		await made.api.patch(`${V1}/endpoint.update`, { endpoint_id, events: [] });
		expect(made.simulator.probes).toHaveLength(0);
		await made.api.patch(`${ENDPOINTS}/${endpoint_id}`, { url: url() });
		await made.api.patch(`${V1}/endpoint.update`, { endpoint_id, url: url() });
		expect(made.simulator.probes).toHaveLength(2);
	});

	it.each([301, 404, 405, 500])('refuses a URL that answers %d', async (status) => {
		made.receiver.options = status;
		const now = await made.api.post(ENDPOINTS, { url: url() });
		const old = await made.api.post(`${V1}/endpoint.add`, { url: url() });
		expect([now.status, now.data]).toEqual([400, v3Error('invalid_parameter', 'url')]);
		expect([old.status, old.data]).toEqual([400, v1Error(400175)]);
		expect(made.simulator.endpoints).toEqual([]);
	});

	it('leaves the endpoint as it was when the new URL fails', async () => {
		const { endpoint_id } = made.simulator.addEndpoint({ url: url(), events: [] });
		made.receiver.options = 404;
		const body = { url: `${url()}2`, events: null };
		await made.api.patch(`${ENDPOINTS}/${endpoint_id}`, body);
		await made.api.patch(`${V1}/endpoint.update`, { ...body, endpoint_id });
		expect(made.simulator.endpoints[0]).toMatchObject({ url: url(), events: [] });
	});

	it('waits one second and no longer', async () => {
		made.receiver.options = 'silent';
		const answer = await made.api.post(ENDPOINTS, { url: url() });
		expect(answer.status).toBe(400);
		const [probe] = made.simulator.probes;
		expect(probe?.status).toBe(0);
		expect(probe?.durationMs).toBeGreaterThanOrEqual(990);
	});

	it('can be left out', async () => {
		const simulator = await startSimulator({ validateUrl: false });
		made.receiver.options = 500;
		expect((await clientOf(simulator).post(ENDPOINTS, { url: url() })).status).toBe(200);
		expect(simulator.probes).toEqual([]);
		await simulator.close();
	});
});

describe('public addresses', () => {
	it.each([
		'https://example.com/hook',
		'https://8.8.8.8/',
		'https://172.32.0.1/',
		'https://[2606:4700::1]/',
		'https://example.com:8443/x',
	])('%s is public', (text) => expect(isPublicHttps(text)).toBe(true));

	it.each([
		...[
			'http://example.com/hook',
			'https://localhost/x',
			'https://a.localhost',
			'https://n8n:5678',
		],
		...['https://127.0.0.1', 'https://10.1.2.3', 'https://172.16.0.1', 'https://172.31.9.9'],
		...['https://192.168.0.5', 'https://169.254.1.1', 'https://100.64.0.1', 'https://0.0.0.0'],
		...['https://[::1]/', 'https://[fd00::1]/', 'https://[fe80::1]/', 'https://[::ffff:10.0.0.1]/'],
		...['https://box.local', 'https://box.internal', 'https://localhost./', 'nothing'],
	])('%s is not', (text) => expect(isPublicHttps(text)).toBe(false));

	it('are asked for in both generations when the option is set', async () => {
		const simulator = await startSimulator({ requirePublicHttps: true, validateUrl: false });
		const api = clientOf(simulator);
		const now = await api.post(ENDPOINTS, { url: url() });
		const old = await api.post(`${V1}/endpoint.add`, { url: url() });
		expect([now.status, now.data]).toEqual([400, v3Error('invalid_parameter', 'url')]);
		expect([old.status, old.data]).toEqual([400, v1Error(400175)]);
		expect((await api.post(ENDPOINTS, { url: 'https://example.com/h' })).status).toBe(200);
		await simulator.close();
	});
});
