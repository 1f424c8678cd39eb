import { sleep } from 'n8n-workflow';

import { cap } from '../../shared/cap';
import { isKnown, isSame, keysToRecord, type Keys } from './keys';

/** Ends what is under way: whether n8n answered with a 2xx, i.e. has stored the execution. */
export type End = (stored: boolean) => void;

interface UnderWay {
	keys: Keys;
	/** It ends by itself then, ms since 1970. */
	untilMs: number;
	ended: Promise<void>;
	end(): void;
}

/** Whatever became of a delivery: then its repeat is as good as the first. */
export const longestDeliveryMs = 120_000;
/** Where executions run elsewhere, nobody here sees the record; a delivery can wait as long. */
export const longestHandOverMs = 5_000;

/** About 100 bytes each. n8n's database remembers longer, across restarts. */
export const rememberedHere = 10_000;
/** An execution that was stored has recorded its event by then, or never will. */
const storedCountsMs = 10 * 60_000;
const recorded = Infinity;

/**
 * What one process knows of a trigger node's events: those under way, those whose execution was
 * stored, and those that `execute()` recorded. It spares executions of repeats; what decides is the
 * record in n8n's database. Nothing is remembered here but what HeyGen signed or its history shows.
 */
export class InFlight {
	/** Key -> until when a poll counts it as dealt with, ms since 1970. Oldest first. */
	private readonly known = new Map<string, number>();
	private readonly underWay = new Set<UnderWay>();

	/**
	 * A delivery begins. Its end, where the event is new here; 'known' for a repeat; 'busy' when another
	 * delivery of it was still not answered after `longestWaitMs`, so nobody can say yet.
	 */
	async begin(keys: Keys, longestWaitMs: number): Promise<End | 'known' | 'busy'> {
		let leftMs = longestWaitMs;
		for (let other = this.other(keys); other !== undefined; other = this.other(keys)) {
			if (leftMs <= 0) return 'busy';
			const fromMs = Date.now();
			const waitMs = Math.min(leftMs, other.untilMs - fromMs);
			const isEnded = await Promise.race([
				other.ended.then(() => true),
				sleep(waitMs).then(() => false),
			]);
			// Counted rather than looked up: a clock may be set meanwhile.
			leftMs -= isEnded ? Date.now() - fromMs : waitMs;
			if (!isEnded && leftMs > 0) this.drop(other);
		}
		if (isKnown(keys, (key) => this.known.has(key))) return 'known';
		return this.add(keys, longestDeliveryMs);
	}

	/** A poll hands the event over: for a moment, a delivery waits for `execute()` to record it. */
	handOver(keys: Keys): void {
		this.add(keys, longestHandOverMs);
	}

	/** Whether a poll may leave the event out: it is under way, was stored lately, or recorded. */
	isDealtWith(keys: Keys, nowMs: number): boolean {
		const isUntil = (key: string): boolean => (this.known.get(key) ?? 0) > nowMs;
		return this.other(keys) !== undefined || isKnown(keys, isUntil);
	}

	/** Whether `execute()` recorded the event in this process. */
	isRecorded(keys: Keys): boolean {
		return isKnown(keys, (key) => this.known.get(key) === recorded);
	}

	noteRecorded(keys: Keys): void {
		this.know(keys, recorded);
		for (const each of this.underWay) if (isSame(each.keys, keys)) this.drop(each);
	}

	private drop(each: UnderWay): void {
		this.underWay.delete(each);
		each.end();
	}

	private add(keys: Keys, longestMs: number): End {
		let end = (): void => {};
		const ended = new Promise<void>((resolve) => (end = resolve));
		const mine: UnderWay = { keys, untilMs: Date.now() + longestMs, ended, end };
		this.underWay.add(mine);
		return (stored) => {
			// What `execute()` recorded meanwhile stays recorded.
			if (stored && !this.isRecorded(keys)) this.know(keys, Date.now() + storedCountsMs);
			this.drop(mine);
		};
	}

	private other(keys: Keys): UnderWay | undefined {
		for (const each of this.underWay) {
			if (Date.now() >= each.untilMs) this.drop(each);
			else if (isSame(each.keys, keys)) return each;
		}
		return undefined;
	}

	private know(keys: Keys, untilMs: number): void {
		for (const key of keysToRecord(keys)) {
			this.known.delete(key);
			this.known.set(key, untilMs);
		}
		cap(this.known, rememberedHere);
	}
}
