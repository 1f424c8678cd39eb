import type { IDataObject } from 'n8n-workflow';

import type { Fields } from '../events/fields';

/**
 * The fields of one output item, said once: the editor's preview, what Simplify keeps and the
 * tests are made from it.
 */
export interface Output {
	fields: Fields;
	/** What is left with 'Simplify', in this order. Up to ten. */
	simple?: readonly string[];
}

export const puts = <F extends Fields>(
	fields: F,
	simple?: ReadonlyArray<keyof F & string>,
): Output => ({ fields, ...(simple !== undefined && { simple }) });

/**
 * n8n takes an item with an `error` for one that failed, and with Retry On Fail runs the node again:
 * what HeyGen says of a failed thing stands under another name.
 */
export function withoutError(json: IDataObject): IDataObject {
	if (!Object.hasOwn(json, 'error')) return json;
	const entries = Object.entries(json);
	return Object.fromEntries(
		entries.map(([key, value]) => [key === 'error' ? 'heygen_error' : key, value]),
	);
}

/** What a delete puts out. */
export const deleted = puts({ deleted: 'boolean' });

/** The entry with what people use; a field that HeyGen left out is null, so that it can be mapped. */
export const simplified = (entry: IDataObject, simple: readonly string[]): IDataObject =>
	Object.fromEntries(simple.map((name) => [name, withoutError(entry)[name] ?? null]));
