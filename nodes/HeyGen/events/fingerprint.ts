import { createHash } from 'node:crypto';

import { isObject, textOf, type JsonObject } from '../narrow';
import type { HeyGenEvent } from './event';

const deepest = 100;

const withoutQuery = (url: string): string => url.split('?')[0] ?? url;

/** A URL, or the URLs inside a text such as `gif_html`, cut at `?`. */
const withoutQueries = (text: string): string =>
	/^https?:\/\//i.test(text)
		? withoutQuery(text)
		: text.replace(/https?:\/\/[^\s"'<>]*/gi, withoutQuery);

/**
 * The same text for the delivery and the history entry of one event: keys in order, what is null
 * or missing left out, and URLs without their query, because each copy is signed anew.
 */
function canonical(value: unknown, depth = 0): string {
	// JSON nests deeper than the stack does.
	if (depth > deepest) return '"…"';
	const inner = (entry: unknown): string => canonical(entry, depth + 1);
	if (typeof value === 'string') return JSON.stringify(withoutQueries(value));
	if (Array.isArray(value)) return `[${value.map(inner).join()}]`;
	if (!isObject(value)) return JSON.stringify(value) ?? 'null';
	const entries = Object.keys(value)
		.sort()
		.filter((key) => value[key] !== null && value[key] !== undefined)
		.map((key) => `${JSON.stringify(key)}:${inner(value[key])}`);
	return `{${entries.join()}}`;
}

/** What a delivery adds around an event and may differ between two copies of it. */
const perCopy = new Set(['event_id', 'created_at']);

/** Everything but the envelope, for bodies whose data stands somewhere else. */
function bodyOf(event: HeyGenEvent): JsonObject {
	return Object.fromEntries(Object.entries(event).filter(([key]) => !perCopy.has(key)));
}

/**
 * SHA-256 (base64) over the type and data of an event: equal for every copy of it, whether it came
 * as a delivery, a repeat or from the history, with or without an id. Equal bytes are equal here too.
 */
export function fingerprint(event: HeyGenEvent): string {
	const { event_type, event_data } = event;
	const hasData = isObject(event_data) && Object.keys(event_data).length > 0;
	return createHash('sha256')
		.update(canonical(hasData ? { event_type, event_data } : bodyOf(event)))
		.digest('base64');
}

const dayMs = 86_400_000;
const dayOf = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10);

/**
 * What an event is remembered by. It carries a UTC day, so that a later genuine event with the same
 * data is not taken for a repeat: HeyGen repeats for up to 24 h, so two days can be meant.
 */
export interface SignedKeys {
	/** Remembered when the event is new. */
	own: string;
	/** Only asked: the other day on which the same event may have been remembered. */
	neighbour: string;
}

/** Of a delivery that arrives now: it may be a repeat of yesterday's. */
export const deliveryKeys = (print: string, nowMs: number): SignedKeys => ({
	own: `${dayOf(nowMs)} ${print}`,
	neighbour: `${dayOf(nowMs - dayMs)} ${print}`,
});

/** Of an event from the history, however old: it may have been delivered the day after. */
export const historyKeys = (print: string, madeAtMs: number): SignedKeys => ({
	own: `${dayOf(madeAtMs)} ${print}`,
	neighbour: `${dayOf(madeAtMs + dayMs)} ${print}`,
});

/** The id inside the body is signed, the one in the header is not. */
export const signedIdOf = (event: HeyGenEvent): string | undefined => textOf(event.event_id);
