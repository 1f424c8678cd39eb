import { fingerprint } from '../../events/fingerprint';
import type { HeyGenEvent } from '../../events/event';
import { idText } from '../../narrow';

/**
 * What an event is remembered by. The same rule answers for the process's memory and for n8n's
 * database:
 *
 * - Two copies that both carry an id (in the signed body, or in HeyGen's history) are one event
 *   exactly when the ids are equal. The id in a header is signed by nobody and never counts.
 * - Where one copy has no id, equal content makes them one, when it was made on the same or on a
 *   neighbouring UTC day: HeyGen repeats for up to 24 h, a later event with equal data is another.
 *
 * Every day belongs to two pairs of days, and two days share a pair exactly when they are the same
 * or neighbours. So a print stands in two keys, asked and recorded alike.
 */
export interface Keys {
	/** Of an event with an id. */
	id?: string;
	/** The content, once for each of the two pairs of days. */
	prints: readonly string[];
	/** Beside each print: it was recorded by an event with an id. */
	marks: readonly string[];
}

const dayMs = 86_400_000;

/** The id inside the body is signed, and HeyGen's history is read with the key. */
export const idOf = (event: HeyGenEvent): string | undefined => idText(event.event_id);

/**
 * @param madeAtMs when HeyGen made the event, or when its delivery came, ms since 1970
 * @param scope of the trigger node: nodes that share an id by mistake share a row of the database
 */
export function keysOf(event: HeyGenEvent, madeAtMs: number, scope: string): Keys {
	const id = idOf(event);
	const day = Math.floor(madeAtMs / dayMs);
	const pairs = [`a${Math.floor(day / 2)}`, `b${Math.floor((day + 1) / 2)}`];
	const print = fingerprint(event);
	return {
		...(id !== undefined && { id: `${scope} id ${id}` }),
		prints: pairs.map((pair) => `${scope} print ${pair} ${print}`),
		marks: pairs.map((pair) => `${scope} with id ${pair} ${print}`),
	};
}

/** All that has to be looked up for an event, and all that is recorded of a new one. */
export const keysToRecord = ({ id, prints, marks }: Keys): string[] =>
	id === undefined ? [...prints] : [id, ...prints, ...marks];

/**
 * Stands in for the keys where it is only asked whether a file is worth fetching. Asking records: a
 * process that is killed before that is taken back leaves this behind, which decides nothing.
 */
export const hintOf = ({ prints }: Keys): Keys => ({
	prints: [`hint ${prints.join()}`],
	marks: [],
});

/** For maps of events. */
export const nameOf = ({ id, prints }: Keys): string => id ?? prints.join();

/** @param has whether a key was recorded before */
export function isKnown({ id, prints, marks }: Keys, has: (key: string) => boolean): boolean {
	if (id === undefined) return prints.some(has);
	if (has(id)) return true;
	// The content counts only where an event without an id left it.
	return prints.some((print, index) => has(print) && !has(marks[index] ?? ''));
}

/** Whether two copies that are both under way are one event. */
export const isSame = (one: Keys, other: Keys): boolean =>
	one.id !== undefined && other.id !== undefined
		? one.id === other.id
		: one.prints.some((print) => other.prints.includes(print));
