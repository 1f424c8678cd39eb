import { randomUUID } from 'node:crypto';

import type { IExecuteFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { asThrown, wordsOf } from '../../api/errors';
import { stopwatch } from '../../time';
import type { Has } from './keys';
import { rowOf, type Row } from './n8nRow';
import { withLease, worksHere } from './n8nRowLease';

/**
 * An event has three keys without an ID, and six with one. A lookup takes n8n 2 ms with few keys,
 * and 8 ms with all of these.
 */
export const rememberedKeys = 30_000;
/** The row is rarely cut, so that its size shows how much a write has added. */
const slack = 1_000;
/** The time for retries while a database can't answer. */
const patienceMs = 60_000;
const longestWaitMs = 4_000;
/** The maximum number of markers in the row. */
const mostMarkers = 50;

export interface Asking {
	context: IExecuteFunctions;
	/** The events come from another process, so others may use the row too. */
	isShared: boolean;
}

/** Keys that are looked up and recorded at once. */
export interface Call {
	keys: readonly string[];
	/** For the keys of a single event: the minimum number that is recorded if it is new. */
	leastOfNew?: number;
}

/** Reads the result, passes on the answer and returns the keys to remove. */
export type Read = (has: Has) => readonly string[];

/** A call until its answer is known. */
interface Asked {
	keys: ReadonlySet<string>;
	leastOfNew: number;
	/** Recorded with the keys: if a later attempt finds it, an earlier one was written. */
	marker: string;
	/** The number of keys in the row before the first attempt, if no other process writes. */
	before?: number;
	has?: Has;
}

/**
 * A trigger node's row in n8n's processed data. It remembers the node's events, all processes share
 * it, and it survives restarts. Calls run one at a time: seenEvents.ts ensures this within a
 * process, and n8nRowLease.ts between processes.
 *
 * A lookup also records, so after a failed call it is unknown whether it was written. Each call
 * also records a marker, and is repeated: if the marker is new, nothing was written. If it is
 * known, everything was, and only the answer was lost: for a single event, the growth of the row
 * shows whether it was new.
 */
export class NodeRow {
	/** Markers that calls left in the row; they are removed from time to time. */
	private markers: string[] = [];
	/** The number of keys in the row; undefined if it has to be counted. */
	private size: number | undefined;
	/** Whether n8n has the features for the lock; undefined until it was tried. */
	private canLock: boolean | undefined;

	/** Never throws. If the database stays unavailable, `read` gets the results up to then. */
	async ask(asking: Asking, asked: readonly Call[], read: Read): Promise<void> {
		const calls = asked.map(
			({ keys, leastOfNew = 1 }): Asked => ({
				keys: new Set(keys),
				leastOfNew,
				marker: randomUUID(),
			}),
		);
		const has: Has = (key) => calls.find(({ keys }) => keys.has(key))?.has?.(key);
		let takeBack: readonly string[] | undefined;
		try {
			await this.patiently(asking, async (row, check) => {
				for (const call of calls) {
					check();
					call.has ??= await this.record(row, call, asking.isShared);
				}
				takeBack ??= read(has);
				check();
				await this.takeBack(row, takeBack);
			});
		} catch (error) {
			const { logger } = asking.context;
			if (takeBack !== undefined) {
				logger.debug(`n8n's memory keeps keys that were only asked about. ${wordsOf(error)}`);
				return;
			}
			logger.warn(
				`n8n could not tell whether HeyGen events are repeats, they are passed on. ${wordsOf(error)}`,
			);
			read(has);
		}
	}

	private async takeBack(row: Row, keys: readonly string[]): Promise<void> {
		if (keys.length === 0 && this.markers.length <= mostMarkers) return;
		await row.remove([...keys, ...this.markers]);
		this.markers = [];
		this.size = undefined;
	}

	private async record(row: Row, call: Asked, isShared: boolean): Promise<Has> {
		const { keys, marker } = call;
		if (!isShared && call.before === undefined) call.before = this.size ??= await row.count();
		const isFull = call.before !== undefined && call.before > rememberedKeys + slack;
		const most = rememberedKeys + (isFull ? 0 : slack) + keys.size + 1;
		const { size } = this;
		this.size = undefined;
		const fresh = await row.record([...keys, marker], most);
		this.markers.push(marker);
		if (fresh.has(marker)) {
			if (size !== undefined && !isFull) this.size = size + fresh.size;
			return (key) => !fresh.has(key);
		}
		// An earlier attempt was written, and its answer was lost.
		if (call.before === undefined || isFull) return () => undefined;
		const added = (await row.count()) - call.before - 1;
		return added < call.leastOfNew ? () => true : () => undefined;
	}

	/** Repeats a failed call, with a new lock, for as long as a database may be unavailable. */
	private async patiently(
		asking: Asking,
		work: (row: Row, check: () => void) => Promise<void>,
	): Promise<void> {
		const { context, isShared } = asking;
		const row = rowOf(context);
		const elapsedMs = stopwatch();
		const isOver = (): boolean => elapsedMs() > patienceMs;
		for (let waitMs = 250; ; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
			try {
				if (!isShared || !(await this.mayLock(context))) await work(row, () => {});
				else await withLease(context, isOver, async (check) => await work(row, check));
				return;
			} catch (error) {
				if (isOver()) throw asThrown(error);
				context.logger.debug(`n8n's memory is asked again. ${wordsOf(error)}`);
				await sleep(waitMs);
			}
		}
	}

	private async mayLock(context: IExecuteFunctions): Promise<boolean> {
		if (this.canLock !== undefined) return this.canLock;
		this.canLock = await worksHere(context);
		if (!this.canLock) {
			context.logger.warn(
				'This version of n8n keeps its memory in another way, so the HeyGen Trigger has no lock between processes: with several workers, an event that HeyGen sends twice at the same moment may come twice.',
			);
		}
		return this.canLock;
	}
}
