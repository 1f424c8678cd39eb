import { isObject, parseJson } from '../narrow';

/** Keys of the name in an object for an event type. */
const typeNames = ['event_type', 'value', 'type', 'name'];

/** Removes blanks, quotes and list markers around a type. */
const bare = (text: string): string =>
	text.replace(/^[\s"'`]*(?:[-•]\s+)?[\s"'`]*|[\s"'`;]+$/g, '');

/** Splits a text at commas, semicolons and line breaks. */
export const separated = (text: string): string[] =>
	text.split(/[,;\n\r]/).map((one) => one.trim());

/** The types in any value from an expression, a variable or a model. */
function typesIn(value: unknown, depth = 0): string[] {
	if (depth > 4) return [];
	if (typeof value === 'string') {
		const parsed = /^\s*[[{"]/.test(value) ? parseJson(value) : undefined;
		return parsed === undefined ? separated(value).map(bare) : typesIn(parsed, depth + 1);
	}
	if (Array.isArray(value)) return value.flatMap((entry) => typesIn(entry, depth + 1));
	if (!isObject(value)) return [];
	const name = typeNames.find((each) => typeof value[each] === 'string');
	return name === undefined ? [] : typesIn(value[name], depth + 1);
}

/**
 * The selected event types; null for every event, undefined if none is selected.
 * @param value a list of types or of objects, or the text of an expression: JSON, or types
 * separated by commas or line breaks
 */
export function chosenTypes(value: unknown): string[] | null | undefined {
	const types = [...new Set(typesIn(value).filter((type) => type !== ''))];
	if (types.includes('*')) return null;
	return types.length === 0 ? undefined : types;
}

/** Strings that can't be the name of an event type, so HeyGen need not be asked. */
export const brokenTypes = (types: readonly string[]): string[] =>
	types.filter((type) => !/^[\w.:-]+$/.test(type));

/** @param types null for every event */
export const isSubscribed = (type: string, types: string[] | null): boolean =>
	types === null || types.includes(type);
