import { fingerprint, outcomeIdsOf } from '../../events/fingerprint';
import type { HeyGenEvent } from '../../events/event';
import { idText } from '../../narrow';

/**
 * What an event is remembered by. The same rule answers for the process's memory and for n8n's
 * database:
 *
 * - Two copies that both carry an id (in the signed body, or in HeyGen's history) are one event
 *   exactly when the ids are equal. The id in a header is signed by nobody and never counts.
 * - Where one copy has no id, an equal print makes them one, when they were made on the same or on
 *   neighbouring UTC days: HeyGen repeats for up to 24 h, a later event with an equal print is
 *   another. The print is that of fingerprint.ts.
 *
 * Every day belongs to two pairs of days, and two days share a pair exactly when they are the same
 * or neighbours. So a print stands in two keys, asked and recorded alike.
 */
export interface Keys {
	/** Of an event with an id. */
	id?: string;
	/** What it is about, once for each of the two pairs of days. */
	prints: readonly [string, string];
	/** Beside each print: it was recorded by an event with an id. */
	marks: readonly [string, string];
	/** HeyGen makes one event with this print, whatever its id. */
	isOfOutcome: boolean;
}

const dayMs = 86_400_000;

/**
 * The id inside the body is signed, and HeyGen's history is read with the key. A number that was
 * rounded as it was read is the id of others too, so it is none.
 */
export const idOf = ({ event_id }: HeyGenEvent): string | undefined =>
	typeof event_id === 'number' && !Number.isSafeInteger(event_id) ? undefined : idText(event_id);

/**
 * @param madeAtMs when HeyGen made the event, or when its delivery came, ms since 1970
 * @param scope of the trigger node: nodes that share an id by mistake share a row of the database
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

/** All that has to be looked up for an event, and all that is recorded of a new one. */
export const keysToRecord = ({ id, prints, marks }: Keys): string[] =>
	id === undefined ? [...prints] : [id, ...prints, ...marks];

/**
 * Recorded beside the keys, and asked in a call of its own, where that says what to do: whether a file
 * is worth fetching, or what to think when the answer about the keys is lost. It decides nothing where
 * they tell: to ask records, so a process that is killed may leave one behind.
 */
export const hintOf = ({ prints }: Keys): string => `hint ${prints.join()}`;

/** For maps of events. */
export const nameOf = ({ id, prints }: Keys): string => id ?? prints.join();

/** Whether a key was recorded before; undefined where nobody can tell. */
export type Has = (key: string) => boolean | undefined;

export function isKnown({ id, prints, marks }: Keys, has: (key: string) => boolean): boolean {
	if (id === undefined) return prints.some(has);
	if (has(id)) return true;
	// The print counts only where an event without an id left it.
	return prints.some((print, index) => has(print) && !has(marks[index] ?? ''));
}

/** What to think when nobody can tell about the keys: never is worse than twice. */
export const isLikelyKnown = (keys: Keys, has: Has): boolean =>
	has(keys.prints[0]) === undefined &&
	has(hintOf(keys)) === true &&
	(keys.id === undefined || keys.isOfOutcome);

/** How many of its keys and its hint are recorded at least when the event is new. */
export const leastOfNew = ({ id, isOfOutcome }: Keys): number =>
	id === undefined ? 2 : isOfOutcome ? 5 : 1;

/** Whether two copies that are both under way are one event. */
export const isSame = (one: Keys, other: Keys): boolean =>
	one.id !== undefined && other.id !== undefined
		? one.id === other.id
		: one.prints.some((print) => other.prints.includes(print));
