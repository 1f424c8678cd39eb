/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs beside n8n, not inside it */
import { spawn, type ChildProcess } from 'node:child_process';
import {
	closeSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	openSync,
	readFileSync,
	rmSync,
} from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import axios from 'axios';

import { run } from './command';
import { environment, type Environment } from './environment';
import { ensureInstalled, type Installed } from './install';
import { isAlive } from './lock';
import { installPackage } from './packed';
import { freePort } from './ports';
import { countStart, ended, hasEnded, running, signalGroup } from './processes';

export interface N8nOptions {
	port?: number;
	/** Left in place by dispose(); without it a fresh one is made, and removed. */
	userFolder?: string;
	/** Undefined takes a variable away. */
	env?: Environment;
	/** What n8n tells HeyGen, without a slash at the end; its own address by default. */
	webhookUrl?: string;
	/** Installed as a community package before the first start. */
	tarball?: string;
	/** What this process is: everything, or a part of queue mode. */
	command?: Command;
}

export type Command = 'start' | 'webhook' | 'worker';

/** Where to find an n8n that another test file or another process has started. */
export interface Whereabouts {
	pid: number;
	port: number;
	brokerPort: number;
	userFolder: string;
	env: Environment;
}

/** What answers 200 when the process can do its work. */
const readinessOf = (part: Command, env: Environment): string[] => [
	'/healthz/readiness',
	// older versions are ready before they serve their editor
	...(part === 'start' && env.N8N_DISABLE_UI !== 'true' ? ['/rest/settings'] : []),
];

// the first start makes the database; a machine may have more to do
const startLimitMs = 180_000;
/** Longer than n8n gives its executions: see environment.ts. */
const stopLimitMs = 150_000;
const pollMs = 50;

/** One n8n, with a user folder, a port and a log that outlive its restarts. */
export class N8n {
	readonly url: string;
	private child: ChildProcess | undefined;

	private constructor(
		private readonly installed: Installed,
		readonly port: number,
		private readonly brokerPort: number,
		readonly userFolder: string,
		private readonly ownsFolder: boolean,
		private webhookBase: string | undefined,
		private env: Environment,
		private readonly part: Command,
		private readonly foreignPid?: number,
	) {
		this.url = `http://127.0.0.1:${port}`;
	}

	static async start(options: N8nOptions = {}): Promise<N8n> {
		const installed = await ensureInstalled();
		const userFolder = options.userFolder ?? mkdtempSync(join(tmpdir(), 'heygen-n8n-'));
		mkdirSync(userFolder, { recursive: true });
		if (options.tarball !== undefined) await installPackage(options.tarball, userFolder);
		const n8n = new N8n(
			installed,
			options.port ?? (await freePort()),
			await freePort(),
			userFolder,
			options.userFolder === undefined,
			options.webhookUrl,
			options.env ?? {},
			options.command ?? 'start',
		);
		await n8n.launch();
		return n8n;
	}

	/** One that somebody else has started, and ends. */
	static async attach({ pid, port, brokerPort, userFolder, env }: Whereabouts): Promise<N8n> {
		const installed = await ensureInstalled();
		return new N8n(installed, port, brokerPort, userFolder, false, undefined, env, 'start', pid);
	}

	get whereabouts(): Whereabouts {
		const { pid, port, brokerPort, userFolder, env } = this;
		if (pid === undefined) throw new Error('n8n does not run');
		return { pid, port, brokerPort, userFolder, env };
	}

	get webhookUrl(): string {
		return (this.webhookBase ?? this.url).replace(/\/+$/, '');
	}

	/** Everything that n8n wrote since the first start. */
	get log(): string {
		return existsSync(this.logFile) ? readFileSync(this.logFile, 'utf8') : '';
	}

	get pid(): number | undefined {
		return this.child?.pid ?? this.foreignPid;
	}

	/** Whether it has not ended by itself or been ended. */
	get isRunning(): boolean {
		if (this.foreignPid !== undefined) return isAlive(this.foreignPid);
		return this.child !== undefined && !hasEnded(this.child);
	}

	/** Node.js 24, for scripts that read what n8n wrote. */
	get node(): string {
		return this.installed.node;
	}

	get databaseFile(): string {
		return join(this.userFolder, '.n8n', 'database.sqlite');
	}

	/** One of n8n's commands for the same folder, beside it. @returns what it wrote */
	async command(...args: string[]): Promise<string> {
		const { node, n8n } = this.installed;
		return await run(node, [n8n, ...args], { cwd: this.userFolder, env: this.environment });
	}

	/** It serves nothing while it waits for its database or for Redis. */
	async untilReady(): Promise<void> {
		if (this.child !== undefined) await this.waitUntilReady(this.child);
	}

	/** As an administrator does: SIGTERM, and n8n takes the time it needs. */
	async stop(): Promise<void> {
		const { child } = this;
		if (child === undefined) return;
		child.kill('SIGTERM');
		await Promise.race([ended(child), sleep(stopLimitMs, undefined, { ref: false })]);
		await this.kill();
	}

	/** As a power cut does. */
	async kill(): Promise<void> {
		const { child } = this;
		if (child === undefined) return;
		// the whole group, because a task runner may outlive n8n
		signalGroup(child, 'SIGKILL');
		await ended(child);
		running.delete(child);
		this.child = undefined;
	}

	/** The same user folder and port again. What is in `env` is added to what was given before. */
	async restart(env: Environment = {}, webhookUrl?: string): Promise<void> {
		await this.stop();
		this.env = { ...this.env, ...env };
		this.webhookBase = webhookUrl ?? this.webhookBase;
		await this.launch();
	}

	/** Kills it and removes the user folder, when it was made here. */
	async dispose(): Promise<void> {
		await this.kill();
		if (!this.ownsFolder) return;
		rmSync(this.logFile, { force: true });
		rmSync(this.userFolder, { recursive: true, force: true, maxRetries: 3 });
	}

	private get environment(): Environment {
		const { installed, port, brokerPort, userFolder, webhookUrl } = this;
		return environment({ ...installed, port, brokerPort, userFolder, webhookUrl }, this.env);
	}

	/** Beside the folder, which holds only what n8n itself puts there. */
	private get logFile(): string {
		return `${this.userFolder}.log`;
	}

	private async launch(): Promise<void> {
		if (this.foreignPid !== undefined) throw new Error('this n8n is not for this test to restart');
		if (this.part === 'start') countStart();
		const log = openSync(this.logFile, 'a');
		const child = spawn(
			this.installed.node,
			['--require', join(__dirname, 'guard.cjs'), this.installed.n8n, this.part],
			{
				cwd: this.userFolder,
				env: this.environment,
				detached: true,
				stdio: ['pipe', log, log],
			},
		);
		closeSync(log);
		this.child = child;
		running.add(child);
		await this.waitUntilReady(child);
	}

	/** From now on nothing waits for its end, which comes with that of this process. */
	unref(): void {
		this.child?.unref();
		if (this.child?.stdin instanceof Socket) this.child.stdin.unref();
	}

	private async waitUntilReady(child: ChildProcess): Promise<void> {
		const deadlineMs = Date.now() + startLimitMs;
		while (!(await this.isReady())) {
			if (hasEnded(child) || Date.now() > deadlineMs) {
				await this.kill();
				throw new Error(
					`n8n ${this.part} did not start. The end of its log:\n${this.log.slice(-2_000)}`,
				);
			}
			await sleep(pollMs);
		}
	}

	private async isReady(): Promise<boolean> {
		for (const path of readinessOf(this.part, this.env)) {
			if (!(await this.answers(path))) return false;
		}
		return true;
	}

	private async answers(path: string): Promise<boolean> {
		return await axios.get(`${this.url}${path}`, { proxy: false, timeout: 5_000 }).then(
			() => true,
			() => false,
		);
	}
}
