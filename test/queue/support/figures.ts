import { say } from '../../e2e/support/command';
import type { Postgres } from '../../e2e/support/postgres';

/** The value below which so many of 100 lie; NaN of nothing. */
export function percentile(values: number[], percent: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? NaN;
}

/** One line a test, for the record; nothing is ever asserted on them. */
export function figures(what: string, values: Record<string, number | string>): void {
	const parts = Object.entries(values).map(([name, value]) => {
		const shown = typeof value === 'number' ? String(Math.round(value * 100) / 100) : value;
		return `${name} ${shown}`;
	});
	say(`figures: ${what}: ${parts.join(', ')}`);
}

export interface DatabaseWork {
	queries: number;
	ms: number;
	/** of these, the ones about what was seen before */
	memoryQueries: number;
	memoryMs: number;
}

/** What PostgreSQL has done so far; undefined where it does not count statements. */
export async function databaseWork(database: Postgres): Promise<DatabaseWork | undefined> {
	const sql = `SELECT sum(calls) AS queries, sum(total_exec_time) AS ms,
		sum(calls) FILTER (WHERE query LIKE '%processed_data%') AS "memoryQueries",
		sum(total_exec_time) FILTER (WHERE query LIKE '%processed_data%') AS "memoryMs"
		FROM pg_stat_statements`;
	try {
		await database.select('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
		const [row] = await database.select<Record<keyof DatabaseWork, string | null>>(sql);
		return {
			queries: Number(row?.queries ?? 0),
			ms: Number(row?.ms ?? 0),
			memoryQueries: Number(row?.memoryQueries ?? 0),
			memoryMs: Number(row?.memoryMs ?? 0),
		};
	} catch (error) {
		say(`PostgreSQL counts no statements here: ${String(error)}`);
		return undefined;
	}
}

/** The work between two looks, for each delivery. */
export function workEach(
	before: DatabaseWork | undefined,
	after: DatabaseWork | undefined,
	deliveries: number,
): Record<string, number> {
	if (before === undefined || after === undefined) return {};
	return {
		'queries a delivery': (after.queries - before.queries) / deliveries,
		'ms of PostgreSQL a delivery': (after.ms - before.ms) / deliveries,
		'of these about what was seen': (after.memoryQueries - before.memoryQueries) / deliveries,
		'ms of these': (after.memoryMs - before.memoryMs) / deliveries,
	};
}
