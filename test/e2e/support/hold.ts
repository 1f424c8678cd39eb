/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- runs beside n8n, not inside it */
import { spawn } from 'node:child_process';

import { run } from './command';
import { query } from './database';
import type { N8n } from './n8n';

const script = `
const { DatabaseSync } = require('node:sqlite');
const [file, heldMs] = process.argv.slice(1);
const database = new DatabaseSync(file);
database.exec('PRAGMA busy_timeout = 10000');
database.exec('BEGIN EXCLUSIVE');
process.stdout.write('held');
setTimeout(() => { database.exec('COMMIT'); database.close(); }, Number(heldMs));
`;

/** Keeps everybody else from writing to n8n's database for so long, as a backup may. */
export function holdDatabase(
	{ node, databaseFile, userFolder }: N8n,
	heldMs: number,
): { begun: Promise<void>; ended: Promise<void> } {
	const args = ['--no-warnings', '-e', script, databaseFile, String(heldMs)];
	const child = spawn(node, args, { cwd: userFolder, stdio: ['ignore', 'pipe', 'inherit'] });
	return {
		begun: new Promise((resolve) => child.stdout.once('data', () => resolve())),
		ended: new Promise((resolve) => child.once('exit', () => resolve())),
	};
}

/** Does it while the database takes no new execution, and says so in SQLite's words for a full disk. */
export async function whileFull<Result>(n8n: N8n, work: () => Promise<Result>): Promise<Result> {
	const full = "SELECT RAISE(ABORT, 'database or disk is full')";
	await query(
		n8n,
		`CREATE TRIGGER heygen_full BEFORE INSERT ON execution_entity BEGIN ${full}; END`,
	);
	try {
		return await work();
	} finally {
		await query(n8n, 'DROP TRIGGER heygen_full');
	}
}

/** Does it while the system lets n8n write no file that is longer. */
export async function whileFilesEndAt<Result>(
	{ pid, userFolder }: N8n,
	bytes: number,
	work: () => Promise<Result>,
): Promise<Result> {
	const limit = async (most: string): Promise<string> =>
		await run('prlimit', ['--pid', String(pid), `--fsize=${most}:`], { cwd: userFolder });
	await limit(String(bytes));
	try {
		return await work();
	} finally {
		await limit('unlimited');
	}
}
