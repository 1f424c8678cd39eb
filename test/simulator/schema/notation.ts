import type { JsonObject } from '../types';

/** A JSON Schema; `check.ts` reads it, with the words of `rules.ts` beside the usual ones. */
export type Schema = Readonly<JsonObject>;

export interface Range {
	min?: number;
	max?: number;
	/** Like min, but not itself allowed. */
	above?: number;
}

const within = (range: Range, min: string, max: string): JsonObject => ({
	...(range.min === undefined ? {} : { [min]: range.min }),
	...(range.max === undefined ? {} : { [max]: range.max }),
	...(range.above === undefined ? {} : { exclusiveMinimum: range.above }),
});

export const anything: Schema = {};
export const flag: Schema = { type: 'boolean' };

/** `text(255)` has at most so many characters, `text(255, 1)` also at least one. */
export const text = (max?: number, min?: number): Schema => ({
	type: 'string',
	...(max === undefined ? {} : { maxLength: max }),
	...(min === undefined ? {} : { minLength: min }),
});

export const filled: Schema = { type: 'string', minLength: 1 };
export const matching = (pattern: string): Schema => ({ type: 'string', pattern });

export const whole = (range: Range = {}): Schema => ({
	type: 'integer',
	...within(range, 'minimum', 'maximum'),
});

export const number = (range: Range = {}): Schema => ({
	type: 'number',
	...within(range, 'minimum', 'maximum'),
});

export const choice = (...values: ReadonlyArray<string | number>): Schema => ({
	type: typeof values[0] === 'number' ? 'number' : 'string',
	enum: values,
});

export const list = (items: Schema, range: Range = {}): Schema => ({
	type: 'array',
	items,
	...within(range, 'minItems', 'maxItems'),
});

export const orNull = (schema: Schema): Schema => ({
	...schema,
	type: [schema['type'], 'null'],
	...(Array.isArray(schema['enum']) ? { enum: [...(schema['enum'] as unknown[]), null] } : {}),
});

/** Schemas by key; a key that ends in `!` is required. */
export type Fields = Readonly<Record<string, Schema>>;

function object(fields: Fields, rest: boolean | Schema, rules: JsonObject): Schema {
	const names = Object.keys(fields);
	return {
		type: 'object',
		properties: Object.fromEntries(names.map((name) => [bare(name), fields[name]])),
		required: names.filter((name) => name.endsWith('!')).map(bare),
		additionalProperties: rest,
		...rules,
	};
}

const bare = (name: string): string => name.replace(/!$/, '');

/** Every other key is refused. */
export const closed = (fields: Fields, rules: JsonObject = {}): Schema =>
	object(fields, false, rules);

/** Other keys are let through, as HeyGen does in a few places. */
export const open = (fields: Fields, rules: JsonObject = {}): Schema => object(fields, true, rules);

export const mapOf = (values: Schema): Schema => object({}, values, {});

/** Exactly one of the variants, told apart by the value of one key. */
export const variants = (key: string, forms: Readonly<Record<string, Schema>>): Schema => ({
	type: 'object',
	required: [key],
	discriminator: { propertyName: key },
	oneOf: Object.entries(forms).map(([value, form]) => tagged(form, key, value)),
});

const tagged = (form: Schema, key: string, value: string): Schema => ({
	...form,
	properties: { [key]: { const: value }, ...(form['properties'] as JsonObject) },
});
