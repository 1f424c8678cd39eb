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

/**
 * Stands in for n8n's table of processed data and behaves like it in `entries` mode: MD5 of each
 * key, the oldest dropped first, one row read, changed and written back without a lock.
 */
class ProcessedData implements IDataDeduplicator {
	private rows = new Map<string, string>();
	/** How often a key was looked up or removed. */
	calls = 0;
	private failures = 0;
	/** How long a query takes; 0 = only so long that others get their turn. */
	slowMs = 0;

	clear(): void {
		this.rows.clear();
		this.calls = 0;
		this.failures = 0;
		this.slowMs = 0;
	}

	/** The next calls fail as a database that is not there. */
	failNext(times: number): void {
		this.failures = times;
	}

	async checkProcessedAndRecord(
		items: DeduplicationItemTypes[],
		scope: DeduplicationScope,
		context: ICheckProcessedContextData,
		{ maxEntries }: ICheckProcessedOptions,
	): Promise<IDeduplicationOutput> {
		const row = rowName(scope, context);
		const known = await this.read(row);
		const result: IDeduplicationOutput = { new: [], processed: [] };
		if (known === undefined) {
			result.new = items;
			await this.write(row, newest(items.map(hash), maxEntries));
			return result;
		}
		const before = new Set(known);
		for (const item of items) {
			const isKnown = before.has(hash(item));
			(isKnown ? result.processed : result.new).push(item);
			if (!isKnown) known.push(hash(item));
		}
		await this.write(row, newest(known, maxEntries));
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
		for (const item of items) {
			const index = known.indexOf(hash(item));
			if (index !== -1) known.splice(index, 1);
		}
		await this.write(row, known);
	}

	async clearAllProcessedItems(
		scope: DeduplicationScope,
		context: ICheckProcessedContextData,
	): Promise<void> {
		this.rows.delete(rowName(scope, context));
	}

	async getProcessedDataCount(
		scope: DeduplicationScope,
		context: ICheckProcessedContextData,
	): Promise<number> {
		return (await this.read(rowName(scope, context)))?.length ?? 0;
	}

	private async read(row: string): Promise<string[] | undefined> {
		this.calls++;
		await turn(this.slowMs);
		if (this.failures > 0) {
			this.failures--;
			throw new Error('the database is locked');
		}
		const value = this.rows.get(row);
		return value === undefined ? undefined : (JSON.parse(value) as string[]);
	}

	private async write(row: string, keys: string[]): Promise<void> {
		await turn(this.slowMs);
		this.rows.set(row, JSON.stringify(keys));
	}
}

/** Meanwhile others read the same row, which is what makes a race. */
const turn = async (ms: number): Promise<void> =>
	await new Promise((resolve) => (ms > 0 ? setTimeout(resolve, ms) : setImmediate(resolve)));

const rowName = (scope: DeduplicationScope, { workflow, node }: ICheckProcessedContextData) =>
	`${workflow.id} ${scope === 'node' ? `n:${node?.id}` : ''}`;

const hash = (item: DeduplicationItemTypes): string =>
	createHash('md5').update(item.toString()).digest('base64');

const newest = (keys: string[], most: number | undefined): string[] =>
	most === undefined ? keys : keys.slice(Math.max(0, keys.length - most));

/** The database that every workflow of a test file shares. */
export const database = new ProcessedData();

// Like n8n at its start; a second call in one registry would throw.
void DataDeduplicationService.init(database);
