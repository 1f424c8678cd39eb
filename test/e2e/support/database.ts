import { run } from './command';
import type { N8n } from './n8n';

const script = `
const { DatabaseSync } = require('node:sqlite');
const [file, sql, parameters] = process.argv.slice(1);
const database = new DatabaseSync(file);
database.exec('PRAGMA busy_timeout = 5000');
process.stdout.write(JSON.stringify(database.prepare(sql).all(...JSON.parse(parameters))));
`;

type Value = string | number | null;

/** Runs one statement in n8n's database, also while n8n runs. Needs Node.js 24, which brings SQLite. */
export async function query<Row = Record<string, Value>>(
	n8n: Pick<N8n, 'node' | 'databaseFile' | 'userFolder'>,
	sql: string,
	parameters: Value[] = [],
): Promise<Row[]> {
	const args = ['--no-warnings', '-e', script, n8n.databaseFile, sql, JSON.stringify(parameters)];
	const rows: Row[] = JSON.parse(await run(n8n.node, args, { cwd: n8n.userFolder }));
	return rows;
}
