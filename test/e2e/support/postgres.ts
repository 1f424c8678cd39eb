/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { randomBytes } from 'node:crypto';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { findCommand, versionedFolders } from './apt';
import { run } from './command';
import { ask, type Connection } from './pg';
import { freePort } from './ports';
import { Server } from './server';
import { unprivileged } from './unprivileged';

const user = 'n8n';

/** A server that is there already, as PostgreSQL's own tools or n8n name it; undefined when there is none. */
export function givenPostgres(env = process.env): Connection | undefined {
	const given = (ours: string, theirs: string): string | undefined =>
		env[`DB_POSTGRESDB_${theirs}`] ?? env[`PG${ours}`];
	const host = given('HOST', 'HOST');
	if (host === undefined) return undefined;
	return {
		host,
		port: Number(given('PORT', 'PORT') ?? 5432),
		user: given('USER', 'USER') ?? 'postgres',
		password: given('PASSWORD', 'PASSWORD') ?? '',
		database: given('DATABASE', 'DATABASE') ?? 'postgres',
	};
}

/** @returns the folder with `postgres` and `initdb` */
export const findPostgres = (): string | undefined =>
	findCommand('initdb', versionedFolders('/usr/lib/postgresql', 'bin'))?.replace(/\/initdb$/, '');

/** A database of its own, on a server that was given or on one that is started for it. */
export class Postgres {
	private constructor(
		readonly connection: Connection,
		private readonly server: Server | undefined,
		private readonly end: () => Promise<void>,
	) {}

	static async start(): Promise<Postgres> {
		const given = givenPostgres();
		return given === undefined ? await Postgres.launch() : await Postgres.within(given);
	}

	/** How n8n is told. */
	get env(): Record<string, string> {
		const { host, port, user: name, password, database } = this.connection;
		return {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: host,
			DB_POSTGRESDB_PORT: String(port),
			DB_POSTGRESDB_USER: name,
			DB_POSTGRESDB_PASSWORD: password,
			DB_POSTGRESDB_DATABASE: database,
		};
	}

	get canRestart(): boolean {
		return this.server !== undefined;
	}

	async select<Row>(sql: string, values: unknown[] = []): Promise<Row[]> {
		return await ask<Row>(this.connection, sql, values);
	}

	async restart(awayMs: number): Promise<void> {
		if (this.server === undefined) throw new Error('this server belongs to somebody else');
		await this.server.restart(awayMs);
	}

	async dispose(): Promise<void> {
		await this.end();
	}

	private static async within(given: Connection): Promise<Postgres> {
		const database = `heygen_${randomBytes(4).toString('hex')}`;
		await ask(given, `CREATE DATABASE ${database}`);
		return new Postgres({ ...given, database }, undefined, async () => {
			await ask(given, `DROP DATABASE ${database} WITH (FORCE)`);
		});
	}

	private static async launch(): Promise<Postgres> {
		const bin = findPostgres();
		if (bin === undefined) throw new Error('PostgreSQL is not installed on this machine');
		const as = unprivileged();
		const folder = mkdtempSync(join(tmpdir(), 'heygen-postgres-'));
		if (as !== undefined) chownSync(folder, as.uid, as.gid);
		const data = join(folder, 'data');
		const port = await freePort();
		const connection = { host: '127.0.0.1', port, user, password: '', database: 'postgres' };
		const settings = [
			'listen_addresses=127.0.0.1',
			`port=${port}`,
			'unix_socket_directories=',
			'shared_preload_libraries=pg_stat_statements',
			'max_connections=200',
			// the machine itself is never cut off in a test
			'fsync=off',
		];
		await run(join(bin, 'initdb'), ['-D', data, '-U', user, '-A', 'trust', '-E', 'UTF8', '-N'], {
			cwd: folder,
			...(as ?? {}),
		});
		const server = await Server.start({
			command: join(bin, 'postgres'),
			args: ['-D', data, ...settings.flatMap((setting) => ['-c', setting])],
			cwd: folder,
			signal: 'SIGINT',
			as,
			answers: async () =>
				await ask(connection, 'SELECT 1').then(
					() => true,
					() => false,
				),
		});
		return new Postgres(connection, server, async () => {
			await server.stop();
			rmSync(folder, { recursive: true, force: true });
		});
	}
}
