/** What comes from the network is `unknown` until one of these has looked at it. */

export type JsonObject = Record<string, unknown>;

export const isObject = (value: unknown): value is JsonObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The text, or undefined when it is empty or something else. */
export const textOf = (value: unknown): string | undefined =>
	typeof value === 'string' && value !== '' ? value : undefined;

/** The texts of a list, everything else left out; undefined when it is no list. */
export const textsOf = (value: unknown): string[] | undefined =>
	Array.isArray(value)
		? value.filter((entry): entry is string => typeof entry === 'string')
		: undefined;

/** JSON from the wire, or undefined when the text is not JSON. */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

/** Integers that may be too long for a number; inside a text they are nothing but text. */
const longIntegers = /\\.|"|(?<![\d.eE+-])-?\d{16,400}(?![\d.eE+-])/g;

/**
 * JSON in which an integer that a number can't hold is text, digit for digit: two IDs may differ in
 * their last digits only.
 */
export function parseExactJson(text: string): unknown {
	const value = parseJson(text);
	if (value === undefined) return undefined;
	let isInText = false;
	const exact = text.replace(longIntegers, (token) => {
		if (token === '"') isInText = !isInText;
		const isHeld = token.length < 16 || Number.isSafeInteger(Number(token));
		return isInText || isHeld ? token : `"${token}"`;
	});
	return exact === text ? value : parseJson(exact);
}

/** What identifies something, as text without blanks around it; undefined when there is nothing. */
export function idText(value: unknown): string | undefined {
	if (typeof value === 'string') return textOf(value.trim());
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	if (Array.isArray(value) && value.length === 1) return idText(value[0]);
	return isObject(value) || Array.isArray(value) ? JSON.stringify(value) : undefined;
}

/** What identifies several things: the IDs of a list, numbers too, or the one that stands alone. */
export const idTexts = (value: unknown): string[] =>
	(Array.isArray(value) ? (value as unknown[]) : [value]).flatMap((one) => idText(one) ?? []);

const yes = new Set(['true', '1', 'yes', 'y', 'on']);
const no = new Set(['false', '0', 'no', 'n', 'off']);

/** A switch, which an expression gives as text or number too; undefined for what is neither. */
export function booleanOf(value: unknown): boolean | undefined {
	const text = idText(value)?.toLowerCase() ?? '';
	return yes.has(text) || (no.has(text) ? false : undefined);
}

/** What is neither yes nor no, an empty text say, is the fallback. */
export const isOn = (value: unknown, fallback: boolean): boolean => booleanOf(value) ?? fallback;

/** The value under a path such as `clips.0.video_url`; undefined where it leads nowhere. */
export function valueAt(source: unknown, path: string): unknown {
	let value = source;
	for (const name of path.split('.')) {
		if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name))
			return undefined;
		value = (value as JsonObject)[name];
	}
	return value;
}

/** The object without some of its fields. */
export function without<T extends object, Name extends keyof T>(
	value: T,
	...names: Name[]
): Omit<T, Name> {
	const rest = { ...value };
	for (const name of names) delete rest[name];
	return rest;
}

/** n8n can't store, and nobody can read, what nests deeper than this. */
const deepest = 3_500;

/** Whether JSON nests so deep that to write it again would overflow the stack. */
export function isTooDeep(value: unknown): boolean {
	let level: unknown[] = [value];
	for (let depth = 0; depth <= deepest; depth++) {
		level = level.flatMap((entry) =>
			typeof entry === 'object' && entry !== null ? (Object.values(entry) as unknown[]) : [],
		);
		if (level.length === 0) return false;
	}
	return true;
}
