import { randomUUID } from 'node:crypto';

import type { IExecuteFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { wordsOf } from '../../api/errors';
import { stopwatch } from '../../time';
import { rowOf, type Row } from './n8nRow';

/**
 * A lock between the processes of an n8n in queue mode, held for the few milliseconds of one access
 * to n8n's processed data. n8n offers none to nodes, so it is a row next to the node's own, built
 * from what n8n does offer (seen in n8n 2.41.1, deduplication-helper.js):
 *
 * - A row is named after the ID of the node object that `getExecuteData()` returns, and the name is
 * read before the first await. With another ID for that moment, the call goes to another row.
 * - Recording into a missing row is a plain INSERT under a primary key: of two at the same time,
 * one throws. In an existing row, n8n writes what it has read.
 *
 * The row has 'lock' and the name of its holder: `['lock', holder]`. The process that records
 * 'lock' as new has created the row and holds the lock. A holder that takes long adds a key every
 * few seconds. A process that waits too long adds a name as well: `['lock', holder, waiter]`. If
 * the row has not changed for long and still has the waiter's name, the lock was neither released
 * nor taken since: its holder is dead, and the waiter deletes the row and takes the lock.
 */

const lockKey = 'lock';
const pauseMs = 20;
/** Between two attempts of a waiting process. */
export const longestPauseMs = 200;
/** How long the row is unchanged before the waiter adds its name, and then before it takes over. */
const unchangedMs = { beforeNaming: 5_000, beforeTaking: 10_000 };
const signEveryMs = 4_000;
/** A holder that did not renew the lock for this long counts as one that has lost it. */
const longestSilenceMs = 10_000;
/** Longer than the time between two processes that take over at the same moment. */
const confirmMs = 1_000;
const longestLookMs = 1_000;
const longestReleaseMs = 60_000;

/** Whether this n8n can tell rows apart. If it can, the node's own row is not touched. */
export async function worksHere(context: IExecuteFunctions): Promise<boolean> {
	const key = randomUUID();
	const row = rowOf(context, `probe ${randomUUID()}`);
	const other = rowOf(context, `probe ${randomUUID()}`);
	await row.record([key]);
	if ((await other.count()) !== 0 || (await row.count()) !== 1) {
		// It was recorded in the node's own row after all.
		await rowOf(context).remove([key]);
		return false;
	}
	await row.clear();
	return (await row.count()) === 0;
}

/**
 * Does the work while no other process does such work for this node.
 * @param isOver if the lock can't be acquired by then, the work is done anyway: losing an event is
 * worse than emitting it twice
 * @param work gets a check that throws if the lock was lost in the meantime
 */
export async function withLease<T>(
	context: IExecuteFunctions,
	isOver: () => boolean,
	work: (check: () => void) => Promise<T>,
): Promise<T> {
	const row = rowOf(context, lockKey);
	const name = await take(context, row, isOver);
	if (name === undefined) {
		context.logger.warn(
			'The HeyGen Trigger could not get its lock for a minute, HeyGen events are passed on without it.',
		);
		return await work(() => {});
	}
	const lease = new Lease(context, row, name);
	try {
		return await work(() => lease.check());
	} finally {
		await lease.release();
	}
}

/** Records the name in the row. 'made': the row did not exist, so the caller holds the lock. */
async function put(row: Row, name: string, sign?: string): Promise<'made' | 'added' | 'there'> {
	const fresh = await row.record([lockKey, name, ...(sign === undefined ? [] : [sign])]);
	if (fresh.has(lockKey)) return 'made';
	return fresh.has(name) ? 'added' : 'there';
}

/** Renews the lock until it is released. */
class Lease {
	private signedAtMs = Date.now();
	private isHeld = true;
	private signing: Promise<void> = Promise.resolve();

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly row: Row,
		private readonly name: string,
	) {
		void this.keepSigning();
	}

	/** @throws if another process may hold it by now */
	check(): void {
		if (!this.isHeld || this.isSilent) throw new Error('The lock between processes was lost');
	}

	/** Only the process named in the row deletes it, and retries while a database may be down. */
	async release(): Promise<void> {
		this.isHeld = false;
		await this.signing;
		const elapsedMs = stopwatch();
		let isSure = !this.isSilent;
		for (let waitMs = pauseMs; ; waitMs = Math.min(waitMs * 2, longestLookMs)) {
			try {
				if (isSure || (await put(this.row, this.name, randomUUID())) !== 'added') {
					await this.row.clear();
				}
				return;
			} catch (error) {
				if (elapsedMs() > longestReleaseMs) {
					this.context.logger.warn(
						`The lock of the HeyGen Trigger was not released, others wait up to 15 seconds for it. ${wordsOf(error)}`,
					);
					return;
				}
			}
			// The row may be gone already, or may belong to another process.
			isSure = false;
			await sleep(waitMs);
		}
	}

	private get isSilent(): boolean {
		return Date.now() - this.signedAtMs > longestSilenceMs;
	}

	private async keepSigning(): Promise<void> {
		for (;;) {
			await sleep(signEveryMs);
			if (!this.isHeld) return;
			this.signing = this.sign();
			await this.signing;
		}
	}

	private async sign(): Promise<void> {
		const nowMs = Date.now();
		try {
			if ((await put(this.row, this.name, randomUUID())) === 'there') this.signedAtMs = nowMs;
			else this.isHeld = false;
		} catch (error) {
			this.context.logger.debug(
				`The lock between processes could not be renewed, and is renewed again. ${wordsOf(error)}`,
			);
		}
	}
}

/** The row when a waiter last saw it change. */
interface Seen {
	entries: number;
	atMs: number;
	hasName: boolean;
}

/** Acquires the lock and returns the name of its holder; undefined if not in time. */
async function take(
	context: IExecuteFunctions,
	row: Row,
	isOver: () => boolean,
): Promise<string | undefined> {
	const name = randomUUID();
	const elapsedMs = stopwatch(longestLookMs);
	let seen: Seen | undefined;
	let isUnsure = false;
	for (let waitMs = pauseMs; !isOver(); waitMs = Math.min(waitMs * 2, longestPauseMs)) {
		try {
			const look = await lookAt(row, name, elapsedMs(), seen, isUnsure);
			isUnsure = false;
			if (look === 'taken') return name;
			seen = look;
		} catch (error) {
			// Another process was quicker with its insert, or the database is down, which proves nothing
			// about the holder.
			seen = undefined;
			isUnsure = true;
			context.logger.debug(
				`The lock between processes could not be read, and is read again. ${wordsOf(error)}`,
			);
		}
		await sleep(waitMs);
	}
	return undefined;
}

async function lookAt(
	row: Row,
	name: string,
	nowMs: number,
	seen: Seen | undefined,
	isUnsure: boolean,
): Promise<Seen | 'taken' | undefined> {
	// Recording into an existing row would write an older state of it.
	const entries = await row.count();
	if (entries === 0) return (await put(row, name)) === 'made' ? 'taken' : undefined;
	// The answer to an insert may have been lost: the only name in the row may be our own.
	if (isUnsure && entries === 2) {
		const found = await put(row, name);
		return found === 'added' ? { entries: entries + 1, atMs: nowMs, hasName: true } : 'taken';
	}
	if (seen?.entries !== entries) {
		return { entries, atMs: nowMs, hasName: seen?.hasName === true && entries > seen.entries };
	}
	const { beforeNaming, beforeTaking } = unchangedMs;
	if (nowMs - seen.atMs < (seen.hasName ? beforeTaking : beforeNaming)) return seen;
	const found = await put(row, name);
	if (found === 'made') return 'taken';
	if (found === 'added') return { entries: entries + 1, atMs: nowMs, hasName: true };
	if (!seen.hasName) return { entries, atMs: nowMs, hasName: true };
	return (await takeOver(row, name)) ? 'taken' : undefined;
}

/** If two take over at the same moment, the later one deletes the other's row, which notices. */
async function takeOver(row: Row, name: string): Promise<boolean> {
	await row.clear();
	if ((await put(row, name)) !== 'made') return false;
	await sleep(confirmMs);
	return (await put(row, name)) !== 'added';
}
