import { largestPage } from '../../api/pagination';
import type { PastEvent } from '../../api/webhooks/contract';
import { isEvent, type HeyGenEvent } from '../../events/event';
import { fingerprint } from '../../events/fingerprint';
import { isTooDeep, textOf } from '../../narrow';
import type { Position } from '../state/staticData';

/** Which part of HeyGen's history is read. All times are ms since 1970, in HeyGen's clock. */
export interface Window {
	/** Nothing older than this, but for a few late entries behind it. */
	fromMs: number;
	/** What is younger is left for the next time, but for what clocks that differ make younger. */
	untilMs: number;
	/** How many entries are read, at most. */
	most: number;
	/** No time after this can be believed. */
	latestMs: number;
}

export interface PastHeyGenEvent {
	event: HeyGenEvent;
	/** When HeyGen made it; where its own time can't be believed, that of the entry beside it. */
	madeAtMs: number;
}

export interface Found {
	/** Oldest first. */
	events: PastHeyGenEvent[];
	/** The newest moment that can be believed, with all of it; undefined when there is none. */
	newest?: Position;
	/** More entries than allowed are in the window: what is older than this was not read. */
	cutAtMs?: number;
}

/** No event is older than HeyGen's webhooks. */
const earliestMs = Date.UTC(2020, 0, 1);
/** So many old entries in a row are no late ones. */
const enoughOld = 10;
/** Clocks that differ by less are right. */
const clocksAgreeMs = 60_000;

/** A page that is there is read to its end: nothing is known of the order in it. */
const isPageEnd = (read: number): boolean => read % largestPage === 0;

/** Of entries of one second, HeyGen's ids tell them apart; without an id, the content. */
const nameOf = (event: HeyGenEvent): string => textOf(event.event_id) ?? fingerprint(event);

const isBelievable = (atMs: number | undefined, latestMs: number): atMs is number =>
	atMs !== undefined && atMs >= earliestMs && atMs <= latestMs;

/** What n8n's clock has in the future is of no age that can be told. */
const isYoung = (atMs: number, untilMs: number): boolean =>
	atMs > untilMs && atMs <= untilMs + clocksAgreeMs;

export function isUpTo({ atMs, ids }: Position, { event, madeAtMs }: PastHeyGenEvent): boolean {
	return madeAtMs < atMs || (madeAtMs === atMs && ids.includes(nameOf(event)));
}

/**
 * What falls into the window. The order of HeyGen's list is not documented: the rest is left out only
 * where times are seen to fall.
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
			// Beside the entry before it, else beside the next one.
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
		// Before the next page is asked for.
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
