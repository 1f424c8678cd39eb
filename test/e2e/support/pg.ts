/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { ensureInstalled } from './install';

export interface Connection {
	host: string;
	port: number;
	user: string;
	password: string;
	database: string;
}

/** As far as it is used here. */
interface Client {
	connect(): Promise<void>;
	query(sql: string, values: unknown[]): Promise<{ rows: unknown[] }>;
	end(): Promise<void>;
	on(event: 'error', listener: () => void): void;
}

/** Milliseconds after which the driver gives up. */
interface Limits {
	connectionTimeoutMillis: number;
	query_timeout: number;
}

type Driver = { Client: new (connection: Connection & Limits) => Client };

/** Without them a connection to a server that goes down may wait for ever. */
const limits: Limits = { connectionTimeoutMillis: 30_000, query_timeout: 60_000 };

/** One statement over a connection of its own, which no restart of the server can have broken. */
export async function ask<Row>(
	connection: Connection,
	sql: string,
	values: unknown[] = [],
): Promise<Row[]> {
	const { folder } = await ensureInstalled();
	// n8n's own driver
	const driver: Driver = createRequire(join(folder, 'package.json'))('pg');
	const client = new driver.Client({ ...connection, ...limits });
	client.on('error', () => {});
	await client.connect();
	try {
		const { rows } = await client.query(sql, values);
		return rows as Row[];
	} finally {
		// not waited for: on a connection that broke the driver never says that it ended
		client.end().catch(() => {});
	}
}
