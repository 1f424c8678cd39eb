/** Data from the network is `unknown` until one of these functions has checked it. */

export type JsonObject = Record<string, unknown>;

export const isObject = (value: unknown): value is JsonObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The string, or undefined if it is empty or something else. */
export const textOf = (value: unknown): string | undefined =>
	typeof value === 'string' && value !== '' ? value : undefined;

/** The strings of a list, without other values; undefined if it is not a list. */
export const textsOf = (value: unknown): string[] | undefined =>
	Array.isArray(value)
		? value.filter((entry): entry is string => typeof entry === 'string')
		: undefined;

/** Parsed JSON, or undefined if the text is not JSON. */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

/** Integers that may be too long for a number; inside a string they are skipped. */
const longIntegers = /\\.|"|(?<![\d.eE+-])-?\d{16,400}(?![\d.eE+-])/g;

/**
 * Parses JSON, but keeps an integer that a number can't hold as a string: two IDs may differ only
 * in their last digits.
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

/** An ID as trimmed string; undefined if empty. */
export function idText(value: unknown): string | undefined {
	if (typeof value === 'string') return textOf(value.trim());
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	if (Array.isArray(value) && value.length === 1) return idText(value[0]);
	return isObject(value) || Array.isArray(value) ? JSON.stringify(value) : undefined;
}

/** IDs of a list, numbers included, or a single ID. */
export const idTexts = (value: unknown): string[] =>
	(Array.isArray(value) ? (value as unknown[]) : [value]).flatMap((one) => idText(one) ?? []);

const yes = new Set(['true', '1', 'yes', 'y', 'on']);
const no = new Set(['false', '0', 'no', 'n', 'off']);

/** A boolean, also as text or number from an expression; undefined for anything else. */
export function booleanOf(value: unknown): boolean | undefined {
	const text = idText(value)?.toLowerCase() ?? '';
	return yes.has(text) || (no.has(text) ? false : undefined);
}

/** Returns the fallback for a value that is not a boolean, such as an empty string. */
export const isOn = (value: unknown, fallback: boolean): boolean => booleanOf(value) ?? fallback;

/** The value under a path such as `clips.0.video_url`; undefined if there is none. */
export function valueAt(source: unknown, path: string): unknown {
	let value = source;
	for (const name of path.split('.')) {
		if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name))
			return undefined;
		value = (value as JsonObject)[name];
	}
	return value;
}

/** A copy of the object without some fields. */
export function without<T extends object, Name extends keyof T>(
	value: T,
	...names: Name[]
): Omit<T, Name> {
	const rest = { ...value };
	for (const name of names) delete rest[name];
	return rest;
}

/** n8n can't store anything nested deeper than this. */
const deepest = 3_500;

/** Whether JSON is nested so deep that writing it again would overflow the stack. */
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
