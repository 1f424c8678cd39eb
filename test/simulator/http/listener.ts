/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { createServer } from 'http';
import type { AddressInfo } from 'net';
import type { Pipeline } from './pipeline';
import { sendReply } from './reply';

export interface Listener {
	url: string;
	/** Ends open connections too. */
	close(): Promise<void>;
}

const HOST = '127.0.0.1';

/** Rejects when the port is taken. */
export async function listen(pipeline: Pipeline, port: number): Promise<Listener> {
	const server = createServer((request, response) => {
		pipeline.handle(request, response).catch((error: unknown) => {
			if (response.headersSent) response.destroy();
			else sendReply(response, { status: 500, body: String(error) });
		});
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, HOST, resolve);
	});
	const close = async (): Promise<void> =>
		await new Promise<void>((resolve) => {
			server.close(() => resolve());
			server.closeAllConnections();
		});
	return { url: `http://${HOST}:${(server.address() as AddressInfo).port}`, close };
}
