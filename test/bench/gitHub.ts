/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** All that the GitHub Trigger asks GitHub at activation; it chooses the secret itself. */
export class GitHub {
	secret = '';
	private readonly server: Server = createServer((request, response) => {
		let text = '';
		request.on('data', (chunk: Buffer) => (text += chunk.toString()));
		request.on('end', () => {
			this.secret = /"secret":"([^"]+)"/.exec(text)?.[1] ?? this.secret;
			response.setHeader('content-type', 'application/json');
			response.end(JSON.stringify({ id: 1, active: true }));
		});
	});

	static async start(): Promise<GitHub> {
		const gitHub = new GitHub();
		await new Promise<void>((resolve) => gitHub.server.listen(0, '127.0.0.1', resolve));
		return gitHub;
	}

	get url(): string {
		const { port } = this.server.address() as AddressInfo;
		return `http://127.0.0.1:${port}`;
	}

	close(): void {
		this.server.close();
	}
}
