/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { createServer } from 'node:net';

// Below the range from which the system hands out ports to outgoing connections: between the look and n8n's
// listen are seconds, in which a connection of anybody could take a port from that range.
const first = 20_000;
const count = 10_000;
const given = new Set<number>();

async function isFree(port: number): Promise<boolean> {
	return await new Promise<boolean>((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(false));
		server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
	});
}

/** A port that nobody listens on, and that this process has not given out before. */
export async function freePort(): Promise<number> {
	for (;;) {
		const port = first + Math.floor(Math.random() * count);
		if (given.has(port) || !(await isFree(port))) continue;
		given.add(port);
		return port;
	}
}
