import {
	idText,
	isObject,
	isTooDeep,
	parseExactJson,
	textOf,
	valueAt,
	type JsonObject,
} from '../narrow';
import { isKnownEventType, type KnownEvent } from './catalogue';

/** Any event, known or not, with everything that HeyGen sent. */
export type HeyGenEvent = JsonObject & { event_type: string };

/** An object with an `event_type` is an event. */
export const isEvent = (value: unknown): value is HeyGenEvent =>
	isObject(value) && textOf(value.event_type) !== undefined;

/**
 * Whether TypeScript may treat it as a member of the union: a known type with data. Fields that
 * HeyGen documents as optional may still be missing.
 */
export const isKnownEvent = (event: unknown): event is KnownEvent =>
	isEvent(event) && isKnownEventType(event.event_type) && isObject(event.event_data);

/** The event in a delivery's body; undefined if it is not a JSON object with an event_type. */
export function readEvent(rawBody: Buffer): HeyGenEvent | undefined {
	const body = parseExactJson(rawBody.toString('utf8'));
	return isEvent(body) && !isTooDeep(body) ? body : undefined;
}

/** Keys under which real receivers found an event's data, the documented one first. */
const dataPlaces = ['event_data', 'data', 'payload'] as const;

/** Keys around the data that are not part of it. */
const envelope = new Set<string>(['event_id', 'event_type', 'created_at', ...dataPlaces]);

/** An event's data, and where it was found. */
export interface FoundData {
	data: JsonObject;
	/** undefined: the data's fields are next to the event's own. */
	place?: (typeof dataPlaces)[number];
	/** Whether there is nothing else in that place. */
	isAll: boolean;
}

/** An object, an object as JSON text, or the first one of a list. */
function objectIn(value: unknown, depth = 0): { data: JsonObject; isAll: boolean } | undefined {
	if (isObject(value))
		return Object.keys(value).length > 0 ? { data: value, isAll: true } : undefined;
	if (depth > 3) return undefined;
	if (typeof value === 'string') {
		const inside = /^\s*[[{"]/.test(value) ? parseExactJson(value) : undefined;
		return isTooDeep(inside) ? undefined : objectIn(inside, depth + 1);
	}
	if (!Array.isArray(value)) return undefined;
	for (const entry of value) {
		const found = objectIn(entry, depth + 1);
		if (found !== undefined) return { ...found, isAll: found.isAll && value.length === 1 };
	}
	return undefined;
}

/** Finds the data of an event in every place and shape that is in use. */
export function findData(event: HeyGenEvent): FoundData {
	for (const place of dataPlaces) {
		const found = objectIn(event[place]);
		if (found !== undefined) return { ...found, place };
	}
	const beside = Object.entries(event).filter(([name]) => !envelope.has(name));
	return { data: Object.fromEntries(beside), isAll: false };
}

/** The only reader of an event's data, so that item, filter, file and fingerprint see the same. */
export const dataOf = (event: HeyGenEvent): JsonObject => findData(event).data;

/** Found in either place; it may be a number too. Source: docs/facts/heygen.md#event-body */
export function callbackIdOf(event: HeyGenEvent): string | undefined {
	const places = dataPlaces.map((place) => objectIn(event[place])?.data);
	for (const place of [...places, event]) {
		const id = idText(place?.callback_id);
		if (id !== undefined) return id;
	}
	return undefined;
}

/** The first link under keys such as `video_url` or `clips.0.video_url`. */
export function linkIn(source: JsonObject, names: readonly string[]): string | undefined {
	for (const name of names) {
		const value = valueAt(source, name);
		const link = typeof value === 'string' ? textOf(value.trim()) : undefined;
		if (link !== undefined) return link;
	}
	return undefined;
}

/** The link to the finished file, under the keys of the catalogue's row. */
export const fileUrlOf = (event: HeyGenEvent, names: readonly string[]): string | undefined =>
	linkIn(dataOf(event), names);
