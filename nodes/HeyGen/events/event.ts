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

/** Any event, known or not, with all that HeyGen put into it. */
export type HeyGenEvent = JsonObject & { event_type: string };

/** Whether it is an event at all: an object with an `event_type`. */
export const isEvent = (value: unknown): value is HeyGenEvent =>
	isObject(value) && textOf(value.event_type) !== undefined;

/**
 * Whether TypeScript may read it as a member of the union: a known type with data. Fields that
 * HeyGen documents as optional may still be missing.
 */
export const isKnownEvent = (event: unknown): event is KnownEvent =>
	isEvent(event) && isKnownEventType(event.event_type) && isObject(event.event_data);

/** The event in a delivery's body; undefined when it is not JSON, no object or has no event_type. */
export function readEvent(rawBody: Buffer): HeyGenEvent | undefined {
	const body = parseExactJson(rawBody.toString('utf8'));
	return isEvent(body) && !isTooDeep(body) ? body : undefined;
}

/** Where receivers in the wild find an event's data, the documented place first. */
const dataPlaces = ['event_data', 'data', 'payload'] as const;

/** What stands around the data, and is none. */
const envelope = new Set<string>(['event_id', 'event_type', 'created_at', ...dataPlaces]);

/** An event's data, and what it was taken from. */
export interface FoundData {
	data: JsonObject;
	/** undefined: the data's fields stand beside the event's own. */
	place?: (typeof dataPlaces)[number];
	/** Whether nothing else is in that place. */
	isAll: boolean;
}

/** An object, one as JSON text, or the first one of a list. */
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

/** Looks for the data of an event in every place and shape that is in use. */
export function findData(event: HeyGenEvent): FoundData {
	for (const place of dataPlaces) {
		const found = objectIn(event[place]);
		if (found !== undefined) return { ...found, place };
	}
	const beside = Object.entries(event).filter(([name]) => !envelope.has(name));
	return { data: Object.fromEntries(beside), isAll: false };
}

/** The one reader of an event's data: item, filter, file and fingerprint all see the same. */
export const dataOf = (event: HeyGenEvent): JsonObject => findData(event).data;

/**
 * Handlers in the wild find it at either place; it may be a number too.
 * Source: docs/facts/heygen.md#event-body
 */
export function callbackIdOf(event: HeyGenEvent): string | undefined {
	const places = dataPlaces.map((place) => objectIn(event[place])?.data);
	for (const place of [...places, event]) {
		const id = idText(place?.callback_id);
		if (id !== undefined) return id;
	}
	return undefined;
}

/** The first link under names such as `video_url` or `clips.0.video_url`. */
export function linkIn(source: JsonObject, names: readonly string[]): string | undefined {
	for (const name of names) {
		const value = valueAt(source, name);
		const link = typeof value === 'string' ? textOf(value.trim()) : undefined;
		if (link !== undefined) return link;
	}
	return undefined;
}

/** The link of the finished file, under the names of the catalogue's row. */
export const fileUrlOf = (event: HeyGenEvent, names: readonly string[]): string | undefined =>
	linkIn(dataOf(event), names);
