import { sleep } from 'n8n-workflow';

import { cap } from '../../shared/cap';
import { isKnown, isSame, keysToRecord, type Keys } from './keys';

/** Ends a delivery: whether n8n answered with a 2xx, i.e. has stored the execution. */
export type End = (stored: boolean) => void;

interface UnderWay {
	keys: Keys;
	/** The entry expires then, ms since 1970. */
	untilMs: number;
	ended: Promise<void>;
	end(): void;
}

/** After this time the first delivery no longer counts: a repeat is as good. */
export const longestDeliveryMs = 120_000;
/** If executions run in other processes, this one does not see the record; a delivery waits. */
export const longestHandOverMs = 5_000;

/** About 100 bytes each. n8n's database remembers longer, across restarts. */
export const rememberedHere = 10_000;
/** By then a stored execution has recorded its event, or never will. */
const storedCountsMs = 10 * 60_000;
const recorded = Infinity;

/**
 * What this process knows about a trigger node's events: those being processed, those whose
 * execution was stored, and those that `execute()` recorded. It saves executions for repeats; the
 * record in n8n's database decides. It only remembers events that HeyGen signed or that are in its
 * history.
 */
export class InFlight {
	/** Key -> until when a poll treats it as done, ms since 1970. Oldest first. */
	private readonly known = new Map<string, number>();
	private readonly underWay = new Set<UnderWay>();

	/**
	 * Starts a delivery. Returns the function that ends it, if the event is new here; 'known' for a
	 * repeat; 'busy' if another delivery of it was not answered within `longestWaitMs`, so it is not
	 * decided yet.
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
			// Counted rather than compared with the clock, which may be set in the meantime.
			leftMs -= isEnded ? Date.now() - fromMs : waitMs;
			if (!isEnded && leftMs > 0) this.drop(other);
		}
		if (isKnown(keys, (key) => this.known.has(key))) return 'known';
		return this.add(keys, longestDeliveryMs);
	}

	/** A poll hands the event over: for a moment, deliveries wait for `execute()` to record it. */
	handOver(keys: Keys): void {
		this.add(keys, longestHandOverMs);
	}

	/** Whether a poll may skip the event: being processed, stored recently, or recorded. */
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
			// An event that `execute()` recorded in the meantime stays recorded.
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
