import { textsOf } from '../narrow';

/**
 * The event types a person chose; null for every event, undefined when none is chosen.
 * @param value a list of types, or the text an expression gives: types with commas between them
 */
export function chosenTypes(value: unknown): string[] | null | undefined {
	const listed = typeof value === 'string' ? value.split(',') : (textsOf(value) ?? []);
	const types = [...new Set(listed.map((type) => type.trim()).filter((type) => type !== ''))];
	if (types.includes('*')) return null;
	return types.length === 0 ? undefined : types;
}

/** @param types null for every event */
export const isSubscribed = (type: string, types: string[] | null): boolean =>
	types === null || types.includes(type);
