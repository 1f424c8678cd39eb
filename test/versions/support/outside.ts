/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import axios from 'axios';

import { run } from '../../e2e/support/command';
import type { Environment } from '../../e2e/support/environment';
import { readBody } from '../../simulator/http/body';

/** Whoever answers for a host of the web. */
export type Hosts = Record<string, RequestListener>;

/** A certificate for all of them, which vouches for itself. */
async function certificate(folder: string, hosts: Hosts): Promise<{ key: Buffer; cert: Buffer }> {
	const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
	const names = Object.keys(hosts)
		.map((host) => `DNS:${host}`)
		.join(',');
	const made = [
		'req',
		'-x509',
		'-newkey',
		'rsa:2048',
		'-nodes',
		'-days',
		'2',
		'-subj',
		'/CN=tests',
	];
	const extensions = ['-addext', `subjectAltName=${names}`];
	await run('openssl', [...made, '-keyout', key, '-out', cert, ...extensions], { cwd: folder });
	return { key: readFileSync(key), cert: readFileSync(cert) };
}

/**
 * The web as an n8n of a test sees it: a proxy that answers for some hosts and leads to no other. n8n takes
 * another registry only with a license, and HeyGen's own package asks api.heygen.com whatever is entered.
 */
export class Outside {
	private constructor(
		private readonly proxy: Server,
		private readonly folder: string,
		/** Each request that came to one of the hosts: `GET registry.npmjs.org/some-package`. */
		readonly requests: string[],
	) {}

	static async open(hosts: Hosts): Promise<Outside> {
		const folder = mkdtempSync(join(tmpdir(), 'heygen-outside-'));
		const requests: string[] = [];
		const answering = createSecureServer(await certificate(folder, hosts), (request, response) => {
			const host = request.headers.host ?? '';
			requests.push(`${request.method} ${host}${request.url}`);
			const answer = hosts[host];
			if (answer !== undefined) return answer(request, response);
			response.writeHead(404).end();
		});
		const proxy = createServer((_request, response) => response.writeHead(403).end());
		proxy.on('connect', (request, socket) => {
			socket.on('error', () => socket.destroy());
			const isKnown = Object.hasOwn(hosts, String(request.url).replace(/:443$/, ''));
			socket.write(`HTTP/1.1 ${isKnown ? '200 Connected' : '403 Forbidden'}\r\n\r\n`);
			if (isKnown) answering.emit('connection', socket);
			else socket.end();
		});
		await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
		return new Outside(proxy, folder, requests);
	}

	/** How n8n and its npm find it. */
	get env(): Environment {
		const { port } = this.proxy.address() as AddressInfo;
		return {
			HTTPS_PROXY: `http://127.0.0.1:${port}`,
			NO_PROXY: '127.0.0.1,localhost',
			NODE_EXTRA_CA_CERTS: join(this.folder, 'cert.pem'),
			npm_config_offline: undefined,
		};
	}

	async close(): Promise<void> {
		this.proxy.closeAllConnections();
		await new Promise((resolve) => this.proxy.close(resolve));
		rmSync(this.folder, { recursive: true, force: true });
	}
}

/** Answers as a server on this machine does. */
export const answeredBy =
	(url: () => string): RequestListener =>
	(request, response) => {
		const forward = async (): Promise<void> => {
			const { status, headers, data } = await axios.request<ArrayBuffer>({
				method: request.method ?? 'GET',
				url: `${url()}${request.url}`,
				headers: { ...request.headers, host: new URL(url()).host },
				data: await readBody(request),
				proxy: false,
				responseType: 'arraybuffer',
				validateStatus: () => true,
			});
			response.writeHead(status, { 'Content-Type': String(headers['content-type']) });
			response.end(Buffer.from(data));
		};
		forward().catch(() => response.writeHead(502).end());
	};
