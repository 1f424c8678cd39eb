/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { createHash } from 'node:crypto';

import { DataDeduplicationService } from 'n8n-core';
import type {
	DeduplicationItemTypes,
	DeduplicationScope,
	ICheckProcessedContextData,
	ICheckProcessedOptions,
	IDataDeduplicator,
	IDeduplicationOutput,
} from 'n8n-workflow';

import { currentProcess, step } from './process';

export type Failure = 'does not arrive' | 'is not answered' | 'never answers';

/**
 * Stands in for n8n's table of processed data and behaves like it in `entries` mode: MD5 of each
 * key, the oldest dropped first, one row for each context, read, changed and written back without a
 * lock. A row that is not there is INSERTed: of two at once one hits the primary key. An UPDATE of
 * a row that was deleted meanwhile writes nothing.
 */
class ProcessedData implements IDataDeduplicator {
	private rows = new Map<string, string>();
	/** How often a key was looked up or removed. */
	calls = 0;
	private failures = 0;
	/** How long a query takes; 0 = only so long that others get their turn. */
	slowMs = 0;
	/** The statement of this number, from now on, fails before or after its work, or never ends. */
	private failing: { number: number; how: Failure } | undefined;
	/** Nobody can read or write anything. */
	isAway = false;
	/** Runs between the reading of a row and its writing. */
	between: () => Promise<void> | void = () => {};

	clear(): void {
		this.rows.clear();
		this.calls = 0;
		this.failures = 0;
		this.failing = undefined;
		this.slowMs = 0;
		this.isAway = false;
		this.between = () => {};
	}

	/** The next calls fail as a database that is not there. */
	failNext(times: number): void {
		this.failures = times;
	}

	failAt(number: number, how: Failure): void {
		this.failing = { number, how };
	}

	/** Nothing fails any more. */
	heal(): void {
		this.failing = undefined;
	}

	/** There were fewer statements than that. */
	get isStillToFail(): boolean {
		return this.failing !== undefined;
	}

	/** The contexts that have a row, with the number of their entries. */
	get contexts(): Record<string, number> {
		const entries = [...this.rows].map(([name, value]) => [name, parse(value).length] as const);
		return Object.fromEntries(entries);
	}

	async checkProcessedAndRecord(
		items: DeduplicationItemTypes[],
		scope: DeduplicationScope,
		context: ICheckProcessedContextData,
		{ maxEntries }: ICheckProcessedOptions,
	): Promise<IDeduplicationOutput> {
		const row = rowName(scope, context);
		const hashes = items.map(hash);
		const known = await this.read(row);
		await this.between();
		const result: IDeduplicationOutput = { new: [], processed: [] };
		if (known === undefined) {
			await this.insert(row, newest(hashes, maxEntries));
			return { ...result, new: items };
		}
		const before = new Set(known);
		for (const [index, item] of items.entries()) {
			const key = hashes[index] ?? '';
			const isKnown = before.has(key);
			(isKnown ? result.processed : result.new).push(item);
			if (!isKnown) known.push(key);
		}
		await this.update(row, newest(known, maxEntries));
		return result;
	}

	async removeProcessed(
		items: DeduplicationItemTypes[],
		scope: DeduplicationScope,
		context: ICheckProcessedContextData,
	): Promise<void> {
		const row = rowName(scope, context);
		const known = await this.read(row);
		if (known === undefined) return;
		await this.between();
		for (const item of items) {
			const index = known.indexOf(hash(item));
			if (index !== -1) known.splice(index, 1);
		}
		await this.update(row, known);
	}

	async clearAllProcessedItems(
		scope: DeduplicationScope,
		context: ICheckProcessedContextData,
	): Promise<void> {
		const row = rowName(scope, context);
		await this.statement('delete', () => this.rows.delete(row));
	}

	async getProcessedDataCount(
		scope: DeduplicationScope,
		context: ICheckProcessedContextData,
	): Promise<number> {
		return (await this.read(rowName(scope, context)))?.length ?? 0;
	}

	private async read(row: string): Promise<string[] | undefined> {
		this.calls++;
		return await this.statement('select', () => {
			const value = this.rows.get(row);
			return value === undefined ? undefined : parse(value);
		});
	}

	private async insert(row: string, keys: string[]): Promise<void> {
		await this.statement(row.endsWith(':lock') ? 'lock' : 'insert', () => {
			if (this.rows.has(row)) throw new Error('UNIQUE constraint failed: processed_data.context');
			this.rows.set(row, JSON.stringify(keys));
		});
	}

	private async update(row: string, keys: string[]): Promise<void> {
		await this.statement('update', () => {
			if (this.rows.has(row)) this.rows.set(row, JSON.stringify(keys));
		});
	}

	private failure(): Failure | undefined {
		if (this.failing === undefined || --this.failing.number > 0) return undefined;
		const { how } = this.failing;
		this.failing = undefined;
		return how;
	}

	/** Whoever dies before it has done nothing, whoever dies after it does not learn the answer. */
	private async statement<T>(name: string, work: () => T): Promise<T> {
		await step(`${name} sent`);
		await turn(this.slowMs);
		if (this.isAway) throw new Error('the database is not there');
		if (name === 'select' && this.failures > 0) {
			this.failures--;
			throw new Error('the database is locked');
		}
		const failure = this.failure();
		if (failure === 'never answers') await new Promise<never>(() => {});
		if (failure === 'does not arrive') throw new Error('the database is locked');
		await step(`${name} arrived`);
		const result = work();
		await step(`${name} done`);
		if (failure === 'is not answered') throw new Error('the answer was lost');
		return result;
	}
}

const parse = (value: string): string[] => JSON.parse(value) as string[];

/** Statements that end without any time passing. */
let underWay = 0;
export const isAtWork = (): boolean => underWay > 0;

/** Meanwhile others read the same row, which is what makes a race. */
async function turn(ms: number): Promise<void> {
	if (ms > 0) return await new Promise((resolve) => setTimeout(resolve, ms));
	underWay++;
	await new Promise((resolve) => setImmediate(resolve));
	underWay--;
}

const rowName = (scope: DeduplicationScope, { workflow, node }: ICheckProcessedContextData) =>
	`${currentProcess()?.database ?? ''}${workflow.id} ${scope === 'node' ? `n:${node?.id}` : ''}`;

const hash = (item: DeduplicationItemTypes): string =>
	createHash('md5').update(item.toString()).digest('base64');

const newest = (keys: string[], most: number | undefined): string[] =>
	most === undefined ? keys : keys.slice(Math.max(0, keys.length - most));

/** The database that every workflow of a test file shares. */
export const database = new ProcessedData();

/** Executions end before the lock that they held is released. */
export async function released(): Promise<void> {
	const locks = () => Object.keys(database.contexts).filter((name) => name.includes('lock'));
	for (let looks = 0; looks < 200 && locks().length > 0; looks++) await turn(10);
	expect(locks()).toEqual([]);
}

// Like n8n at its start. It refuses a second one, and the file of tests before this one had its own.
Reflect.deleteProperty(DataDeduplicationService, 'instance');
void DataDeduplicationService.init(database);
