/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Connection } from '../../../nodes/HeyGen/api/connection';
import { inOneLine } from '../../../nodes/HeyGen/api/errors';
import { ask } from './support/bench';
import { connectionTo, node } from './support/n8n';

const get = { method: 'GET', path: '/v3/webhooks/endpoints' } as const;

describe('an answer that drips', () => {
	const open = new Set<ServerResponse>();
	const server = createServer((_request, response) => {
		open.add(response);
		response.on('close', () => open.delete(response));
		response.writeHead(200, { 'content-type': 'application/json' });
		const drip = setInterval(() => response.write(' '), 50);
		response.on('close', () => clearInterval(drip));
	});
	beforeAll(async () => await new Promise<void>((done) => server.listen(0, '127.0.0.1', done)));
	afterAll(() => {
		server.closeAllConnections();
		server.close();
	});

	const connect = async (): Promise<Connection> => {
		const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		return await connectionTo({ apiKey: 'example', apiVersion: 'v3', baseUrl }, { timeoutMs: 400 });
	};

	const isOver = async (connection: Connection): Promise<void> => {
		const answer = await ask(connection, get);
		expect(answer).toMatchObject({ failure: { timedOut: true } });
		for (let waited = 0; open.size > 0 && waited < 400; waited++) {
			await new Promise((resolve) => setTimeout(resolve, 25));
		}
		expect(open.size).toBe(0);
	};

	it('ends with its connection after the time for a request', async () => {
		await isOver(await connect());
	});

	it('ends in an execution too, where n8n has a signal of its own', async () => {
		const connection = await connect();
		const cancel = new AbortController();
		const context = Object.assign(connection.context, {
			getExecutionCancelSignal: () => cancel.signal,
		});
		await isOver({ ...connection, context });
	});

	it('is not waited for when the execution is cancelled, and not asked for again', async () => {
		const connection = await connect();
		const cancel = new AbortController();
		const context = Object.assign(connection.context, {
			getExecutionCancelSignal: () => cancel.signal,
		});
		setTimeout(() => cancel.abort(), 100);
		const answer = await ask({ ...connection, context }, get);
		expect('failure' in answer && inOneLine(answer.failure)).toContain('cancelled');
		expect(answer).toMatchObject({ failure: { attempts: 1 } });
	});
});

/** What n8n throws when this package has a second copy of n8n-workflow: same fields, other class. */
class OtherNodeApiError extends Error {
	readonly context = { data: { error: { code: 'unauthorized', message: 'No such key.' } } };

	constructor(readonly httpCode: string) {
		super('Authorization failed');
	}
}

it('knows a refused key by httpCode, whatever the class', async () => {
	const connection = await connectionTo({ apiKey: 'example' }, { attempts: 1 });
	const helpers = {
		httpRequestWithAuthentication: async () => await Promise.reject(new OtherNodeApiError('401')),
	};
	const context = { getNode: () => node, helpers } as unknown as Connection['context'];
	expect(await ask({ ...connection, context }, get)).toMatchObject({
		failure: { status: 401, code: 'unauthorized', said: 'No such key.' },
	});
});
