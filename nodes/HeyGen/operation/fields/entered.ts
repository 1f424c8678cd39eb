import { booleanOf, isObject, parseExactJson, parseJson, textOf } from '../../narrow';
import { InvalidInput, unfit } from './invalidInput';

/** Parses what users or expressions entered into one parameter. Undefined means empty. */

/** The value of a resource locator, also of one written by hand, or the value itself. */
export const located = (entered: unknown): unknown =>
	isObject(entered) && (entered.__rl === true || typeof entered.mode === 'string')
		? entered.value
		: entered;

export const isBlank = (value: unknown): boolean =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** Whether the value is empty, even if the field was added: an empty string, no ID, {}, []. */
export function isNothing(entered: unknown): boolean {
	const value = located(entered);
	return isBlank(value) || (typeof value === 'object' && Object.keys(Object(value)).length === 0);
}

/** A date from an expression: `$now`, `new Date()`. */
export const dateText = (value: unknown): string | undefined =>
	isObject(value) && typeof value.toJSON === 'function'
		? textOf(parseJson(JSON.stringify(value)))
		: undefined;

/** Trims white space. */
export function enteredText(entered: unknown, label: string): string | undefined {
	const value = located(entered);
	if (value === undefined || value === null) return undefined;
	const plain = dateText(value) ?? value;
	const isNoNumber = typeof plain === 'number' && !Number.isFinite(plain);
	if (typeof plain === 'object' || isNoNumber) throw unfit(label, 'is not a text');
	// A character that was cut in half can be neither in an address nor in JSON.
	const text = String(plain)
		.trim()
		.replace(/\p{Cs}/gu, '\ufffd');
	return text === '' ? undefined : text;
}

export function enteredNumber(entered: unknown, label: string): number | undefined {
	if (isBlank(entered)) return undefined;
	const value = typeof entered === 'string' ? Number(entered) : entered;
	if (typeof value === 'number' && Number.isFinite(value)) return value;
	throw unfit(label, 'is not a number');
}

/** Also accepts what expressions return: 'true', 'off', 1. */
export function enteredBoolean(entered: unknown, label: string): boolean | undefined {
	const value = booleanOf(entered);
	if (value !== undefined || isBlank(entered)) return value;
	throw unfit(label, 'is neither true nor false');
}

/** A list, text separated by commas or line breaks, or JSON. @param separator none: JSON only */
export function enteredList(entered: unknown, label: string, separator = /[,\n]/): unknown[] {
	if (entered === undefined || entered === null) return [];
	if (Array.isArray(entered)) return entered as unknown[];
	if (typeof entered !== 'string') return [entered];
	if (entered.trim().startsWith('[')) return enteredJson(entered, label) as unknown[];
	return entered.split(separator);
}

/** The strings of a list, without duplicates. */
export const enteredTexts = (entered: unknown, label: string): string[] => [
	...new Set(enteredList(entered, label).flatMap((one) => enteredText(one, label) ?? [])),
];

/** The value of an expression as JSON: a date is a string. @throws InvalidInput if JSON can't hold it */
function asData(made: unknown, label: string): unknown {
	const whole = (_key: string, value: unknown): unknown => {
		if (typeof value !== 'number' || Number.isFinite(value)) return value;
		throw unfit(label, `holds ${value}, which can't be sent`);
	};
	try {
		return parseJson(String(JSON.stringify(made ?? undefined, whole)));
	} catch (error) {
		// It may contain itself.
		throw error instanceof InvalidInput ? error : unfit(label, 'is not JSON');
	}
}

/** JSON as text, or as the value of an expression. */
export function enteredJson(entered: unknown, label: string): unknown {
	if (typeof entered !== 'string') return asData(entered, label);
	if (entered.trim() === '') return undefined;
	// An ID that is too long for a number stays what it is.
	const value = parseExactJson(entered);
	if (value !== undefined) return value;
	throw unfit(label, 'is not JSON');
}
