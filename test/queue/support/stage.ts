/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { Bench } from '../../e2e/support/bench';
import { withoutEditor, type Environment } from '../../e2e/support/environment';
import { Front } from '../../e2e/support/front';
import { N8n, type Command } from '../../e2e/support/n8n';
import { packCheckout } from '../../e2e/support/packed';
import { freePort } from '../../e2e/support/ports';
import { Postgres } from '../../e2e/support/postgres';
import { Redis } from '../../e2e/support/redis';
import type { SimulatedEndpoint } from '../../simulator';

const processorCount = 2;
const setUpLimitMs = 1_200_000;

export interface QueueOptions {
	workers?: number;
	env?: Environment;
}

interface Parts {
	postgres: Postgres;
	redis: Redis;
	front: Front;
	main: N8n;
	processors: N8n[];
	workers: N8n[];
}

/**
 * n8n in queue mode: a main that serves no production webhooks, two webhook processors behind one address,
 * workers, PostgreSQL and Redis. Each n8n has a folder of its own with the packed package in it.
 */
export class Queue {
	readonly bench = new Bench();
	private parts: Parts | undefined;

	private get started(): Parts {
		if (this.parts === undefined) throw new Error('queue mode runs only while tests run');
		return this.parts;
	}

	get postgres(): Postgres {
		return this.started.postgres;
	}

	get redis(): Redis {
		return this.started.redis;
	}

	get main(): N8n {
		return this.started.main;
	}

	get processors(): N8n[] {
		return this.started.processors;
	}

	get workers(): N8n[] {
		return this.started.workers;
	}

	private get members(): N8n[] {
		return [this.main, ...this.processors, ...this.workers];
	}

	/** The part of the endpoint's address that is one processor's alone. */
	at(processor: number, endpoint: SimulatedEndpoint): SimulatedEndpoint {
		const { url } = this.processors[processor] ?? this.main;
		return { ...endpoint, url: endpoint.url.replace(this.main.webhookUrl, url) };
	}

	async open({ workers = 2, env = {} }: QueueOptions = {}): Promise<void> {
		const [postgres, redis, tarball] = await Promise.all([
			Postgres.start(),
			Redis.start(),
			packCheckout(),
		]);
		const frontPort = await freePort();
		const launch = async (command: Command): Promise<N8n> => {
			const port = await freePort();
			const shared = {
				...withoutEditor(),
				...postgres.env,
				...redis.env,
				...queueEnv(port),
				...env,
			};
			const webhookUrl = `http://127.0.0.1:${frontPort}`;
			return await N8n.start({ port, command, tarball, webhookUrl, env: shared });
		};
		// first and alone, because it makes the database
		const main = await launch('start');
		const [processorParts, workerParts] = await Promise.all([
			all(processorCount, async () => await launch('webhook')),
			all(workers, async () => await launch('worker')),
		]);
		const ports = processorParts.map(({ port }) => port);
		const front = await Front.start(frontPort, ports);
		this.parts = { postgres, redis, front, main, processors: processorParts, workers: workerParts };
		await this.bench.use(main);
	}

	/** Everybody but main, whose restart is another matter. */
	async restartOthers(): Promise<void> {
		await Promise.all(
			[...this.processors, ...this.workers].map(async (each) => await each.restart()),
		);
	}

	/** What ended by itself is started again, as whatever watches over processes does. */
	async revive(): Promise<void> {
		await Promise.all(
			this.members.map(async (each) => (each.isRunning ? undefined : await each.restart())),
		);
	}

	/** With their database and Redis back. */
	async untilReady(): Promise<void> {
		await Promise.all(this.members.map(async (each) => await each.untilReady()));
	}

	async close(): Promise<void> {
		if (this.parts === undefined) return;
		const { postgres, redis, front, main, processors, workers } = this.parts;
		keepLogs({ main: [main], processor: processors, worker: workers });
		await this.bench.closeAccounts();
		await front.close();
		await Promise.all([main, ...processors, ...workers].map(async (each) => await each.dispose()));
		await Promise.all([postgres.dispose(), redis.dispose()]);
	}
}

const encryptionKey = randomBytes(16).toString('hex');

const queueEnv = (port: number): Environment => ({
	EXECUTIONS_MODE: 'queue',
	N8N_ENCRYPTION_KEY: encryptionKey,
	N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
	QUEUE_HEALTH_CHECK_ACTIVE: 'true',
	QUEUE_HEALTH_CHECK_PORT: String(port),
	// on a machine that is too slow n8n waits for its two connections, and cuts no execution off
	DB_POSTGRESDB_CONNECTION_TIMEOUT: '180000',
	// files of one process are not another's: n8n chooses
	N8N_DEFAULT_BINARY_DATA_MODE: undefined,
});

const all = async <Result>(count: number, make: () => Promise<Result>): Promise<Result[]> =>
	await Promise.all(Array.from({ length: count }, make));

/** Into the folder that HEYGEN_E2E_LOGS names. */
function keepLogs(parts: Record<string, N8n[]>): void {
	const folder = process.env.HEYGEN_E2E_LOGS;
	if (folder === undefined) return;
	mkdirSync(folder, { recursive: true });
	for (const [name, members] of Object.entries(parts)) {
		for (const [index, { log }] of members.entries()) {
			writeFileSync(join(folder, `${name}-${index + 1}.log`), log);
		}
	}
}

/** Starts queue mode before the tests of a file and ends it after them. */
export function useQueue(options: QueueOptions = {}): Queue {
	const queue = new Queue();
	beforeAll(async () => await queue.open(options), setUpLimitMs);
	afterAll(async () => await queue.close(), 120_000);
	return queue;
}
