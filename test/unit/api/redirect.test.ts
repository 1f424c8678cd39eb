/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { inOneLine } from '../../../nodes/HeyGen/api/errors';
import { ask } from './support/bench';
import { connectionTo } from './support/n8n';

async function listen(server: Server): Promise<string> {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return `http://127.0.0.1:${port}`;
}

describe('a redirect', () => {
	const seen: IncomingHttpHeaders[] = [];
	const elsewhere = createServer((request, response) => {
		seen.push(request.headers);
		response.setHeader('content-type', 'application/json');
		response.end('{"data": []}');
	});
	let target = '';
	const moved = createServer((request, response) => {
		response.writeHead(302, { location: `${target}${request.url ?? ''}` });
		response.end();
	});

	afterAll(() => [elsewhere, moved].forEach((server) => server.close()));

	it('is not followed, because the key would go there too, and says where it leads', async () => {
		target = await listen(elsewhere);
		const baseUrl = await listen(moved);
		const connection = await connectionTo({ apiKey: 'example-key', apiVersion: 'v3', baseUrl });
		const answer = await ask(connection, { method: 'GET', path: '/v3/webhooks/endpoints' });
		expect(seen).toEqual([]);
		expect(answer).toMatchObject({ failure: { status: 302, redirectedTo: target } });
		expect('failure' in answer && inOneLine(answer.failure)).toBe(
			`${baseUrl} is not HeyGen's API: it redirects to ${target}. Enter that address as Base URL in the HeyGen credential, if it is the right one.`,
		);
	});
});
