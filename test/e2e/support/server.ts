/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs beside n8n, not inside it */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Account } from './unprivileged';
import { until } from './until';

export interface ServerOptions {
	command: string;
	args: string[];
	cwd: string;
	/** what ends the server in an orderly way */
	signal: NodeJS.Signals;
	/** Run as somebody else; undefined is the own account. */
	as: Account | undefined;
	answers: () => Promise<boolean>;
}

const startLimitMs = 60_000;
const keptOutput = 2_000;

/** PostgreSQL or Redis, ended with the process that started it. */
export class Server {
	private child: ChildProcess | undefined;
	private output = '';

	private constructor(private readonly options: ServerOptions) {}

	static async start(options: ServerOptions): Promise<Server> {
		const server = new Server(options);
		await server.launch();
		return server;
	}

	/** As an administrator does. */
	async stop(): Promise<void> {
		const { child } = this;
		if (child === undefined) return;
		const ended = new Promise((resolve) => child.once('exit', resolve));
		if (child.exitCode === null && child.signalCode === null) {
			child.kill('SIGTERM');
			await ended;
		}
		this.child = undefined;
	}

	/** Away for so long, then back with what it had. */
	async restart(awayMs: number): Promise<void> {
		await this.stop();
		await sleep(awayMs);
		await this.launch();
	}

	private async launch(): Promise<void> {
		const { command, args, cwd, signal, as, answers } = this.options;
		const account = as === undefined ? ['-', '-'] : [String(as.uid), String(as.gid)];
		const child = spawn(
			process.execPath,
			[join(__dirname, 'keeper.cjs'), signal, ...account, command, ...args],
			{ cwd, stdio: ['pipe', 'pipe', 'pipe'] },
		);
		this.child = child;
		for (const stream of [child.stdout, child.stderr]) {
			stream.on('data', (chunk: Buffer) => {
				this.output = (this.output + chunk.toString()).slice(-keptOutput);
			});
		}
		await until(
			`${command} to answer`,
			async () => {
				if (child.exitCode !== null) return 'ended';
				return (await answers()) ? 'answers' : undefined;
			},
			{ timeoutMs: startLimitMs, seen: () => this.output },
		).then((state) => {
			if (state === 'ended') throw new Error(`${command} did not start:\n${this.output}`);
		});
	}
}
