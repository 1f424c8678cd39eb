import { Ajv, type ErrorObject } from 'ajv';

import type { JsonObject } from '../simulator';
import type { Schema } from '../simulator/schema/notation';

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, verbose: true });

const typeOf = (value: unknown): string => {
	if (value === null) return 'null';
	return Array.isArray(value) ? 'a list' : typeof value;
};

/** A word of a fixed list may be told; whatever else stands there is the account's. */
const told = (value: unknown): string =>
	typeof value === 'string' && /^[\w.\-/]{1,40}$/.test(value) ? `"${value}"` : typeOf(value);

const reasons: Record<string, (error: ErrorObject, params: JsonObject) => string> = {
	required: (_error, { missingProperty }) => `.${String(missingProperty)} is missing`,
	additionalProperties: (_error, { additionalProperty }) => `.${String(additionalProperty)} is new`,
	type: ({ data }, { type }) => ` is ${typeOf(data)}, not ${[type].flat().join(' or ')}`,
	enum: ({ data }, { allowedValues }) =>
		` says ${told(data)}, not ${[allowedValues].flat().join(', ')}`,
};

/** `/data/3/status` as `data[].status`: the place is told, not which of the account's things it was. */
const placeOf = ({ instancePath }: ErrorObject): string =>
	instancePath
		.slice(1)
		.replace(/(^|\/)\d+(?=\/|$)/g, '[]')
		.replaceAll('/', '.');

/** How a value is not what the schema says, each way once, without anything of the account's. */
export function compare(schema: Schema, value: unknown): string[] {
	if (ajv.validate(schema, value)) return [];
	const words = (ajv.errors ?? []).map((error) => {
		const reason =
			reasons[error.keyword]?.(error, error.params) ?? ` ${error.message ?? 'differs'}`;
		return `${placeOf(error)}${reason}`.replace(/^\./, '').trim();
	});
	return [...new Set(words)];
}
