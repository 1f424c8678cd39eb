import { invalid } from '../api/errors';
import type { HeaderMap, JsonObject } from '../types';
import { partsOf } from './multipart';

export async function readBody(request: AsyncIterable<unknown>): Promise<Buffer> {
	const parts: Buffer[] = [];
	for await (const part of request) parts.push(Buffer.from(part as Uint8Array));
	return Buffer.concat(parts);
}

export const isObject = (value: unknown): value is JsonObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const typeOf = (headers: HeaderMap): string =>
	(headers['content-type']?.toString() ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

function parseJson(raw: Buffer): unknown {
	try {
		return JSON.parse(raw.toString('utf8'));
	} catch {
		return undefined;
	}
}

/** What is written into the record of requests; undefined when it makes no sense. */
export function looseBody(headers: HeaderMap, raw: Buffer): unknown {
	if (raw.length === 0) return undefined;
	if (typeOf(headers) === 'multipart/form-data') return summary(headers, raw);
	if (typeOf(headers) !== 'application/x-www-form-urlencoded') return parseJson(raw);
	return Object.fromEntries(new URLSearchParams(raw.toString('utf8')));
}

/** The parts by name, with their sizes in place of their bytes. */
function summary(headers: HeaderMap, raw: Buffer): unknown {
	try {
		const parts = partsOf(headers, raw).map(({ name, content, ...rest }) => [
			name,
			{ ...rest, bytes: content.length },
		]);
		return Object.fromEntries(parts) as unknown;
	} catch {
		return undefined;
	}
}

/** The JSON object that the operation cannot do without. */
export function jsonBody(headers: HeaderMap, raw: Buffer): JsonObject {
	if (typeOf(headers) !== 'application/json') {
		throw invalid(null, 'The body has to come as application/json.');
	}
	const body = parseJson(raw);
	if (!isObject(body)) throw invalid(null, 'The body has to be one JSON object.');
	return body;
}

export function formBody(headers: HeaderMap, raw: Buffer): URLSearchParams | undefined {
	if (typeOf(headers) !== 'application/x-www-form-urlencoded') return undefined;
	return new URLSearchParams(raw.toString('utf8'));
}
