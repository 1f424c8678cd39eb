import { randomUUID } from 'node:crypto';

import type { ICheckProcessedOptions, IExecuteFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { wordsOf } from '../../api/errors';

/**
 * A lock between the processes of an n8n in queue mode, held for the few milliseconds of one check
 * of n8n's memory. n8n offers none to nodes, so it is made of what it does offer; it relies on this,
 * seen in n8n 2.41.1 (deduplication-helper.js):
 *
 * - The memory of a node is one row, named after the id of the node object that `getExecuteData()`
 *   hands out, and the name is made before the first await. With another id for that moment, the
 *   call goes to another row.
 * - `checkProcessedAndRecord` on a row that is not there is a plain INSERT under a primary key: of two
 *   at once, one throws. On a row that is there it writes what it has read.
 * - `clearAllProcessedItems` deletes the row. `getProcessedDataCount` only reads.
 *
 * Before the first lock of a process, `worksHere` proves on a row of its own that the rows really are
 * different ones, and only then is anything ever cleared. Where it fails, there is no lock: within a
 * process all goes in turn as ever, and one line in the log says what that means.
 *
 * A holder that was killed leaves the row behind. Whoever waits for long knocks: it adds a key to the
 * row, which is gone as soon as anybody else takes the lock. A knock that stays proves that the
 * holder is dead. Two that find it dead at the same moment meet at a second lock, and the later one
 * no longer finds its knock.
 */

const options: ICheckProcessedOptions = { mode: 'entries' };
const pauseMs = 20;
const longestPauseMs = 200;
/** Far beyond what a check takes on a busy database. */
export const deadAfterMs = 15_000;
const giveUpAfterMs = 60_000;
const confirmMs = 1_000;
const longestLookMs = 1_000;

/** One row of n8n's table of processed data, beside the node's own. */
interface Row {
	insert(key: string): Promise<'new' | 'known'>;
	count(): Promise<number>;
	clear(): Promise<void>;
}

function rowOf(context: IExecuteFunctions, name: string): Row {
	const { node } = context.getExecuteData();
	const { helpers } = context;
	// No await before the id is put back: n8n has read it by then, and nobody else has.
	function elsewhere<T>(call: () => Promise<T>): Promise<T> {
		const { id } = node;
		node.id = `${id}:${name}`;
		try {
			return call();
		} finally {
			node.id = id;
		}
	}
	return {
		async insert(key) {
			const { new: fresh } = await elsewhere(
				async () => await helpers.checkProcessedAndRecord([key], 'node', options),
			);
			return fresh.length > 0 ? 'new' : 'known';
		},
		count: async () =>
			await elsewhere(async () => await helpers.getProcessedDataCount('node', options)),
		async clear() {
			await elsewhere(async () => await helpers.clearAllProcessedItems('node', options));
		},
	};
}

/** Whether rows can be told apart in this n8n. Where they can, the node's own row is not touched. */
export async function worksHere(context: IExecuteFunctions): Promise<boolean> {
	const key = randomUUID();
	const row = rowOf(context, `probe ${randomUUID()}`);
	const other = rowOf(context, `probe ${randomUUID()}`);
	await row.insert(key);
	if ((await other.count()) !== 0 || (await row.count()) !== 1) {
		// It went into the node's own row after all.
		await context.helpers.removeProcessed([key], 'node', options);
		return false;
	}
	await row.clear();
	return (await row.count()) === 0;
}

/**
 * Does the work while no other process does such work for this node. Where the lock can't be had for
 * a minute, the work is done all the same: twice is bad, never is worse.
 */
export async function withLock<T>(context: IExecuteFunctions, work: () => Promise<T>): Promise<T> {
	const lock = rowOf(context, 'lock');
	const isHeld = await take(context, lock);
	if (!isHeld) {
		context.logger.warn(
			'The lock on the memory of the HeyGen Trigger could not be had for a minute, HeyGen events are passed on without it.',
		);
	}
	try {
		return await work();
	} finally {
		await release(context, lock, isHeld);
	}
}

async function release(context: IExecuteFunctions, lock: Row, isHeld: boolean): Promise<void> {
	if (!isHeld) return;
	try {
		await lock.clear();
	} catch (error) {
		context.logger.warn(
			`The lock on the memory of the HeyGen Trigger was not released, others wait ${deadAfterMs / 1_000} s for it. ${wordsOf(error)}`,
		);
	}
}

async function take(context: IExecuteFunctions, lock: Row): Promise<boolean> {
	const knock = `knock ${randomUUID()}`;
	const waited = waiting();
	let knockedAtMs: number | undefined;
	for (let waitMs = pauseMs; waited() < giveUpAfterMs; ) {
		const state = await tryToTake(lock);
		if (state === 'taken') return true;
		const nowMs = waited();
		try {
			if (state === 'unknown') {
				// Time without a database proves nothing about the holder.
				knockedAtMs = undefined;
			} else if (knockedAtMs === undefined) {
				if (nowMs > deadAfterMs / 3) {
					await lock.insert(knock);
					knockedAtMs = nowMs;
				}
			} else if (nowMs - knockedAtMs > (deadAfterMs * 2) / 3) {
				if (await takeFromDead(context, lock, knock)) return true;
				knockedAtMs = undefined;
			}
		} catch (error) {
			context.logger.debug(`The lock between processes is asked again. ${wordsOf(error)}`);
		}
		await sleep(waitMs);
		waitMs = Math.min(waitMs * 2, longestPauseMs);
	}
	return false;
}

/** How long it has been, in ms: of a clock that is set meanwhile, each look counts a second at most. */
function waiting(): () => number {
	let waitedMs = 0;
	let lookedAtMs = Date.now();
	return () => {
		const nowMs = Date.now();
		waitedMs += Math.min(Math.max(nowMs - lookedAtMs, 0), longestLookMs);
		lookedAtMs = nowMs;
		return waitedMs;
	};
}

/** Looks before it inserts: an insert into a row that is there would write an older state of it. */
async function tryToTake(lock: Row): Promise<'taken' | 'busy' | 'unknown'> {
	try {
		if ((await lock.count()) > 0) return 'busy';
		return (await lock.insert('lock')) === 'new' ? 'taken' : 'busy';
	} catch {
		// Another one was quicker with its insert, or the database is away: the next look tells.
		return 'unknown';
	}
}

/** Only one at a time comes past the second lock, and it looks again. */
async function takeFromDead(
	context: IExecuteFunctions,
	lock: Row,
	knock: string,
): Promise<boolean> {
	const stealing = rowOf(context, 'lock of the lock');
	if ((await tryToTake(stealing)) !== 'taken') return false;
	try {
		for (let look = 0; look < 2; look++) {
			if (look > 0) await sleep(confirmMs);
			if ((await lock.count()) === 0) break;
			if ((await lock.insert(knock)) === 'new') return false;
			if (look === 1) await lock.clear();
		}
		return (await tryToTake(lock)) === 'taken';
	} finally {
		await stealing.clear();
	}
}
