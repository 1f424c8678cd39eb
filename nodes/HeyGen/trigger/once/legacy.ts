import { createHash } from 'node:crypto';

import type { HeyGenEvent } from '../../events/event';
import { isObject, without } from '../../narrow';

/**
 * The keys that version 0.1.0 left in n8n's database. They are asked for a day after an upgrade, as
 * long as HeyGen may repeat what 0.1.0 emitted, and can go with the version after the next.
 */

const deepest = 100;
const dayMs = 86_400_000;

const withoutQuery = (url: string): string => url.split('?')[0] ?? url;
const withoutQueries = (text: string): string =>
	/^https?:\/\//i.test(text)
		? withoutQuery(text)
		: text.replace(/https?:\/\/[^\s"'<>]*/gi, withoutQuery);

function canonical(value: unknown, depth = 0): string {
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

function printOf(event: HeyGenEvent): string {
	const { event_type, event_data } = event;
	const hasData = isObject(event_data) && Object.keys(event_data).length > 0;
	const body = hasData ? { event_type, event_data } : without(event, 'event_id', 'created_at');
	return createHash('sha256').update(canonical(body)).digest('base64');
}

/** @param madeAtMs as for `keysOf` */
export function legacyKeysOf(event: HeyGenEvent, madeAtMs: number): string[] {
	const print = printOf(event);
	return [-1, 0, 1].map(
		(days) => `${new Date(madeAtMs + days * dayMs).toISOString().slice(0, 10)} ${print}`,
	);
}
