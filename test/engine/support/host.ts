/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What express adds and a node may use. */
export type Answering = ServerResponse & {
	status(code: number): Answering;
	json(body: unknown): Answering;
};

export interface Arriving {
	message: IncomingMessage;
	/** undefined when n8n keeps no bytes, i.e. of a form with files. */
	rawBody?: Buffer;
	body: unknown;
	isTest: boolean;
}

/** A request with it is served only after its sender has hung up. */
export const lateHeader = 'x-served-after-close';

/** When its sender has hung up, or has had the whole answer. */
export const closed = async (response: ServerResponse): Promise<void> => {
	if (response.closed) return;
	await new Promise<void>((resolve) => response.once('close', () => resolve()));
};

export type Receiver = (request: Arriving, response: Answering) => Promise<void>;

/** n8n's web server, as far as webhooks go. One may stand under several addresses. */
export class Host {
	private readonly receivers = new Map<string, Receiver>();
	private readonly server: Server;
	private readonly waiting: Array<() => void> = [];
	base = '';

	constructor() {
		this.server = createServer((message, response) => {
			this.serve(message, expressLike(response)).catch((error: unknown) => {
				expressLike(response)
					.status(500)
					.json({ message: String(error) });
			});
		});
	}

	/** After `close`, at the same address again. */
	async open(): Promise<this> {
		const port = this.base === '' ? 0 : Number(new URL(this.base).port);
		await new Promise<void>((resolve) => this.server.listen(port, '127.0.0.1', resolve));
		this.base = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
		return this;
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	/** @param path as in the address, e.g. `webhook/<id>/webhook` */
	register(path: string, receiver: Receiver): void {
		this.receivers.set(path, receiver);
	}

	unregister(path: string): void {
		this.receivers.delete(path);
	}

	/** Resolves when the next request is here with its whole body, before anybody looks at it. */
	async arrival(): Promise<void> {
		await new Promise<void>((resolve) => this.waiting.push(resolve));
	}

	private async serve(message: IncomingMessage, response: Answering): Promise<void> {
		const raw = await readAll(message);
		for (const resolve of this.waiting.splice(0)) resolve();
		// As under load: the sender is gone by the time it is the request's turn.
		if (message.headers[lateHeader] !== undefined) await closed(response);
		if (message.method === 'OPTIONS') {
			response.writeHead(204).end();
			return;
		}
		const path = /webhook(?:-test)?\/.*$|webhook-waiting\/[^?]*/.exec(message.url ?? '')?.[0] ?? '';
		const receiver = this.receivers.get(path);
		if (receiver === undefined) {
			response.status(404).json({ message: 'The requested webhook is not registered.' });
			return;
		}
		const isTest = path.startsWith('webhook-test/');
		const type = message.headers['content-type'] ?? '';
		if (type.startsWith('multipart/form-data')) {
			await receiver({ message, body: { data: {}, files: {} }, isTest }, response);
			return;
		}
		const body = bodyOf(raw, type);
		if (body === undefined) {
			response.status(422).json({ message: 'Failed to parse request body' });
			return;
		}
		await receiver({ message, rawBody: raw, body, isTest }, response);
	}
}

function bodyOf(raw: Buffer, type: string): unknown {
	if (!type.includes('json')) return raw.toString('utf8');
	try {
		return JSON.parse(raw.toString('utf8'));
	} catch {
		return undefined;
	}
}

async function readAll(message: IncomingMessage): Promise<Buffer> {
	const parts: Buffer[] = [];
	for await (const part of message) parts.push(Buffer.from(part as Uint8Array));
	return Buffer.concat(parts);
}

function expressLike(response: ServerResponse): Answering {
	const answering: Answering = Object.assign(response, {
		status(code: number) {
			response.statusCode = code;
			return answering;
		},
		json(body: unknown) {
			if (response.headersSent) return answering;
			response.setHeader('Content-Type', 'application/json; charset=utf-8');
			response.end(JSON.stringify(body));
			return answering;
		},
	});
	return answering;
}
