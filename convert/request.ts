import { isObject, listIn, objectIn, textIn, type CanvasNode } from './canvas';
import { Unreadable } from './read/literal';
import { fromConcatenation, fromJsonText, fromParameter } from './read/parameter';
import { textValue, type Json, type JsonObject, type Part, type Value } from './read/value';

/** What an HTTP Request node sends, in whichever version it is. */
export interface Request {
	method: string;
	/** From the host on, as `api.heygen.com/v2/…`; what an expression gives is `*`. */
	address: string;
	/** What stands in the address for the asterisks, in their order. */
	holes: Value[];
	query: Map<string, Value>;
	/** @throws Unreadable */
	body(): Value;
	/** The field of the binary that is sent as body. */
	binary: string | undefined;
	isFullResponse: boolean;
	/** Where no credential gives it. */
	key: Value | undefined;
}

export const isHttpRequest = ({ type }: CanvasNode): boolean =>
	type === 'n8n-nodes-base.httpRequest';

/** @returns undefined for a node that does not speak to HeyGen, as far as its address tells */
export function requestOf(node: CanvasNode): Request | undefined {
	if (!isHttpRequest(node)) return undefined;
	const { parameters: its, version } = node;
	const { address, holes, query } = addressOf(its.url);
	if (!isHeyGens(address)) return undefined;
	const options = objectIn(its.options);
	const response = objectIn(objectIn(options.response).response);
	const isOld = version < 3;
	const all = new Map([...query, ...pairsIn(its, isOld, 'query')]);
	return {
		method: (textIn(isOld ? its.requestMethod : its.method) || 'GET').toUpperCase(),
		address,
		holes,
		query: all,
		body: () => bodyOf(its, isOld),
		binary: binaryOf(its, isOld),
		isFullResponse: response.fullResponse === true || options.fullResponse === true,
		key: keyOf(its, isOld, all),
	};
}

/** Its own host, or one that an expression gives before a path which only HeyGen has. */
export const isHeyGens = (address: string): boolean =>
	/^[\w.-]*\bheygen\.com\//i.test(address) ||
	/^\*[^?]*\/(?:v2\/video\/generate|v1\/video_status\.get)$/.test(address);

/** A sign that no address holds, in place of what only the run knows. */
const hole = '\u0000';

function addressOf(
	url: unknown,
): Pick<Request, 'address' | 'holes'> & { query: Map<string, Value> } {
	const value = fromConcatenation(fromParameter(url));
	const parts: Part[] =
		value.kind === 'text'
			? value.parts
			: value.kind === 'expression'
				? [{ source: value.source }]
				: [value.kind === 'literal' ? String(value.value ?? '') : ''];
	const sources = parts.flatMap((part) => (typeof part === 'string' ? [] : [part.source]));
	const text = parts
		.map((part) => (typeof part === 'string' ? part : hole))
		.join('')
		.trim();
	const [path = '', search = ''] = text.replace(/^https?:\/\//i, '').split('?');
	const inPath = path.split(hole).length - 1;
	let next = inPath;
	const filled = (piece: string): Value =>
		textValue(
			piece
				.split(hole)
				.flatMap((each, index): Part[] =>
					index === 0 ? [each] : [{ source: sources[next++] ?? '' }, each],
				),
		);
	const query = new Map<string, Value>();
	for (const pair of search.split('&').filter((each) => each !== '')) {
		const [key = '', ...rest] = pair.split('=');
		query.set(key, filled(rest.join('=')));
	}
	const holes = sources.slice(0, inPath).map((source) => textValue([{ source }]));
	return { address: path.replaceAll(hole, '*').replace(/\/+$/, ''), holes, query };
}

const oldPairs = {
	query: ['queryParametersJson', 'queryParametersUi'],
	header: ['headerParametersJson', 'headerParametersUi'],
	body: ['bodyParametersJson', 'bodyParametersUi'],
} as const;
const newPairs = {
	query: ['jsonQuery', 'queryParameters'],
	header: ['jsonHeaders', 'headerParameters'],
	body: ['jsonBody', 'bodyParameters'],
} as const;

function pairsIn(
	its: JsonObject,
	isOld: boolean,
	where: keyof typeof newPairs,
): Map<string, Value> {
	const [json, list] = (isOld ? oldPairs : newPairs)[where];
	const specified = { query: its.specifyQuery, header: its.specifyHeaders, body: its.specifyBody };
	const isJson = isOld ? its.jsonParameters === true : specified[where] === 'json';
	if (isJson) {
		try {
			const value = fromJsonText(its[json] ?? '{}');
			return value.kind === 'object' ? value.entries : new Map();
		} catch {
			return new Map();
		}
	}
	const entries = listIn(objectIn(its[list])[isOld ? 'parameter' : 'parameters']).filter(isObject);
	return new Map(entries.map(({ name, value }) => [textIn(name), valueIn(value)]));
}

/** A field's value may be JSON itself. */
function valueIn(value: Json | undefined): Value {
	const text = textIn(value).replace(/^=/, '').trim();
	if (!/^(?:\[|\{(?!\{))/.test(text)) return fromParameter(value ?? null);
	try {
		return fromJsonText(value);
	} catch {
		return fromParameter(value ?? null);
	}
}

function bodyOf(its: JsonObject, isOld: boolean): Value {
	const isText = its.specifyBody === 'string' || its.contentType === 'raw';
	const text = isOld
		? its.jsonParameters === true
			? its.bodyParametersJson
			: undefined
		: its.specifyBody === 'json'
			? its.jsonBody
			: isText
				? its.body
				: undefined;
	if (text !== undefined) {
		const body = fromJsonText(text);
		if (body.kind !== 'object')
			throw new Unreadable('its body comes from an expression as a whole');
		return body;
	}
	const entries = pairsIn(its, isOld, 'body');
	if (entries.size === 0) throw new Unreadable('it has no body');
	return { kind: 'object', entries };
}

function binaryOf(its: JsonObject, isOld: boolean): string | undefined {
	if (isOld)
		return its.sendBinaryData === true ? textIn(its.binaryPropertyName) || 'data' : undefined;
	if (its.contentType === 'binaryData') return textIn(its.inputDataFieldName) || 'data';
	const files = listIn(objectIn(its.bodyParameters).parameters).filter(isObject);
	const file = files.find(({ parameterType }) => parameterType === 'formBinaryData');
	return file === undefined ? undefined : textIn(file.inputDataFieldName) || 'data';
}

const keyNames = /^(?:x-api-key|authorization|api_?key)$/i;

/** Where the key comes from. It is looked at, and never copied. */
function keyOf(its: JsonObject, isOld: boolean, query: Request['query']): Value | undefined {
	const isByCredential =
		its.authentication !== undefined && its.authentication !== 'none' && its.authentication !== '';
	if (isByCredential) return undefined;
	const given = [...pairsIn(its, isOld, 'header'), ...query];
	return given.find(([name]) => keyNames.test(name))?.[1];
}
