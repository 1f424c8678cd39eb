import type { ICheckProcessedOptions, IExecuteFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

/**
 * One row of n8n's table of processed data: a list of keys, oldest first. n8n reads, changes and
 * writes it as a whole and without a lock. It can't read keys without recording them.
 */
export interface Row {
	/** Records the keys, and returns those that were new. */
	record(keys: readonly string[], mostEntries?: number): Promise<Set<string>>;
	remove(keys: readonly string[]): Promise<void>;
	count(): Promise<number>;
	clear(): Promise<void>;
}

/** A query that takes longer fails, as if the database were down. */
export const longestQueryMs = 10_000;

const entries: ICheckProcessedOptions = { mode: 'entries' };

/** @param name of a row other than the node's own */
export function rowOf(context: IExecuteFunctions, name?: string): Row {
	const { node } = context.getExecuteData();
	const { helpers } = context;
	// There must be no await before the ID is restored: by then n8n has read it, and no other code
	// has.
	function query<T>(call: () => Promise<T>): Promise<T> {
		if (name === undefined) return within(longestQueryMs, call());
		const { id } = node;
		node.id = `${id}:${name}`;
		try {
			return within(longestQueryMs, call());
		} finally {
			node.id = id;
		}
	}
	return {
		async record(keys, mostEntries) {
			const options = { ...entries, ...(mostEntries !== undefined && { maxEntries: mostEntries }) };
			const { new: fresh } = await query(
				async () => await helpers.checkProcessedAndRecord([...keys], 'node', options),
			);
			return new Set(fresh.map(String));
		},
		async remove(keys) {
			await query(async () => await helpers.removeProcessed([...keys], 'node', entries));
		},
		count: async () =>
			await query(async () => await helpers.getProcessedDataCount('node', entries)),
		async clear() {
			await query(async () => await helpers.clearAllProcessedItems('node', entries));
		},
	};
}

async function within<T>(ms: number, answer: Promise<T>): Promise<T> {
	const late = async (): Promise<never> => {
		await sleep(ms);
		throw new Error(`The database did not answer for ${ms / 1_000} seconds`);
	};
	return await Promise.race([answer, late()]);
}
