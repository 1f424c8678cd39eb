import { isObject, parseJson, textOf, type JsonObject } from '../narrow';
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
	const body = parseJson(rawBody.toString('utf8'));
	return isEvent(body) ? body : undefined;
}

export const dataOf = (event: HeyGenEvent): JsonObject =>
	isObject(event.event_data) ? event.event_data : {};

/** Handlers in the wild find it at either place. Source: heygen-api/webhooks.md section 6. */
export const callbackIdOf = (event: HeyGenEvent): string | undefined =>
	textOf(dataOf(event).callback_id) ?? textOf(event.callback_id);

/** The link of the finished file: by the catalogue's row, else under the names HeyGen uses. */
export function fileUrlOf(event: HeyGenEvent, names: readonly string[]): string | undefined {
	const data = dataOf(event);
	for (const name of names) {
		const url = textOf(data[name]);
		if (url !== undefined) return url;
	}
	return undefined;
}
