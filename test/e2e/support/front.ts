/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import {
	createServer,
	request,
	type IncomingMessage,
	type Server,
	type ServerResponse,
} from 'node:http';

/**
 * The address before several processes: one request to each in turn, and to the next one when nobody listens.
 * Connections are not kept, so that none is used that the other side has just closed.
 */
export class Front {
	private next = 0;
	private readonly server: Server;

	private constructor(private readonly ports: number[]) {
		this.server = createServer((incoming, outgoing) => {
			this.take(incoming, outgoing).catch(() => outgoing.destroy());
		});
	}

	static async start(port: number, ports: number[]): Promise<Front> {
		const front = new Front(ports);
		await new Promise<void>((resolve) => front.server.listen(port, '127.0.0.1', resolve));
		return front;
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	private async take(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
		const chunks: Buffer[] = [];
		for await (const chunk of incoming) chunks.push(chunk as Buffer);
		const first = this.next++;
		for (const turn of this.ports.keys()) {
			const port = this.ports[(first + turn) % this.ports.length] ?? 0;
			const failed = await forward(port, incoming, Buffer.concat(chunks), outgoing);
			if (failed === undefined) return;
			// what may have been taken must not be sent again
			if (failed !== 'ECONNREFUSED') break;
		}
		if (!outgoing.headersSent) outgoing.writeHead(502);
		outgoing.end();
	}
}

/** @returns the code of the error that came instead of an answer */
async function forward(
	port: number,
	{ method, url, headers }: IncomingMessage,
	body: Buffer,
	outgoing: ServerResponse,
): Promise<string | undefined> {
	return await new Promise((resolve) => {
		const options = { host: '127.0.0.1', port, method, path: url, headers, agent: false };
		const onward = request(options, (answer) => {
			outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(outgoing);
			answer.on('close', () => {
				outgoing.end();
				resolve(undefined);
			});
		});
		onward.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'error'));
		outgoing.on('close', () => onward.destroy());
		onward.end(body);
	});
}
