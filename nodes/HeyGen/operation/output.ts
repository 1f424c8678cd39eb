import type { IDataObject } from 'n8n-workflow';

import type { Fields } from '../events/fields';

/** The fields of one output item: the editor's preview, Simplify and the tests use them. */
export interface Output {
	fields: Fields;
	/** The fields that 'Simplify' keeps, in this order. At most ten. */
	simple?: readonly string[];
}

export const puts = <F extends Fields>(
	fields: F,
	simple?: ReadonlyArray<keyof F & string>,
): Output => ({ fields, ...(simple !== undefined && { simple }) });

/**
 * n8n treats an item with `error` as failed and, with Retry On Fail, runs the node again. So
 * HeyGen's `error` gets another name.
 */
export function withoutError(json: IDataObject): IDataObject {
	if (!Object.hasOwn(json, 'error')) return json;
	const entries = Object.entries(json);
	return Object.fromEntries(
		entries.map(([key, value]) => [key === 'error' ? 'heygen_error' : key, value]),
	);
}

/** The output of a delete. */
export const deleted = puts({ deleted: 'boolean' });

/** The most useful fields of an entry; missing ones are null, so that they can be mapped. */
export const simplified = (entry: IDataObject, simple: readonly string[]): IDataObject =>
	Object.fromEntries(simple.map((name) => [name, withoutError(entry)[name] ?? null]));
