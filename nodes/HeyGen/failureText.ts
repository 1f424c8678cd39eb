import { isObject, parseJson, textOf, type JsonObject } from './narrow';

/** HeyGen's documented keys, in order of preference. Source: docs/facts/heygen.md#event-body */
const documented = ['msg', 'message', 'failuremessage', 'error', 'reason'];
/** Keys that are read too: `error_message`, `failureReason`, `statusDetails`, `message_text` … */
const others =
	/^(err(or)?|fail(ed|ure)?|status)?(msg|message|reason|detail|explanation|cause)(text)?s?$|^(err|error|failure)s?$|^errordescription$|^exception$/;
/** Keys that hold a reason only inside one of the others. */
const inside = ['description', 'title', 'summary', 'text', 'info', 'value', 'data', 'content'];
const codes = ['failurecode', 'errorcode', 'errcode', 'code', 'errortype'];
const deepest = 5;

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z]/g, '');

/** Values under these keys in their order, whatever the spelling; then those that match `rest`. */
function valuesOf(source: JsonObject, names: readonly string[], rest?: RegExp): unknown[] {
	const found = Object.entries(source).flatMap(([name, value]) => {
		const at = names.indexOf(plain(name));
		return at >= 0 || rest?.test(plain(name)) ? [{ at: at < 0 ? names.length : at, value }] : [];
	});
	return found.sort((one, other) => one.at - other.at).map(({ value }) => value);
}

const reasonsIn = (source: JsonObject): unknown[] => valuesOf(source, documented, others);

/** The first value that has a text. */
function textOfFirst(values: readonly unknown[], depth: number): string | undefined {
	for (const value of values) {
		const text = textIn(value, depth);
		if (text !== undefined) return text;
	}
	return undefined;
}

/** A text, JSON with a text, a list of texts, or an object that has one. */
function textIn(value: unknown, depth: number): string | undefined {
	if (depth > deepest) return undefined;
	if (typeof value === 'string') {
		const text = value.trim();
		const parsed = /^[[{]/.test(text) ? parseJson(text) : undefined;
		return (parsed === undefined ? undefined : textIn(parsed, depth + 1)) ?? (text || undefined);
	}
	if (Array.isArray(value)) {
		const texts = value.flatMap((entry) => {
			const text = textIn(entry, depth + 1);
			const where = whereIn(entry);
			if (text === undefined) return [];
			return where === undefined || text.includes(where) ? text : `${where}: ${text}`;
		});
		return texts.length === 0 ? undefined : [...new Set(texts)].join('; ');
	}
	if (!isObject(value)) return undefined;
	const found = textOfFirst([...reasonsIn(value), ...valuesOf(value, inside)], depth + 1);
	return found ?? (codeIn(value) === undefined ? fieldsIn(value, depth) : undefined);
}

/** The field that one of several reasons is about. */
function whereIn(entry: unknown): string | undefined {
	if (!isObject(entry)) return undefined;
	const place: unknown[] = Array.isArray(entry.loc) ? entry.loc : [];
	const names = [entry.field, entry.param, place.at(-1)];
	return names.map(textOf).find((name) => name !== undefined);
}

const language = /^[a-z]{2}([-_][a-z]{2,4})?$/i;

/** A text for each language, or for each invalid field. */
function fieldsIn(fields: JsonObject, depth: number): string | undefined {
	const texts = Object.entries(fields).flatMap(([name, value]): Array<[string, string]> => {
		const text = textIn(value, depth + 1);
		return text === undefined ? [] : [[name, text]];
	});
	const [any] = texts;
	if (any !== undefined && texts.every(([name]) => language.test(name))) {
		return (texts.find(([name]) => /^en/i.test(name)) ?? any)[1];
	}
	return any && texts.map(([name, text]) => `${name}: ${text}`).join('; ');
}

/** The reason in an object; undefined if it has none. */
export const reasonIn = (source: JsonObject): string | undefined =>
	textOfFirst(reasonsIn(source), 0);

/** Like `reasonIn`, for known failures: also searches nested objects, the nearest first. */
export function reasonBelow(source: JsonObject): string | undefined {
	let level: unknown[] = Object.values(source);
	for (let depth = 0; depth < deepest && level.length > 0; depth++) {
		const text = textOfFirst(level.filter(isObject).flatMap(reasonsIn), 0);
		if (text !== undefined) return text;
		level = level.flatMap((entry) =>
			typeof entry === 'object' && entry !== null ? Object.values(entry) : [],
		);
	}
	return textOfFirst(valuesOf(source, ['description']), 0);
}

/** The code of a failure, also nested, if there is no text. */
export function codeIn(source: JsonObject, depth = 0): string | undefined {
	const [code] = valuesOf(source, codes).flatMap((value) =>
		typeof value === 'number' || typeof value === 'string'
			? (textOf(String(value).trim()) ?? [])
			: [],
	);
	if (code !== undefined || depth >= deepest) return code;
	const held = reasonsIn(source).filter(isObject);
	return held.map((object) => codeIn(object, depth + 1)).find((each) => each !== undefined);
}

/** A query may contain a token: n8n's own, if HeyGen repeats the callback address. */
const query = /(?:\?|%3F)[^\s"'<>]*?(?:=|%3D)[^\s"'<>]*/gi;

/** HeyGen's text without queries, so that it can be quoted. */
export const withoutQueries = (said: string): string => said.replace(query, '');

/** The same, without the period, to be used inside a sentence. */
export const withoutDot = (said = ''): string => withoutQueries(said).replace(/[.\s]+$/, '');

/** The reason in a value of any shape. */
export const reasonOf = (value: unknown): string | undefined => textIn(value, 0);
