import { Ajv } from 'ajv';
import type { ErrorObject, ValidateFunction } from 'ajv';
import { invalid } from '../api/errors';
import type { JsonObject } from '../types';
import type { Schema } from './notation';
import { addRules } from './rules';

const make = (coerceTypes: boolean): Ajv => {
	// What is compiled is run a few times in a test, so making it shorter costs more than it brings.
	const code = { optimize: false };
	const ajv = new Ajv({ discriminator: true, allowUnionTypes: true, coerceTypes, code });
	addRules(ajv);
	return ajv;
};

const bodies = make(false);
const queries = make(true);
const compiled = new WeakMap<Schema, ValidateFunction>();

/** Compiled when first used: most tests need a few routes of many. */
function validator(ajv: Ajv, schema: Schema): ValidateFunction {
	const known = compiled.get(schema);
	if (known) return known;
	const made = ajv.compile(schema);
	compiled.set(schema, made);
	return made;
}

/** @throws ApiError 400 that names the field, as `videos.0.voice_settings.speed` */
export function checkBody(schema: Schema, body: JsonObject): void {
	refuse(validator(bodies, schema), body);
}

/** The query with its numbers as numbers; a key that comes twice is refused. */
export function checkQuery(schema: Schema, query: URLSearchParams): JsonObject {
	const values: JsonObject = {};
	for (const [key, value] of query) {
		if (key in values) throw invalid(key, `${key} may be given once.`);
		values[key] = value;
	}
	refuse(validator(queries, schema), values);
	return values;
}

function refuse(validate: ValidateFunction, value: JsonObject): void {
	if (validate(value)) return;
	const error = validate.errors?.[0];
	if (error) throw invalid(paramOf(error), `${paramOf(error) ?? 'The body'} ${reason(error)}.`);
}

function paramOf(error: ErrorObject): string | null {
	const at = error.instancePath.split('/').slice(1);
	const { additionalProperty, missingProperty, param, tag }: JsonObject = error.params;
	const last = additionalProperty ?? missingProperty ?? param ?? tag;
	if (typeof last === 'string') at.push(last);
	return at.length > 0 ? at.join('.') : null;
}

function reason(error: ErrorObject): string {
	if (error.keyword === 'additionalProperties') return 'is not a field of this operation';
	if (error.keyword === 'required') return 'has to be given';
	const { allowedValues }: JsonObject = error.params;
	const values = Array.isArray(allowedValues) ? `: ${allowedValues.join(', ')}` : '';
	return `${error.message ?? 'is not valid'}${values}`;
}
