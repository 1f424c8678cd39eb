import { createHash } from 'node:crypto';

import { idText, isObject, without, type JsonObject } from '../narrow';
import { rowOf } from './catalogue';
import { findData, type HeyGenEvent } from './event';

const deepest = 100;

const withoutQuery = (url: string): string => url.split('?')[0] ?? url;

/** A URL, or the URLs inside a text such as `gif_html`, cut at `?`. */
const withoutQueries = (text: string): string =>
	/^https?:\/\//i.test(text)
		? withoutQuery(text)
		: text.replace(/https?:\/\/[^\s"'<>]*/gi, withoutQuery);

/** HeyGen writes empty values in several ways, and sometimes omits them. */
const emptyForms = new Set(['', '""', '{}', '[]']);

/**
 * The same text for the delivery and the history entry of an event: sorted keys, no empty values,
 * numbers as text, and URLs without their query, because each copy is signed anew.
 */
function canonical(value: unknown, depth = 0): string {
	// JSON can be nested deeper than the stack.
	if (depth > deepest) return '"…"';
	const inner = (entry: unknown): string => canonical(entry, depth + 1);
	if (value === null || value === undefined) return '';
	if (typeof value === 'string') return JSON.stringify(withoutQueries(value.trim()));
	if (Array.isArray(value)) return `[${value.map(inner).join()}]`;
	if (!isObject(value)) return JSON.stringify(String(value));
	const entries = Object.keys(value)
		.sort()
		.map((key) => ({ key, text: inner(value[key]) }))
		.filter(({ text }) => !emptyForms.has(text))
		.map(({ key, text }) => `${JSON.stringify(key)}:${text}`);
	return `{${entries.join()}}`;
}

/**
 * The IDs that identify an event, if HeyGen sends only one such event for them; undefined for other
 * events, and if an ID is missing.
 */
export function outcomeIdsOf(event: HeyGenEvent): string[] | undefined {
	const names = rowOf(event.event_type)?.ids ?? [];
	const { data, place, isAll } = findData(event);
	// The first entry of a list does not identify the others.
	if (place !== undefined && !isAll) return undefined;
	const ids = names.map((each) => each.split('|').map((name) => idText(data[name])));
	const found = ids.flatMap((aliases) => aliases.find((id) => id !== undefined) ?? []);
	return names.length > 0 && found.length === names.length ? found : undefined;
}

/** Everything in an event except its ID and time: the envelope differs between copies. */
function contentOf(event: HeyGenEvent): unknown {
	const { data, place, isAll } = findData(event);
	const body: JsonObject = without(event, 'event_type', 'event_id', 'created_at');
	// Data in an unknown shape is used as it is.
	return place === undefined ? body : isAll ? data : event[place];
}

/**
 * The first 132 bits of a SHA-256 (22 characters of base64): equal for every copy of an event,
 * whether a delivery, a repeat or from the history. It is made from the type and the identifying
 * IDs; if there are none, from type and content.
 */
export function fingerprint(event: HeyGenEvent): string {
	const { event_type } = event;
	const ids = outcomeIdsOf(event);
	const identity = ids === undefined ? { content: contentOf(event) } : { ids };
	return createHash('sha256')
		.update(canonical({ event_type, ...identity }))
		.digest('base64')
		.slice(0, 22);
}
