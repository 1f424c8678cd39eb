import { randomUUID } from 'node:crypto';

import type { IExecuteFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { asThrown, wordsOf } from '../../api/errors';
import { stopwatch } from '../../time';
import type { Has } from './keys';
import { rowOf, type Row } from './n8nRow';
import { withLease, worksHere } from './n8nRowLease';

/**
 * Three keys of an event without an id, six of one with. To ask costs n8n 2 ms with few keys and 8
 * with all of these.
 */
export const rememberedKeys = 30_000;
/** The row is cut seldom, so that its size tells what a write has added. */
const slack = 1_000;
/** How long a database that can't answer is asked again. */
const patienceMs = 60_000;
const longestWaitMs = 4_000;
/** Markers that are left in the row at most. */
const mostMarkers = 50;

export interface Asking {
	context: IExecuteFunctions;
	/** The events come from another process, so others may be asking too. */
	isShared: boolean;
}

/** Keys that are asked about and recorded at once. */
export interface Call {
	keys: readonly string[];
	/** Where they are of one event only: how many of them are recorded at least when it is new. */
	leastOfNew?: number;
}

/** Reads what there was, hands out the answer, and returns the keys that are to be taken back. */
export type Read = (has: Has) => readonly string[];

/** A call until its answer is known. */
interface Asked {
	keys: ReadonlySet<string>;
	leastOfNew: number;
	/** Recorded besides: when it is known at a next try, an earlier one got through. */
	marker: string;
	/** How many keys were in the row before the first try, where nobody else writes. */
	before?: number;
	has?: Has;
}

/**
 * The row of a trigger node: what its events are remembered by, shared by all processes, kept over
 * restarts. One turn at a time: in a process by seenEvents.ts, between processes by n8nRowLease.ts.
 *
 * To ask records, so when a call fails nobody knows at first whether it got through. Each records a
 * marker besides, and is made again: where the marker is new, nothing was written. Where it is known,
 * all was, and only the answer was lost: of one event, the growth of the row tells whether it was new.
 */
export class NodeRow {
	/** What calls left in the row, and is taken back now and then. */
	private markers: string[] = [];
	/** How many keys are in the row; undefined where that has to be asked. */
	private size: number | undefined;
	/** Whether n8n has what the lock is made of; undefined until it was tried. */
	private canLock: boolean | undefined;

	/** Never throws. Where the database stays away, what is read is what is known by then. */
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
		// An earlier try got through, and its answer was lost.
		if (call.before === undefined || isFull) return () => undefined;
		const added = (await row.count()) - call.before - 1;
		return added < call.leastOfNew ? () => true : () => undefined;
	}

	/** A call that fails is made again, in a lease of its own, for as long as a database may be away. */
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
