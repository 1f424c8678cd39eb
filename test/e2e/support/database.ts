import { run } from './command';
import type { N8n } from './n8n';
import type { Postgres } from './postgres';

const script = `
const { DatabaseSync } = require('node:sqlite');
const [file, sql, parameters] = process.argv.slice(1);
const database = new DatabaseSync(file);
database.exec('PRAGMA busy_timeout = 5000');
process.stdout.write(JSON.stringify(database.prepare(sql).all(...JSON.parse(parameters))));
`;

type Value = string | number | null;

/** Where an n8n keeps everything: a file, or PostgreSQL. */
export type Database = Pick<N8n, 'node' | 'databaseFile' | 'userFolder'> | Pick<Postgres, 'select'>;

/** PostgreSQL numbers the places that SQLite marks with `?`. */
function numbered(sql: string): string {
	let place = 0;
	return sql.replaceAll('?', () => `$${++place}`);
}

/**
 * Runs one statement in n8n's database, also while n8n runs. A file needs Node.js 22 or newer, which brings
 * SQLite. Names of columns stand in double quotes: PostgreSQL would read them in lower case.
 */
export async function query<Row = Record<string, Value>>(
	database: Database,
	sql: string,
	parameters: Value[] = [],
): Promise<Row[]> {
	if ('select' in database) return await database.select<Row>(numbered(sql), parameters);
	const { databaseFile, node, userFolder } = database;
	const args = ['--no-warnings', '-e', script, databaseFile, sql, JSON.stringify(parameters)];
	const rows: Row[] = JSON.parse(await run(node, args, { cwd: userFolder }));
	return rows;
}
