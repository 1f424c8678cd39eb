/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Content } from '../../../nodes/HeyGen/api/content';
import { putFile } from '../../../nodes/HeyGen/api/storage';
import { connectionTo } from './support/n8n';

const content: Content = { headers: {}, open: async () => Buffer.from('x'), timeoutMs: 5_000 };
let server: Server;
let url = '';
let puts = 0;

beforeAll(async () => {
	server = createServer((request, response) => {
		puts++;
		response.statusCode = Number(request.url?.slice(1));
		response.end();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => (puts = 0));
afterAll(() => server.close());

const put = async (status: number, baseUrl = url): Promise<void> => {
	const connection = await connectionTo({ apiKey: 'key', apiVersion: 'v3', baseUrl });
	await putFile(connection, `${url}/${status}`, content);
};

it('puts the file once where its host takes it', async () => {
	await put(204);
	expect(puts).toBe(1);
});

it('says so when its host refuses the file, or sends it elsewhere', async () => {
	await expect(put(403)).rejects.toThrow('its host answered HTTP 403');
	await expect(put(307)).rejects.toThrow('its host answered HTTP 307');
	expect(puts).toBe(2);
});

it('sends no file over http to another host than that of the Base URL', async () => {
	await expect(put(204, 'http://127.0.0.1:1')).rejects.toThrow('so it was not sent');
	await expect(put(204, 'https://api.heygen.com')).rejects.toThrow('so it was not sent');
	expect(puts).toBe(0);
});
