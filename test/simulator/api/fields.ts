import { knownEvents } from '../state/catalogue';
import type { Generation, JsonObject } from '../types';
import { invalid, missing } from './errors';

/** v3 turns down every key that it does not know. */
export function onlyKeys(body: JsonObject, allowed: readonly string[]): void {
	const strange = Object.keys(body).find((key) => !allowed.includes(key));
	if (strange !== undefined) throw invalid(strange, `${strange} is not a field of this operation.`);
}

/** A text that may be left out or null. */
export function optionalText(body: JsonObject, key: string): string | null {
	const value = body[key] ?? null;
	if (value !== null && typeof value !== 'string') throw invalid(key, `${key} has to be a string.`);
	return value;
}

export function requiredText(body: JsonObject, key: string): string {
	const value = optionalText(body, key);
	if (value === null || value === '') throw missing(key);
	return value;
}

/** undefined when left out, null when null (every event). */
export function eventList(body: JsonObject, generation: Generation): string[] | null | undefined {
	const value = body['events'];
	if (value === undefined || value === null) return value;
	if (!Array.isArray(value)) throw invalid('events', 'events has to be a list or null.');
	return value.map((name: unknown) => eventName(name, generation, 'events'));
}

export function eventName(name: unknown, generation: Generation, param: string): string {
	if (typeof name === 'string' && knownEvents[generation].has(name)) return name;
	throw invalid(param, `${JSON.stringify(name)} is not an event type.`);
}
