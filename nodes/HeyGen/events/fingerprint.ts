import { createHash } from 'node:crypto';

import { isObject, without, type JsonObject } from '../narrow';
import { findData, type HeyGenEvent } from './event';

const deepest = 100;

const withoutQuery = (url: string): string => url.split('?')[0] ?? url;

/** A URL, or the URLs inside a text such as `gif_html`, cut at `?`. */
const withoutQueries = (text: string): string =>
	/^https?:\/\//i.test(text)
		? withoutQuery(text)
		: text.replace(/https?:\/\/[^\s"'<>]*/gi, withoutQuery);

/** HeyGen writes what it has no value for in several ways, and leaves it out in others. */
const emptyForms = new Set(['', '""', '{}', '[]']);

/**
 * The same text for the delivery and the history entry of one event: keys in order, what is empty
 * left out, numbers as text, and URLs without their query, because each copy is signed anew.
 */
function canonical(value: unknown, depth = 0): string {
	// JSON nests deeper than the stack does.
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
 * The first 132 bits of a SHA-256 (22 characters of base64) over the type and data of an event: equal
 * for every copy of it, whether it came as a delivery, a repeat or from the history.
 */
export function fingerprint(event: HeyGenEvent): string {
	const { data, place, isAll } = findData(event);
	const { event_type } = event;
	const body: JsonObject = without(event, 'event_type', 'event_id', 'created_at');
	// The envelope differs between copies; data in no known shape counts as it stands.
	const content = place === undefined ? body : isAll ? data : event[place];
	return createHash('sha256')
		.update(canonical({ event_type, content }))
		.digest('base64')
		.slice(0, 22);
}
