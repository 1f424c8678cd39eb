/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { until } from './until';

export interface Received {
	method: string;
	path: string;
	headers: IncomingHttpHeaders;
	body: Buffer;
}

/**
 * Stands for every service that a workflow sends something to. It takes all, but has nothing under /gone; what
 * was put into `files` can be fetched, as JSON where its name has no ending.
 */
export class Receiver {
	readonly received: Received[] = [];
	readonly files = new Map<string, Buffer>();
	private readonly server: Server = createServer((request, response) => {
		const { method = '', url: path = '', headers } = request;
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			this.received.push({ method, path, headers, body: Buffer.concat(chunks) });
			const file = this.files.get(path);
			response.writeHead(path.startsWith('/gone') ? 404 : 200, {
				'Content-Type':
					file === undefined || !path.includes('.')
						? 'application/json'
						: 'application/octet-stream',
			});
			response.end(file ?? '{"ok":true}');
		});
	});

	static async start(): Promise<Receiver> {
		const receiver = new Receiver();
		await new Promise<void>((resolve) => receiver.server.listen(0, '127.0.0.1', resolve));
		return receiver;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	/** What was posted to a path, oldest first. */
	posted(path: string): Received[] {
		return this.received.filter((one) => one.method === 'POST' && one.path === path);
	}

	async waitFor(path: string, count = 1): Promise<Received[]> {
		return await until(
			`${count} posts to ${path}`,
			async () => (this.posted(path).length >= count ? this.posted(path) : undefined),
			{ timeoutMs: 30_000, seen: () => this.received.map((one) => `${one.method} ${one.path}`) },
		);
	}

	/** The JSON of what is posted, as soon as there are so many. */
	async json<Body>(path: string, count = 1): Promise<Body[]> {
		const posts = await this.waitFor(path, count);
		return posts.map(({ body }) => JSON.parse(body.toString('utf8')) as Body);
	}

	/** The fields and files of the first multipart request. */
	async form(path: string): Promise<FormData> {
		const [post] = await this.waitFor(path);
		const headers = { 'content-type': post?.headers['content-type'] ?? '' };
		return await new Response(post?.body, { headers }).formData();
	}

	clear(): void {
		this.received.length = 0;
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}
}
