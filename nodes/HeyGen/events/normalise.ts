import { isObject, textOf, type JsonObject } from '../narrow';
import { outcomeOf, resourceOf, type Outcome } from './catalogue';
import { dataOf, type HeyGenEvent } from './event';

/** What stands first in every simplified item. Names and order are public interface. */
export interface Simplified extends JsonObject {
	event_id: string | null;
	event_type: string;
	resource: string;
	outcome: Outcome | null;
	created_at: unknown;
	error_message: string | null;
}

/** HeyGen's names for one thing. Source: heygen-api/webhooks.md section 8. */
const failureNames = ['msg', 'message', 'failure_message', 'error', 'reason'] as const;

function errorMessageOf(event: HeyGenEvent): string | null {
	if (outcomeOf(event.event_type) === 'success') return null;
	for (const source of [dataOf(event), event]) {
		for (const name of failureNames) {
			const value = source[name];
			const text = textOf(isObject(value) ? value.message : value);
			if (text !== undefined) return text;
		}
	}
	return null;
}

const envelopeNames = new Set(['event_id', 'event_type', 'event_data', 'created_at']);

/**
 * One flat item: the six fields above, then the event's data under HeyGen's own names, then what
 * stands beside the data. A name that is taken already gets the place it comes from in front, e.g.
 * `event_data_created_at`, so no field is lost.
 * @param eventId the Heygen-Event-Id header, for a body without an id of its own
 */
export function simplify(event: HeyGenEvent, eventId?: string): Simplified {
	const first: Simplified = {
		event_id: textOf(event.event_id) ?? eventId ?? null,
		event_type: event.event_type,
		resource: resourceOf(event.event_type),
		outcome: outcomeOf(event.event_type),
		created_at: event.created_at ?? null,
		error_message: errorMessageOf(event),
	};
	const fields = new Map<string, unknown>(Object.entries(first));
	const add = (name: string, value: unknown, from: string): void => {
		if (!fields.has(name)) fields.set(name, value);
		else if (fields.get(name) !== value) add(from + name, value, from);
	};
	if (isObject(event.event_data)) {
		for (const [name, value] of Object.entries(event.event_data)) add(name, value, 'event_data_');
	} else if (event.event_data !== undefined && event.event_data !== null) {
		fields.set('event_data', event.event_data);
	}
	for (const [name, value] of Object.entries(event)) {
		if (!envelopeNames.has(name)) add(name, value, 'event_');
	}
	// fromEntries defines even a key named __proto__, which an assignment would swallow.
	return { ...first, ...Object.fromEntries(fields) };
}
