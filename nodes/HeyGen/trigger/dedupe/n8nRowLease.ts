import { randomUUID } from 'node:crypto';

import type { IExecuteFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { wordsOf } from '../../api/errors';
import { stopwatch } from '../../time';
import { rowOf, type Row } from './n8nRow';

/**
 * A lock between the processes of an n8n in queue mode, held for the few milliseconds of one look at
 * n8n's memory. n8n offers none to nodes, so it is a row beside the node's own, made of what n8n does
 * offer (seen in n8n 2.41.1, deduplication-helper.js):
 *
 * - A row is named after the id of the node object that `getExecuteData()` hands out, and the name is
 *   made before the first await. With another id for that moment, the call goes to another row.
 * - Recording in a row that is not there is a plain INSERT under a primary key: of two at once, one
 *   throws. In a row that is there, n8n writes what it has read.
 *
 * The row holds 'lock' and the name of its holder: `['lock', holder]`. Whoever records 'lock' as new
 * has made the row and holds the lock. A holder for whom it takes long adds a key every few seconds.
 * Who waits in vain adds a name too: `['lock', holder, waiter]`. When the row has not changed for long
 * and the waiter's name is still in it, nobody has given it back or taken it since: its holder is
 * dead, and the waiter deletes it and takes the lock.
 */

const lockKey = 'lock';
const pauseMs = 20;
/** Between two looks of those who wait. */
export const longestPauseMs = 200;
/** How long the row does not change before the waiter adds its name, and then before it takes over. */
const unchangedMs = { beforeNaming: 5_000, beforeTaking: 10_000 };
const signEveryMs = 4_000;
/** Without a sign for as long, the holder counts as one that has lost the lock. */
const longestSilenceMs = 10_000;
/** Longer than two who take over at the same moment are apart. */
const confirmMs = 1_000;
const longestLookMs = 1_000;
const longestReleaseMs = 60_000;

/** Whether rows can be told apart in this n8n. Where they can, the node's own row is not touched. */
export async function worksHere(context: IExecuteFunctions): Promise<boolean> {
	const key = randomUUID();
	const row = rowOf(context, `probe ${randomUUID()}`);
	const other = rowOf(context, `probe ${randomUUID()}`);
	await row.record([key]);
	if ((await other.count()) !== 0 || (await row.count()) !== 1) {
		// It went into the node's own row after all.
		await rowOf(context).remove([key]);
		return false;
	}
	await row.clear();
	return (await row.count()) === 0;
}

/**
 * Does the work while no other process does such work for this node.
 * @param isOver when the lock could not be had by then, the work is done all the same, because twice is
 * bad, never is worse
 * @param work gets a check that throws where the lock was lost meanwhile
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

/** Puts the name into the row. 'made': the row was not there, so the lock is the caller's. */
async function put(row: Row, name: string, sign?: string): Promise<'made' | 'added' | 'there'> {
	const fresh = await row.record([lockKey, name, ...(sign === undefined ? [] : [sign])]);
	if (fresh.has(lockKey)) return 'made';
	return fresh.has(name) ? 'added' : 'there';
}

/** What a holder does until it gives the lock back. */
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

	/** @throws where another process may have it by now */
	check(): void {
		if (!this.isHeld || this.isSilent) throw new Error('The lock between processes was lost');
	}

	/** Only the one whose name is in the row deletes it, and tries for as long as a database may be away. */
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
			// The row may be gone already, and another's by now.
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

/** The row as a waiter last saw it change. */
interface Seen {
	entries: number;
	atMs: number;
	hasName: boolean;
}

/** The name under which the lock is held; undefined when it could not be had in time. */
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
			// Another one was quicker with its insert, or the database is away, which proves nothing
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
	// To record in a row that is there would write an older state of it.
	const entries = await row.count();
	if (entries === 0) return (await put(row, name)) === 'made' ? 'taken' : undefined;
	// The answer to an insert may have been lost: the only name in the row may be one's own.
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

/** Of two at the same moment, the later one has deleted what the other made, who finds out so. */
async function takeOver(row: Row, name: string): Promise<boolean> {
	await row.clear();
	if ((await put(row, name)) !== 'made') return false;
	await sleep(confirmMs);
	return (await put(row, name)) !== 'added';
}
