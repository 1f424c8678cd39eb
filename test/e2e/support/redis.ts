/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { findCommand } from './apt';
import { freePort } from './ports';
import { Server } from './server';

const limitMs = 1_000;

export const findRedis = (): string | undefined => findCommand('redis-server');

/** What n8n is told of a server that is there already, under n8n's own names. */
export function givenRedis(env = process.env): Record<string, string> | undefined {
	if (env.QUEUE_BULL_REDIS_HOST === undefined) return undefined;
	const entries = Object.entries(env).filter(([name]) => name.startsWith('QUEUE_BULL_'));
	return Object.fromEntries(entries.map(([name, value]) => [name, value ?? '']));
}

/** Whether it answers PING with PONG: while it loads its file it answers something else. */
async function pings(port: number): Promise<boolean> {
	return await new Promise<boolean>((resolve) => {
		const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
		const end = (answer: boolean): void => {
			socket.destroy();
			resolve(answer);
		};
		socket.setTimeout(limitMs, () => end(false));
		socket.on('error', () => end(false));
		socket.on('data', (chunk: Buffer) => end(chunk.toString().startsWith('+PONG')));
	});
}

/** Redis with its own settings but for the port and the folder. */
export class Redis {
	private constructor(
		/** How n8n is told. */
		readonly env: Record<string, string>,
		private readonly server: Server | undefined,
		private readonly folder: string | undefined,
	) {}

	static async start(): Promise<Redis> {
		const given = givenRedis();
		// a server that others use too
		const prefix = { QUEUE_BULL_PREFIX: `heygen-${randomBytes(4).toString('hex')}` };
		if (given !== undefined) return new Redis({ ...given, ...prefix }, undefined, undefined);
		const command = findRedis();
		if (command === undefined) throw new Error('Redis is not installed on this machine');
		const cwd = mkdtempSync(join(tmpdir(), 'heygen-redis-'));
		const port = await freePort();
		const server = await Server.start({
			command,
			args: ['--bind', '127.0.0.1', '--port', String(port), '--dir', cwd],
			cwd,
			signal: 'SIGTERM',
			as: undefined,
			answers: async () => await pings(port),
		});
		const env = { QUEUE_BULL_REDIS_HOST: '127.0.0.1', QUEUE_BULL_REDIS_PORT: String(port) };
		return new Redis(env, server, cwd);
	}

	get canRestart(): boolean {
		return this.server !== undefined;
	}

	async restart(awayMs: number): Promise<void> {
		if (this.server === undefined) throw new Error('this server belongs to somebody else');
		await this.server.restart(awayMs);
	}

	async dispose(): Promise<void> {
		await this.server?.stop();
		if (this.folder !== undefined) rmSync(this.folder, { recursive: true, force: true });
	}
}
