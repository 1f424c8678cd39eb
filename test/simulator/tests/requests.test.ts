import { startSimulator } from '../index';
import { bench, clientOf, ENDPOINTS } from './support';

const made = bench();

it('records each request as it came', async () => {
	await made.api.get(`${ENDPOINTS}?limit=5`);
	await made.api.post(ENDPOINTS, { odd: true });
	await made.api.post(ENDPOINTS, Buffer.from('broken{'), {
		headers: { 'Content-Type': 'application/json' },
	});
	expect(made.simulator.requests).toMatchObject([
		{ method: 'GET', path: ENDPOINTS, query: { limit: '5' }, body: undefined, status: 200 },
		{ method: 'POST', path: ENDPOINTS, query: {}, body: { odd: true }, status: 400 },
		{ method: 'POST', status: 400, body: undefined },
	]);
	const [first] = made.simulator.requests;
	expect(first?.headers['x-api-key']).toBe(made.simulator.apiKey);
	expect(Date.now() - (first?.at ?? 0)).toBeLessThan(60_000);
});

it('counts by method and path', async () => {
	await made.api.get(ENDPOINTS);
	await made.api.delete(`${ENDPOINTS}/x`);
	expect(made.simulator.count('GET', ENDPOINTS)).toBe(1);
	expect(made.simulator.count('DELETE', ENDPOINTS)).toBe(0);
	expect(made.simulator.count('DELETE', /endpoints/)).toBe(1);
});

it('reset forgets everything but the port', async () => {
	const { url } = made.simulator;
	made.simulator.addEndpoint({ url: 'http://127.0.0.1:9' });
	const link = made.simulator.presign('a.mp4', 1);
	await made.simulator.finishVideo();
	await made.simulator.endTranslation({ deliver: false });
	made.simulator.fault({ kind: 'reset', times: Infinity });
	made.simulator.expireAccessToken();
	made.simulator.reset();
	const { endpoints, attempts, history, requests, probes, videos, translations } = made.simulator;
	expect([endpoints, attempts, history, requests, probes]).toEqual([[], [], [], [], []]);
	expect([videos.size, translations.size, made.simulator.url]).toEqual([0, 0, url]);
	expect((await made.api.get(link)).status).toBe(403);
	const headers = { Authorization: `Bearer ${made.simulator.accessToken}` };
	expect((await clientOf(made.simulator, headers).get(ENDPOINTS)).status).toBe(200);
});

it('takes key, token and port from the options, and rejects a port that is taken', async () => {
	const simulator = await startSimulator({ apiKey: 'k', accessToken: 't' });
	expect((await clientOf(simulator, { 'x-api-key': 'k' }).get(ENDPOINTS)).status).toBe(200);
	expect((await clientOf(simulator, { Authorization: 'Bearer t' }).get(ENDPOINTS)).status).toBe(
		200,
	);
	const port = Number(new URL(simulator.url).port);
	await expect(startSimulator({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
	await simulator.close();
	const second = await startSimulator({ port });
	expect(second.url).toBe(simulator.url);
	await second.close();
});

it('close ends requests that hang', async () => {
	const simulator = await startSimulator();
	simulator.fault({ kind: 'hang' });
	const asked = clientOf(simulator)
		.get(ENDPOINTS)
		.catch((error: { code?: string }) => error.code);
	while (simulator.requests.length === 0) await made.api.get(ENDPOINTS);
	await simulator.close();
	expect(await asked).toBe('ECONNRESET');
});
