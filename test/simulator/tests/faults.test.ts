import { bench, ENDPOINTS, v1Error, v3Error, V1 } from './support';

const made = bench();

const create = async (headers: Record<string, string> = {}) =>
	await made.api.post(ENDPOINTS, { url: `${made.receiver.url}/hook` }, { headers });
const list = async () => await made.api.get(ENDPOINTS);

it('status: answers it in the words of the generation and does nothing', async () => {
	made.simulator.fault({ kind: 'status', status: 429, retryAfter: 3 });
	const answer = await create();
	expect([answer.status, answer.data]).toEqual([429, v3Error('rate_limit_exceeded')]);
	expect(answer.headers['retry-after']).toBe('3');
	expect(made.simulator.endpoints).toEqual([]);
	made.simulator.fault({ kind: 'status' });
	const old = await made.api.get(`${V1}/endpoint.list`);
	expect([old.status, old.data]).toEqual([500, v1Error(500)]);
});

it('status: takes a body of any kind', async () => {
	made.simulator.fault({ kind: 'status', status: 502, body: '<html>bad gateway</html>' });
	const answer = await list();
	expect([answer.status, answer.data]).toEqual([502, '<html>bad gateway</html>']);
	expect(answer.headers['content-type']).toBe('text/plain');
});

it('is used up after its times, the first match first', async () => {
	made.simulator.fault({ kind: 'status', status: 503, times: 2 });
	made.simulator.fault({ kind: 'status', status: 500 });
	const seen = [];
	for (let index = 0; index < 4; index++) seen.push((await list()).status);
	expect(seen).toEqual([503, 503, 500, 200]);
});

it('hits only the method and path it names', async () => {
	const never = { kind: 'status', status: 500, times: Infinity } as const;
	made.simulator.fault({ ...never, method: 'post', path: ENDPOINTS });
	made.simulator.fault({ ...never, path: /^\/v1\// });
	expect((await list()).status).toBe(200);
	expect((await made.api.post(`${ENDPOINTS}/x/rotate-secret`)).status).toBe(404);
	expect([(await create()).status, (await create()).status]).toEqual([500, 500]);
	expect((await made.api.get(`${V1}/endpoint.list`)).status).toBe(500);
	made.simulator.clearFaults();
	expect((await create()).status).toBe(200);
});

it('leaves files alone unless it names their path', async () => {
	const url = made.simulator.presign('a.mp4', 1);
	made.simulator.fault({ kind: 'status', status: 500 });
	expect((await made.api.get(url)).status).toBe(200);
	made.simulator.fault({ kind: 'status', status: 418, path: /^\/files\// });
	expect((await made.api.get(url)).status).toBe(418);
});

it('reset: breaks the connection and does nothing', async () => {
	made.simulator.fault({ kind: 'reset' });
	await expect(create()).rejects.toMatchObject({ code: 'ECONNRESET' });
	expect(made.simulator.endpoints).toEqual([]);
	expect(made.simulator.requests).toMatchObject([{ method: 'POST', status: 0 }]);
});

it('hang: never answers and does nothing', async () => {
	made.simulator.fault({ kind: 'hang' });
	const body = { url: `${made.receiver.url}/hook` };
	const asked = made.api.post(ENDPOINTS, body, { timeout: 150 });
	await expect(asked).rejects.toMatchObject({ code: 'ECONNABORTED' });
	expect(made.simulator.endpoints).toEqual([]);
	expect(made.simulator.requests).toMatchObject([{ status: 0 }]);
});

it('lostAnswer: carries the operation out, then breaks the connection', async () => {
	made.simulator.fault({ kind: 'lostAnswer' });
	const headers = { 'Idempotency-Key': 'once' };
	await expect(create(headers)).rejects.toMatchObject({ code: 'ECONNRESET' });
	expect(made.simulator.endpoints).toHaveLength(1);
	expect(made.simulator.requests[0]?.status).toBe(0);
	const again = await create(headers);
	expect(again.data.data.endpoint_id).toBe(made.simulator.endpoints[0]?.endpoint_id);
	expect(made.simulator.endpoints).toHaveLength(1);
});

it('slow: answers late, and counts as running meanwhile', async () => {
	made.simulator.fault({ kind: 'slow', delayMs: 200 });
	const started = Date.now();
	const headers = { 'Idempotency-Key': 'slow' };
	const first = create(headers);
	const second = await (async () => {
		while (made.simulator.requests.length === 0) await list();
		return await create(headers);
	})();
	expect(second.data).toEqual(v3Error('request_in_progress'));
	expect((await first).status).toBe(200);
	expect(Date.now() - started).toBeGreaterThanOrEqual(195);
});
