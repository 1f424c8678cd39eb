import { allOf, at, bench, down, generations, pause, thrownBy } from '../support/bench';
import { holdLimits, setTime, sleepByDate } from '../support/clock';

const here = bench();
afterEach(() => {
	jest.restoreAllMocks();
	jest.useRealTimers();
});

const requestsTo = (method: string) =>
	here.simulator.requests.filter((request) => request.method === method);

describe.each(generations)('an activation that HeyGen refuses over %s', (generation) => {
	it.each([
		[401, /did not accept the credential.*Check the key/],
		[403, /does not allow this.*Check that the key/],
	])('says after a %i what is wrong with the key', async (status, sentence) => {
		const n8n = here.workflow(generation);
		// n8n itself asks twice after a 401.
		here.simulator.fault({ ...at(generation, 'list'), kind: 'status', status, times: 2 });
		const error = await thrownBy(n8n.activate());
		expect(error.message).toMatch(sentence);
		expect(allOf(error)).not.toContain(here.simulator.apiKey);
		expect(here.count(generation, 'create')).toBe(0);
		expect(n8n.held).toBeUndefined();
	});

	it('says so for a key that HeyGen does not know', async () => {
		const n8n = here.workflow(generation);
		n8n.credentials.heyGenEventsApi = {
			...n8n.credentials.heyGenEventsApi,
			apiKey: 'not-a-key-of-heygen',
		};
		const error = await thrownBy(n8n.activate());
		expect(error.message).toMatch(/did not accept the credential.*Check the key/);
		expect(allOf(error) + here.logs.text).not.toContain('not-a-key-of-heygen');
	});

	it("repeats HeyGen's words about the URL, the URL, and what to do", async () => {
		const n8n = here.workflow(generation);
		n8n.moveTo('http://127.0.0.1:1');
		const error = await thrownBy(n8n.activate());
		expect(error.message).toContain('url did not pass the OPTIONS check');
		expect(error.message).toContain(n8n.url);
		expect(error.message).toContain('WEBHOOK_URL');
		expect(here.simulator.endpoints).toEqual([]);
		expect(n8n.held).toBeUndefined();
	});

	it('says that no event is chosen', async () => {
		const n8n = here.workflow(generation, { events: [] });
		await expect(n8n.activate()).rejects.toThrow('No event is chosen');
		expect(here.simulator.requests).toEqual([]);
	});

	it('removes an endpoint whose secret nobody tells', async () => {
		const n8n = here.workflow(generation);
		// Made with the answer below, and kept from its secret by both generations.
		const made = here.simulator.addEndpoint({ url: 'https://made.example/', secret: '' });
		const body = { code: 100, data: { endpoint_id: made.endpoint_id, url: n8n.url } };
		here.simulator.fault({ ...at(generation, 'create'), kind: 'status', status: 200, body });
		here.simulator.fault({ path: /rotate-secret$/, kind: 'status', status: 403 });
		await expect(n8n.activate()).rejects.toThrow(/The webhook URL .* was not registered/);
		expect(here.simulator.endpoints).toEqual([]);
		expect(n8n.held).toBeUndefined();
	});

	it('asks for the secret when the answer to create has none', async () => {
		const n8n = here.workflow(generation);
		const made = here.simulator.addEndpoint({ url: 'https://made.example/' });
		const data = { endpoint_id: made.endpoint_id, url: n8n.url, secret: null };
		const body = { code: 100, data };
		here.simulator.fault({ ...at(generation, 'create'), kind: 'status', status: 200, body });
		await n8n.activate();
		expect(n8n.held).toMatchObject({ secret: made.secret });
	});

	it('waits as long as a 429 asks for', async () => {
		const n8n = here.workflow(generation);
		here.simulator.fault({
			...at(generation, 'create'),
			kind: 'status',
			status: 429,
			retryAfter: 1,
		});
		await n8n.activate();
		const [first, second] = requestsTo('POST');
		expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(950);
		expect(here.simulator.endpoints).toHaveLength(1);
	});

	it('tries again after a 503, and makes one endpoint', async () => {
		const n8n = here.workflow(generation);
		here.simulator.fault({ ...at(generation, 'create'), kind: 'status', status: 503 });
		await n8n.activate();
		const keys = requestsTo('POST').map(({ headers }) => headers['idempotency-key']);
		expect(keys).toHaveLength(2);
		expect(new Set(keys).size).toBe(1);
		expect(keys[0] === undefined).toBe(generation === 'v1');
		expect(here.simulator.endpoints).toHaveLength(1);
	});

	it('leaves nothing after the five attempts of n8n', async () => {
		const n8n = here.workflow(generation);
		here.simulator.fault({ ...at(generation, 'create'), ...down });
		await expect(n8n.activate('activate', 5)).rejects.toThrow(/HeyGen is not available/);
		expect(here.simulator.endpoints).toEqual([]);
		expect(n8n.held).toBeUndefined();
		here.simulator.clearFaults();
		await n8n.activate();
		expect(here.simulator.endpoints).toHaveLength(1);
	});

	it('says that HeyGen is down when nothing is held yet', async () => {
		const n8n = here.workflow(generation);
		here.simulator.fault(down);
		await expect(n8n.activate()).rejects.toThrow(/HeyGen is not available \(HTTP 503\)/);
	});
});

it('gives up on a HeyGen that does not answer, with a sentence and nothing left', async () => {
	const n8n = here.workflow('v3');
	here.simulator.fault({ ...at('v3', 'create'), kind: 'hang' });
	setTime('2026-11-24T10:00:00Z');
	sleepByDate();
	const endLimits = holdLimits();
	const activated = thrownBy(n8n.activate());
	while (here.count('v3', 'create') === 0) await pause(1);
	endLimits();
	expect((await activated).message).toMatch(/HeyGen did not answer in time/);
	expect(here.simulator.endpoints).toEqual([]);
	expect(n8n.held).toBeUndefined();
});
