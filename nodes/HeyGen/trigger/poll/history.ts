import { largestPage } from '../../api/pagination';
import type { PastEvent } from '../../api/webhooks/contract';
import { isEvent, type HeyGenEvent } from '../../events/event';
import { fingerprint } from '../../events/fingerprint';
import { isTooDeep, textOf } from '../../narrow';
import type { Position } from '../state/staticData';

/** The part of HeyGen's history to read. All times are ms since 1970, by HeyGen's clock. */
export interface Window {
	/** Older events are left out. Reading continues for a few entries, because some may be late. */
	fromMs: number;
	/** Younger events are left for the next time, unless clocks differ and they only seem younger. */
	untilMs: number;
	/** The maximum number of entries to read. */
	most: number;
	/** A later time can't be right. */
	latestMs: number;
}

export interface PastHeyGenEvent {
	event: HeyGenEvent;
	/** When HeyGen made it. If that time can't be right, it is the time of the entry next to it. */
	madeAtMs: number;
}

export interface Found {
	/** Oldest first. */
	events: PastHeyGenEvent[];
	/** The newest plausible time, with all events of that time; undefined if there is none. */
	newest?: Position;
	/** The window has more entries than the maximum: older entries than this were not read. */
	cutAtMs?: number;
}

/** No event is older than HeyGen's webhooks. */
const earliestMs = Date.UTC(2020, 0, 1);
/** After this many old entries in a row, no late ones are expected. */
const enoughOld = 10;
/** Clocks that differ by less count as right. */
const clocksAgreeMs = 60_000;

/** A received page is read to its end, because the order within it is not known. */
const isPageEnd = (read: number): boolean => read % largestPage === 0;

/** HeyGen's IDs distinguish entries of the same second; without an ID, the content does. */
const nameOf = (event: HeyGenEvent): string => textOf(event.event_id) ?? fingerprint(event);

const isBelievable = (atMs: number | undefined, latestMs: number): atMs is number =>
	atMs !== undefined && atMs >= earliestMs && atMs <= latestMs;

/** An event in the future, by n8n's clock, has no known age, so it does not count as young. */
const isYoung = (atMs: number, untilMs: number): boolean =>
	atMs > untilMs && atMs <= untilMs + clocksAgreeMs;

export function isUpTo({ atMs, ids }: Position, { event, madeAtMs }: PastHeyGenEvent): boolean {
	return madeAtMs < atMs || (madeAtMs === atMs && ids.includes(nameOf(event)));
}

/**
 * Reads the events in the window. The order of HeyGen's list is not documented, so reading stops
 * early only if the times are seen to decrease.
 */
export async function readHistory(
	entries: AsyncIterable<PastEvent>,
	{ fromMs, untilMs, most, latestMs }: Window,
): Promise<Found> {
	const events: PastHeyGenEvent[] = [];
	const believed: number[] = [];
	let undated: HeyGenEvent[] = [];
	let read = 0;
	let oldInARow = 0;
	let isCut = false;
	function take({ createdAtMs, sent }: PastEvent): void {
		if (!isEvent(sent) || isTooDeep(sent)) return;
		if (!isBelievable(createdAtMs, latestMs)) {
			// It gets the time of the entry before it, or else of the next one.
			const beside = believed.at(-1);
			if (beside === undefined) undated.push(sent);
			else events.push({ event: sent, madeAtMs: beside });
			return;
		}
		events.push(...[...undated, sent].map((event) => ({ event, madeAtMs: createdAtMs })));
		undated = [];
		believed.push(createdAtMs);
		oldInARow = createdAtMs < fromMs ? oldInARow + 1 : 0;
	}
	const isFalling = (): boolean => (believed.at(-1) ?? 0) < (believed[0] ?? 0);
	for await (const entry of entries) {
		take(entry);
		// Checked before the next page is requested.
		isCut = ++read >= most;
		if (isCut || (isPageEnd(read) && isFalling() && oldInARow >= enoughOld)) break;
	}
	const wanted = events.filter(({ madeAtMs }) => madeAtMs >= fromMs && !isYoung(madeAtMs, untilMs));
	return {
		events: wanted.reverse().sort((a, b) => a.madeAtMs - b.madeAtMs),
		...(believed.length > 0 && { newest: newestOf(events, believed) }),
		...(isCut && believed.length > 0 && { cutAtMs: believed.reduce((a, b) => Math.min(a, b)) }),
	};
}

function newestOf(events: PastHeyGenEvent[], believed: number[]): Position {
	const atMs = believed.reduce((a, b) => Math.max(a, b));
	const ids = events.filter(({ madeAtMs }) => madeAtMs === atMs).map(({ event }) => nameOf(event));
	return { atMs, ids: [...new Set(ids)] };
}
