import { isObject, parseJson, type JsonObject } from './narrow';

/**
 * Every name under which the reason of a failure is in use, the documented ones first, without
 * underscores and in lower case: `failureReason` is `failure_reason`.
 * Source: heygen-api/webhooks.md section 8, heygen-api/jobs.md section 1
 */
const reasons = [
	...['msg', 'message', 'failuremessage', 'error', 'reason', 'failurereason', 'errormessage'],
	...['errormsg', 'errmsg', 'failuremsg', 'failmessage', 'failmsg', 'failreason', 'failedreason'],
	...['failedmessage', 'errorreason', 'errorstring', 'errortext', 'errordescription', 'errorinfo'],
	...['err', 'failure', 'failed', 'exception', 'errors', 'failures', 'reasons', 'messages'],
	...['errordetail', 'errordetails', 'failuredetail', 'failuredetails', 'detail', 'details'],
	...['statusmessage', 'statusreason', 'statusdetail', 'statusdetails', 'cause'],
];
/** What says why only inside of one of these. */
const inside = ['description', 'title', 'summary', 'text', 'info', 'value', 'data', 'content'];
const codes = ['failurecode', 'errorcode', 'errcode', 'code', 'errortype'];
/** These may be a map of a field's name to what is wrong with it. */
const maps = new Set(['error', 'errors', 'failures', 'detail', 'details', 'errordetails']);
const deepest = 5;

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z]/g, '');

/** The values of the names in the list's order, whatever their spelling. */
function* valuesOf(source: JsonObject, names: readonly string[]): Generator<[string, unknown]> {
	const byName = new Map<string, unknown[]>();
	for (const [name, value] of Object.entries(source)) {
		// A copy for each would take minutes for names that differ in digits alone.
		const values = byName.get(plain(name));
		if (values === undefined) byName.set(plain(name), [value]);
		else values.push(value);
	}
	for (const name of names) for (const value of byName.get(name) ?? []) yield [name, value];
}

/** A text, one in JSON, a list of them, or an object that holds one. */
function textIn(value: unknown, depth: number, isMap = false): string | undefined {
	if (depth > deepest) return undefined;
	if (typeof value === 'string') {
		const text = value.trim();
		const parsed = /^[[{]/.test(text) ? parseJson(text) : undefined;
		return (parsed === undefined ? undefined : textIn(parsed, depth + 1)) ?? (text || undefined);
	}
	if (Array.isArray(value)) {
		const texts = value.flatMap((entry) => textIn(entry, depth + 1) ?? []);
		return texts.length === 0 ? undefined : [...new Set(texts)].join('; ');
	}
	if (!isObject(value)) return undefined;
	const found = search(value, [...reasons, ...inside], depth + 1);
	return found ?? (isMap && codeIn(value) === undefined ? fieldsIn(value, depth) : undefined);
}

function fieldsIn(fields: JsonObject, depth: number): string | undefined {
	const texts = Object.entries(fields).flatMap(([name, value]) => {
		const text = textIn(value, depth + 1);
		return text === undefined ? [] : `${name}: ${text}`;
	});
	return texts.length === 0 ? undefined : texts.join('; ');
}

function search(source: JsonObject, names: readonly string[], depth: number): string | undefined {
	for (const [name, value] of valuesOf(source, names)) {
		const text = textIn(value, depth, maps.has(name));
		if (text !== undefined) return text;
	}
	return undefined;
}

/** The words in which an object says why something failed; undefined when it says nothing. */
export const reasonIn = (source: JsonObject): string | undefined => search(source, reasons, 0);

/** As `reasonIn`, in the objects and lists inside of it, the nearest first. */
export function reasonBelow(source: JsonObject): string | undefined {
	let level: unknown[] = Object.values(source);
	for (let depth = 0; depth < deepest && level.length > 0; depth++) {
		for (const entry of level) {
			const text = isObject(entry) ? reasonIn(entry) : undefined;
			if (text !== undefined) return text;
		}
		level = level.flatMap((entry) =>
			typeof entry === 'object' && entry !== null ? Object.values(entry) : [],
		);
	}
	return undefined;
}

/** The code of a failure, also in an object that holds the failure, where there are no words. */
export function codeIn(source: JsonObject, depth = 0): string | undefined {
	for (const [, value] of valuesOf(source, codes)) {
		if (typeof value === 'number' || (typeof value === 'string' && value.trim() !== '')) {
			return String(value).trim();
		}
	}
	if (depth >= deepest) return undefined;
	const held = [...valuesOf(source, reasons)].flatMap(([, value]) => value).filter(isObject);
	return held.map((object) => codeIn(object, depth + 1)).find((code) => code !== undefined);
}

/** HeyGen's words, to stand inside a sentence of ours. */
export const withoutDot = (said = ''): string => said.replace(/[.\s]+$/, '');

/** The words of a failure in a value of any shape. */
export const reasonOf = (value: unknown): string | undefined => textIn(value, 0, true);
