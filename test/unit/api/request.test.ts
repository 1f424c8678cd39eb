/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import type { NodeApiError } from 'n8n-workflow';

import type { Connection } from '../../../nodes/HeyGen/api/connection';
import { failureOf } from '../../../nodes/HeyGen/api/errors';
import { heyGenRequest, type HeyGenRequest } from '../../../nodes/HeyGen/api/request';
import * as policy from '../../../nodes/HeyGen/api/retryPolicy';
import type { RetryPolicy } from '../../../nodes/HeyGen/api/retryPolicy';
import { skipSleep } from '../../engine/support/clock';
import type { Fault } from '../../simulator';
import { ask, bench, thrownBy } from './support/bench';
import { executeContext, node } from './support/n8n';

const path = '/v3/webhooks/endpoints';
const get: HeyGenRequest = { method: 'GET', path };
const post = (idempotencyKey?: string): HeyGenRequest => ({
	method: 'POST',
	path,
	body: { url: 'https://n8n.example/hook' },
	...(idempotencyKey !== undefined && { idempotencyKey }),
});
const list = bench();
afterEach(() => jest.restoreAllMocks());

/** The failure of a request, which must have one. */
async function failureTo(connection: Connection, request: HeyGenRequest) {
	const answer = await ask(connection, request);
	if ('failure' in answer) return answer.failure;
	throw new TypeError(`no failure but ${JSON.stringify(answer.body)}`);
}

const busy = (status: number, more: Partial<Fault> = {}): Fault => ({
	kind: 'status',
	status,
	retryAfter: 0,
	...more,
});

describe('a request', () => {
	it('carries the key, the query, JSON and the Idempotency-Key', async () => {
		const connection = await list.connect('v3');
		await heyGenRequest(connection, { ...post('key-1'), query: { a: 'b c&d' } });
		const [sent] = list.simulator.requests;
		expect(sent).toMatchObject({
			method: 'POST',
			path,
			query: { a: 'b c&d' },
			body: { url: 'https://n8n.example/hook' },
			status: 200,
		});
		expect(sent?.headers).toMatchObject({
			'x-api-key': list.simulator.apiKey,
			'idempotency-key': 'key-1',
			'content-type': 'application/json',
		});
	});

	it('gives the body, envelope included', async () => {
		const body = await heyGenRequest(await list.connect('v3'), get);
		expect(body).toEqual({ data: [], has_more: false, next_token: null });
	});
});

describe('what comes again', () => {
	it.each([
		['429', 'GET', get, busy(429)],
		['429', 'POST without a key', post(), busy(429)],
		['500', 'GET', get, busy(500)],
		['503', 'POST with a key', post('key-1'), busy(503)],
		['a broken connection', 'GET', get, { kind: 'reset' } as Fault],
		['a lost answer', 'POST with a key', post('key-1'), { kind: 'lostAnswer' } as Fault],
	])('%s to %s', async (_case, _method, request, fault) => {
		list.simulator.fault(fault);
		expect(await ask(await list.connect('v3'), request)).toHaveProperty('body.data');
		expect(list.simulator.count(request.method, path)).toBe(2);
		expect(list.simulator.endpoints).toHaveLength(request.method === 'POST' ? 1 : 0);
	});

	it('waits as long as Retry-After says', async () => {
		list.simulator.fault(busy(429, { retryAfter: 1 }));
		const slept = skipSleep();
		await ask(await list.connect('v3'), get);
		expect(slept).toEqual([1_000]);
	});

	it('waits half a second without one', async () => {
		list.simulator.fault({ kind: 'status', status: 503 });
		await ask(await list.connect('v3'), get);
		const [first, second] = list.simulator.requests.map(({ at }) => at);
		expect(Number(second) - Number(first)).toBeGreaterThanOrEqual(495);
	});

	it('is given up after the last attempt', async () => {
		list.simulator.fault(busy(503, { times: 9 }));
		const failure = await failureTo(await list.connect('v3', { attempts: 4 }), get);
		expect(failure).toMatchObject({ status: 503, said: 'Told to answer 503.' });
		expect(list.simulator.requests).toHaveLength(4);
	});

	it('is the same key with every attempt', async () => {
		list.simulator.fault(busy(503, { times: 2 }));
		await ask(await list.connect('v3'), post('key-1'));
		const keys = list.simulator.requests.map(({ headers }) => headers['idempotency-key']);
		expect(keys).toEqual(['key-1', 'key-1', 'key-1']);
	});

	it('is a request that HeyGen is still carrying out', async () => {
		const body = { error: { code: 'request_in_progress', message: 'Wait.' } };
		list.simulator.fault(busy(409, { body }));
		expect(await ask(await list.connect('v3'), post('key-1'))).toHaveProperty('body.data');
		expect(list.simulator.endpoints).toHaveLength(1);
	});
});

describe('what does not come again', () => {
	it.each([
		['400', get, busy(400), 1],
		['403', get, busy(403), 1],
		['409', post('key-1'), busy(409), 1],
		['500 to a POST without a key', post(), busy(500), 1],
		['a broken connection of a POST without a key', post(), { kind: 'reset' } as Fault, 1],
		['401', get, busy(401, { times: 9 }), 1],
	])('%s', async (_case, request, fault, times) => {
		list.simulator.fault(fault);
		await failureTo(await list.connect('v3'), request);
		expect(list.simulator.requests).toHaveLength(times);
	});

	it('what HeyGen wants to be waited for longer than the caller may', async () => {
		list.simulator.fault(busy(429, { retryAfter: 4 }));
		const failure = await failureTo(await list.connect('v3', { totalMs: 3_999 }), get);
		expect(failure).toMatchObject({ status: 429, retryAfterSeconds: 4 });
		expect(list.simulator.requests).toHaveLength(1);
	});

	it('what would take longer than the caller has in all', async () => {
		list.simulator.fault(busy(429, { retryAfter: 2 }));
		await failureTo(await list.connect('v3', { totalMs: 1_500 }), get);
		expect(list.simulator.requests).toHaveLength(1);
	});

	it('a time-out, after the time that was given', async () => {
		list.simulator.fault({ kind: 'hang', times: 9 });
		const startedMs = Date.now();
		const failure = await failureTo(await list.connect('v3', { timeoutMs: 300 }), get);
		expect(failure).toEqual({
			method: 'GET',
			url: list.simulator.url + path,
			timedOut: true,
			attempts: 1,
		});
		expect(Date.now() - startedMs).toBeGreaterThanOrEqual(295);
		expect(list.simulator.requests).toHaveLength(1);
	});

	it.each(['nonsense', 'ftp//x'])('a request to %s, which n8n cannot send', async (baseUrl) => {
		const connection = { ...(await list.connect('v3')), baseUrl };
		const error = await thrownBy(heyGenRequest(connection, get));
		expect(error).toHaveProperty('message', 'The request could not be sent: Invalid URL.');
		expect(failureOf(error)).toHaveProperty('attempts', 1);
	});
});

describe('in an execution', () => {
	/** A connection of `execute()`. @param cancel ends the execution */
	async function executing(policy: Partial<RetryPolicy> = {}, cancel?: AbortSignal) {
		const connection = await list.connect('v3', policy);
		const { apiKey, url: baseUrl } = list.simulator;
		const context = executeContext({ apiKey, apiVersion: 'v3', baseUrl }, cancel);
		return { ...connection, context };
	}
	const descriptionOf = async (connection: Connection, request: HeyGenRequest) =>
		(await thrownBy(heyGenRequest(connection, request))) as NodeApiError;

	it.each<[string, Fault, string | undefined]>([
		['504 to a keyed create', busy(504, { times: 9 }), 'key-1'],
		['504 to a create', busy(504, { times: 9 }), undefined],
		['a broken connection', { kind: 'lostAnswer', times: 9 } as Fault, 'key-1'],
		['a time-out', { kind: 'hang', times: 9 } as Fault, 'key-1'],
	])('%s says that it may be done', async (_case, fault, key) => {
		list.simulator.fault(fault);
		const error = await descriptionOf(await executing({ timeoutMs: 700 }), post(key));
		expect(error.description).toMatch(/^HeyGen may have done it anyway/);
	});

	it('a lost answer is not forgotten over another failure', async () => {
		list.simulator.fault(busy(503));
		list.simulator.fault(busy(429, { times: 9, retryAfter: 99 }));
		const error = await descriptionOf(await executing(), post('key-1'));
		expect(error).toMatchObject({
			httpCode: '429',
			description: expect.stringMatching(/^HeyGen may have done it/),
		});
	});

	it.each<[string, Fault]>([
		['a refusal', busy(400)],
		['a limit', busy(429, { retryAfter: 99 })],
	])('%s says no such thing', async (_case, fault) => {
		list.simulator.fault(fault);
		const error = await descriptionOf(await executing(), post('key-1'));
		expect(error.description).not.toContain('may have done it');
	});

	it('a refusal behind a lost answer is what became of the request', async () => {
		list.simulator.fault(busy(503));
		list.simulator.fault(busy(400));
		const error = await descriptionOf(await executing(), post('key-1'));
		expect(error.description).not.toContain('may have done it');
	});

	it('a request that is still running is waited for beyond the attempts', async () => {
		const body = { error: { code: 'request_in_progress', message: 'Wait.' } };
		list.simulator.fault(busy(409, { body, times: 4 }));
		const connection = await executing({ attempts: 2 });
		expect(await ask(connection, post('key-1'))).toHaveProperty('body.data');
		expect(list.simulator.requests).toHaveLength(5);
	});

	it('a limit is waited out where the caller can wait', async () => {
		list.simulator.fault(busy(429, { times: 4 }));
		const connection = await executing({ attempts: 2, waitsForLimits: true });
		expect(await ask(connection, post())).toHaveProperty('body.data');
		expect(list.simulator.requests).toHaveLength(5);
	});

	it('a cancellation ends a wait within a second', async () => {
		list.simulator.fault(busy(429, { retryAfter: 15 }));
		const cancel = new AbortController();
		const asked = heyGenRequest(await executing({}, cancel.signal), get);
		setTimeout(() => cancel.abort(), 300);
		const startedMs = Date.now();
		await thrownBy(asked);
		expect(Date.now() - startedMs).toBeLessThan(5_000);
		expect(list.simulator.requests).toHaveLength(1);
	});

	it('a create that is cancelled may be done', async () => {
		list.simulator.fault({ kind: 'hang', times: 9 });
		const cancel = new AbortController();
		setTimeout(() => cancel.abort(), 300);
		const error = await descriptionOf(await executing({}, cancel.signal), post('key-1'));
		expect(error.message).toBe('The execution was cancelled before HeyGen answered.');
		expect(error.description).toMatch(/^HeyGen may have done it/);
	});
});

it('waits for a Retry-After of any length that fits, in every form', async () => {
	const { hookPolicy } = policy;
	expect(hookPolicy.totalMs).toBeGreaterThan(25_000);
	skipSleep();
	const retryAfter = new Date(Date.now() + 3_000).toUTCString() as unknown as number;
	list.simulator.fault(busy(429, { retryAfter }));
	expect(await ask(await list.connect('v3', { ...hookPolicy }), get)).toHaveProperty('body');
	expect(list.simulator.requests).toHaveLength(2);
});

describe('a failure', () => {
	it('is thrown with the item, and can be asked for', async () => {
		list.simulator.fault(busy(403));
		const error = await thrownBy(
			heyGenRequest(await list.connect('v3'), { ...get, query: { limit: 1 }, itemIndex: 2 }),
		);
		expect(error).toMatchObject({ httpCode: '403', context: { itemIndex: 2 } });
		expect(failureOf(error)).toEqual({
			method: 'GET',
			url: list.simulator.url + path,
			status: 403,
			code: 'forbidden',
			said: 'Told to answer 403.',
			retryAfterSeconds: 0,
			requestId: expect.any(String),
			attempts: 1,
		});
	});

	it("holds HeyGen's words of a 401, and no key", async () => {
		const connection = await list.connect('v3');
		list.simulator.fault(busy(401, { times: 2 }));
		const error = await thrownBy(heyGenRequest(connection, get));
		expect(failureOf(error)).toMatchObject({ status: 401, code: 'unauthorized' });
		expect(error).toHaveProperty('message', expect.stringContaining('Told to answer 401'));
		expect(JSON.stringify([error, failureOf(error)])).not.toContain(list.simulator.apiKey);
	});

	it('is one when v1 says no with HTTP 200', async () => {
		list.simulator.fault(busy(200, { body: { code: 400112, message: 'No key.' } }));
		const connection = await list.connect('v1');
		const failure = await failureTo(connection, { ...get, path: '/v1/webhook/endpoint.list' });
		expect(failure).toMatchObject({ status: 401, code: '400112', said: 'No key.' });
	});

	it('is one when the edge answers with HTML', async () => {
		list.simulator.fault(busy(413, { body: '<html>Too large</html>' }));
		const failure = await failureTo(await list.connect('v3'), get);
		expect(failure).toMatchObject({ status: 413 });
		expect(failure).not.toHaveProperty('said');
	});

	it.each([
		['a port where nothing listens', 'http://127.0.0.1:9', 'ECONNREFUSED', 'nothing listens'],
		['a host that does not exist', 'http://heygen.invalid', 'ENOTFOUND', 'no such host'],
	])('is one at %s, and names the code', async (_case, baseUrl, errno, words) => {
		const connection = { ...(await list.connect('v3', { attempts: 1 })), baseUrl };
		expect(await failureTo(connection, get)).toEqual({
			method: 'GET',
			url: baseUrl + path,
			attempts: 1,
			errno: expect.stringMatching(`${errno}|EAI_AGAIN`),
		});
		const error = await thrownBy(heyGenRequest(connection, get));
		expect(error).toHaveProperty('message', expect.stringMatching(`${words}|name server`));
	});

	it('has no user info of the Base URL in it', async () => {
		const { url: baseUrl } = list.simulator;
		const connection = await list.connect('v3', { attempts: 1 });
		const words = 'robin:example-of-a-word@';
		list.simulator.fault(busy(503, { times: 9 }));
		for (const at of [
			baseUrl.replace('//', `//${words}`),
			`http://${words}127.0.0.1:9`,
			`nonsense//${words}x`,
		]) {
			const error = await thrownBy(heyGenRequest({ ...connection, baseUrl: at }, get));
			expect(error).toHaveProperty('message', expect.stringMatching(/HeyGen|request/));
			const everything = JSON.stringify([
				error,
				{ ...(error as object) },
				failureOf(error),
				(error as Error).stack,
			]);
			expect(everything).not.toContain('example-of-a-word');
		}
	});

	it('is said in words when the token of the account was not renewed', async () => {
		const connection = await list.connect('v3', { attempts: 2 });
		const thrown = Object.assign(new Error('Client authentication failed'), { code: 'EAUTH' });
		const helpers = { httpRequestWithAuthentication: async () => await Promise.reject(thrown) };
		const context = { getNode: () => node, helpers } as unknown as Connection['context'];
		expect(await failureTo({ ...connection, context }, get)).toMatchObject({
			said: 'Client authentication failed',
		});
	});
});
