import { codeIn, reasonBelow, reasonIn } from '../failureText';
import { idText, isObject, type JsonObject } from '../narrow';
import { isOwnCallback } from '../shared/ownCallback';
import { outcomeOf, resourceOf, type Outcome } from './catalogue';
import { findData, type FoundData, type HeyGenEvent } from './event';

/** The first fields of every simplified item. Names and order are public interface. */
export interface Simplified extends JsonObject {
	event_id: string | null;
	event_type: string;
	resource: string;
	outcome: Outcome | null;
	created_at: unknown;
	error_message: string | null;
}

/** HeyGen's reason for the failure, or its code; null if it did not fail, or if there is none. */
function errorMessageOf(event: HeyGenEvent, { data, place }: FoundData): string | null {
	const outcome = outcomeOf(event.event_type);
	if (outcome === 'success') return null;
	const beside = { ...event, ...(place !== undefined && { [place]: undefined }) };
	const told = reasonIn(data) ?? reasonIn(beside);
	if (told !== undefined || outcome !== 'fail') return told ?? null;
	return reasonBelow(data) ?? codeIn(data) ?? codeIn(beside) ?? null;
}

const envelopeNames = ['event_id', 'event_type', 'created_at'];

/** n8n treats an item with its own `error` as failed. */
const reserved = new Set(['error']);

/**
 * One flat item: the six fields above, the event's data under HeyGen's own names, and the fields
 * next to the data. A name that is already in use gets a prefix that says where it was found, e.g.
 * `event_data_created_at`, so no field is lost; `error` always gets one. Only the callback address
 * of a parked execution is left out, since it contains a token.
 * @param eventId the Heygen-Event-Id header, for a body without its own ID
 */
export function simplify(event: HeyGenEvent, eventId?: string): Simplified {
	const found = findData(event);
	const first: Simplified = {
		event_id: idText(event.event_id) ?? eventId ?? null,
		event_type: event.event_type,
		resource: resourceOf(event.event_type),
		outcome: outcomeOf(event.event_type),
		created_at: event.created_at ?? null,
		error_message: errorMessageOf(event, found),
	};
	const fields = new Map<string, unknown>(Object.entries(first));
	const add = (name: string, value: unknown, from: string): void => {
		if (name === 'callback_url' && isOwnCallback(value)) return;
		if (!fields.has(name) && !reserved.has(name)) fields.set(name, value);
		else if (fields.get(name) !== value || reserved.has(name)) add(from + name, value, from);
	};
	const isRead = ({ place, isAll }: FoundData, name: string): boolean =>
		name === place ? isAll : name === 'event_data' && isNothing(event.event_data);
	if (found.place !== undefined) {
		for (const [name, value] of Object.entries(found.data)) add(name, value, 'event_data_');
	}
	for (const [name, value] of Object.entries(event)) {
		if (!envelopeNames.includes(name) && !isRead(found, name)) add(name, value, 'event_');
	}
	// fromEntries even sets a key named __proto__, which an assignment would drop.
	return { ...first, ...Object.fromEntries(fields) };
}

const isNothing = (value: unknown): boolean =>
	value === undefined || value === null || (isObject(value) && Object.keys(value).length === 0);
