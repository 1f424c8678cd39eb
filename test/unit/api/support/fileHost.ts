/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Handler = (response: ServerResponse, request: IncomingMessage, times: number) => void;

/** A storage host whose answers a test writes itself, a path each. */
export class FileHost {
	readonly asked: string[] = [];
	readonly headers: Array<IncomingMessage['headers']> = [];
	private readonly answers = new Map<string, Handler>();
	private readonly server = createServer((request, response) => {
		const path = request.url ?? '';
		this.asked.push(path);
		this.headers.push(request.headers);
		const times = this.asked.filter((each) => each === path).length;
		const answer = this.answers.get(path);
		if (answer === undefined) response.writeHead(404).end();
		else answer(response, request, times);
	});

	async start(): Promise<void> {
		await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	/** @returns the link */
	on(path: string, answer: Handler): string {
		this.answers.set(path, answer);
		return this.url + path;
	}

	reset(): void {
		this.asked.length = 0;
		this.headers.length = 0;
		this.answers.clear();
	}

	stop(): void {
		this.server.closeAllConnections();
		this.server.close();
	}
}

/** Starts as an MP4 file does. */
export const film = Buffer.concat([
	Buffer.from('\0\0\0\u0018ftypisom\0\0\u0002\0isommp42', 'latin1'),
	Buffer.alloc(50_000, 'film '),
]);
