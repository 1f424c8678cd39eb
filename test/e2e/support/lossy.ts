/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import axios from 'axios';

/** What is lost the first time: what HeyGen sends, or the answer that n8n has given. */
type Lost = 'request' | 'answer';

/** A way to n8n on which something of each body's first delivery gets lost. */
export class LossyWay {
	private readonly seen = new Set<string>();
	private readonly server: Server;
	/** What n8n answered, and nobody heard. */
	readonly unheard: number[] = [];

	private constructor(
		private readonly target: string,
		private readonly lost: Lost,
	) {
		this.server = createServer((incoming, outgoing) => {
			this.forward(incoming).then(
				({ status, isHeard }) => {
					if (!isHeard) outgoing.destroy();
					else outgoing.writeHead(status).end();
				},
				() => outgoing.destroy(),
			);
		});
	}

	static async open(target: string, lost: Lost): Promise<LossyWay> {
		const way = new LossyWay(target, lost);
		await new Promise<void>((resolve) => way.server.listen(0, '127.0.0.1', resolve));
		return way;
	}

	get url(): string {
		const { port } = this.server.address() as AddressInfo;
		return `http://127.0.0.1:${port}/`;
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	private async forward(incoming: IncomingMessage): Promise<{ status: number; isHeard: boolean }> {
		const chunks: Buffer[] = [];
		for await (const chunk of incoming) chunks.push(chunk as Buffer);
		const body = Buffer.concat(chunks);
		const isHeard = this.seen.has(body.toString());
		this.seen.add(body.toString());
		if (!isHeard && this.lost === 'request') return { status: 0, isHeard };
		const headers = { ...incoming.headers, host: new URL(this.target).host };
		const { status } = await axios.post(this.target, body, {
			headers,
			proxy: false,
			validateStatus: () => true,
		});
		if (!isHeard) this.unheard.push(status);
		return { status, isHeard };
	}
}
