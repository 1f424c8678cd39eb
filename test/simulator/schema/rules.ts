import type { Ajv, SchemaValidateFunction } from 'ajv';
import type { JsonObject } from '../types';

const isSet = (data: JsonObject, key: string): boolean => (data[key] ?? null) !== null;

/** Counts the keys that are set; null counts as left out. */
function counting(keyword: string, fits: (count: number) => boolean): SchemaValidateFunction {
	const validate: SchemaValidateFunction = (keys: string[], data: JsonObject) => {
		const set = keys.filter((key) => isSet(data, key));
		if (fits(set.length)) return true;
		const message = `takes ${keyword} of ${keys.join(', ')}`;
		validate.errors = [{ keyword, message, params: { param: set[1] ?? keys[0] } }];
		return false;
	};
	return validate;
}

const RULES: Readonly<Record<string, (count: number) => boolean>> = {
	exactlyOne: (count) => count === 1,
	atMostOne: (count) => count <= 1,
	atLeastOne: (count) => count >= 1,
};

/** Teaches ajv what HeyGen says in words only: which keys exclude each other. */
export function addRules(ajv: Ajv): void {
	for (const [keyword, fits] of Object.entries(RULES)) {
		ajv.addKeyword({
			keyword,
			type: 'object',
			schemaType: 'array',
			errors: 'full',
			validate: counting(keyword, fits),
		});
	}
}
