import { fingerprint, outcomeIdsOf } from '../../events/fingerprint';
import type { HeyGenEvent } from '../../events/event';
import { idText } from '../../narrow';

/**
 * The keys that identify an event, in the process's memory and in n8n's database.
 *
 * - If two copies both have an ID (in the signed body, or in HeyGen's history), they are one event
 * exactly if the IDs are equal. The ID in a header is not signed and never counts.
 * - If one copy has no ID, an equal fingerprint makes them one event if they were made on the same
 * or on neighboring UTC days: HeyGen repeats for up to 24 h, and a later event with an equal
 * fingerprint is another one. See fingerprint.ts.
 *
 * Every day belongs to two pairs of days, and two days share a pair exactly if they are the same or
 * neighbors. So a fingerprint is part of two keys, for lookups and for records.
 */
export interface Keys {
	/** The event's ID, if it has one. */
	id?: string;
	/** The fingerprint, once for each of the two pairs of days. */
	prints: readonly [string, string];
	/** For each fingerprint: it was recorded by an event with an ID. */
	marks: readonly [string, string];
	/** HeyGen sends only one event with this fingerprint, whatever its ID. */
	isOfOutcome: boolean;
}

const dayMs = 86_400_000;

/**
 * The ID in the body is signed, and HeyGen's history is read with the key. A number that was
 * rounded when it was parsed may belong to several events, so it does not count.
 */
export const idOf = ({ event_id }: HeyGenEvent): string | undefined =>
	typeof event_id === 'number' && !Number.isSafeInteger(event_id) ? undefined : idText(event_id);

/**
 * @param madeAtMs when HeyGen made the event, or when its delivery came, ms since 1970
 * @param scope of the trigger node: nodes that share an ID by mistake share a row in the database
 */
export function keysOf(event: HeyGenEvent, madeAtMs: number, scope: string): Keys {
	const id = idOf(event);
	const day = Math.floor(madeAtMs / dayMs);
	const a = `a${Math.floor(day / 2)}`;
	const b = `b${Math.floor((day + 1) / 2)}`;
	const print = fingerprint(event);
	const printOf = (pair: string): string => `${scope} print ${pair} ${print}`;
	const markOf = (pair: string): string => `${scope} with id ${pair} ${print}`;
	return {
		...(id !== undefined && { id: `${scope} id ${id}` }),
		prints: [printOf(a), printOf(b)],
		marks: [markOf(a), markOf(b)],
		isOfOutcome: outcomeIdsOf(event) !== undefined,
	};
}

/** All keys that are looked up for an event, and recorded for a new one. */
export const keysToRecord = ({ id, prints, marks }: Keys): string[] =>
	id === undefined ? [...prints] : [id, ...prints, ...marks];

/**
 * Recorded next to the keys. It is looked up in a separate call to decide whether to download a
 * file, or what to assume if the answer about the keys is lost. If the keys are known, they decide:
 * a lookup also records, so a killed process may leave a hint behind.
 */
export const hintOf = ({ prints }: Keys): string => `hint ${prints.join()}`;

/** For maps of events. */
export const nameOf = ({ id, prints }: Keys): string => id ?? prints.join();

/** Whether a key was recorded before; undefined if unknown. */
export type Has = (key: string) => boolean | undefined;

export function isKnown({ id, prints, marks }: Keys, has: (key: string) => boolean): boolean {
	if (id === undefined) return prints.some(has);
	if (has(id)) return true;
	// The fingerprint counts only if an event without an ID recorded it.
	return prints.some((print, index) => has(print) && !has(marks[index] ?? ''));
}

/** What to assume if the keys are unknown: losing an event is worse than emitting it twice. */
export const isLikelyKnown = (keys: Keys, has: Has): boolean =>
	has(keys.prints[0]) === undefined &&
	has(hintOf(keys)) === true &&
	(keys.id === undefined || keys.isOfOutcome);

/** The minimum number of its keys and its hint that are recorded for a new event. */
export const leastOfNew = ({ id, isOfOutcome }: Keys): number =>
	id === undefined ? 2 : isOfOutcome ? 5 : 1;

/** Whether two copies that are being processed are one event. */
export const isSame = (one: Keys, other: Keys): boolean =>
	one.id !== undefined && other.id !== undefined
		? one.id === other.id
		: one.prints.some((print) => other.prints.includes(print));
