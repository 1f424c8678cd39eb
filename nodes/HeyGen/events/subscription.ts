import { isObject, parseJson } from '../narrow';

/** Where an object that stands for an event type has its name. */
const typeNames = ['event_type', 'value', 'type', 'name'];

/** Blanks, quotes and the marks of a list around a type. */
const bare = (text: string): string =>
	text.replace(/^[\s"'`]*(?:[-•]\s+)?[\s"'`]*|[\s"'`;]+$/g, '');

/** Several in one text: with commas or semicolons between them, or one per line. */
export const separated = (text: string): string[] =>
	text.split(/[,;\n\r]/).map((one) => one.trim());

/** The types in whatever an expression, a variable or a model gives. */
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
 * The event types a person chose; null for every event, undefined when none is chosen.
 * @param value a list of types or of objects, or the text an expression gives: JSON, or types with
 * commas or line breaks between them
 */
export function chosenTypes(value: unknown): string[] | null | undefined {
	const types = [...new Set(typesIn(value).filter((type) => type !== ''))];
	if (types.includes('*')) return null;
	return types.length === 0 ? undefined : types;
}

/** What can't be the name of an event type, so that HeyGen need not be asked. */
export const brokenTypes = (types: readonly string[]): string[] =>
	types.filter((type) => !/^[\w.:-]+$/.test(type));

/** @param types null for every event */
export const isSubscribed = (type: string, types: string[] | null): boolean =>
	types === null || types.includes(type);
