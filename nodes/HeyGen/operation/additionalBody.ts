import type { IDataObject } from 'n8n-workflow';

import { isObject, type JsonObject } from '../narrow';
import type { Field } from './fields/field';
import { json } from './fields/lists';
import type { Item } from './item';

/** For fields of HeyGen's API that have no field here yet. */
export const additionalBody: Field = {
	...json('', 'Additional Body Fields (JSON)', {
		name: 'additionalBodyFields',
		keepsNulls: true,
		sample: {},
		description:
			"Merged into the request body, with the field names of the HeyGen API. Use it for what has no field here. Where HeyGen expects an asset ID, you can enter the name of one of the item's binary fields instead.",
	}),
	// It overrides all other fields, so it is merged once the body is complete.
	write: () => undefined,
};

/** @throws InvalidInput if it is not a JSON object */
export const laidOver = (item: Item, body: IDataObject): IDataObject =>
	merged(body, item.value(additionalBody)) as IDataObject;

function merged(under: unknown, over: unknown): unknown {
	if (over === undefined) return under;
	if (!isData(under) || !isData(over)) return over;
	const both: JsonObject = { ...under };
	for (const [key, value] of Object.entries(over)) {
		both[key] = merged(Object.hasOwn(under, key) ? under[key] : undefined, value);
	}
	return both;
}

/** Not an upload, which stands for a string. */
const isData = (value: unknown): value is JsonObject =>
	isObject(value) && Object.getPrototypeOf(value) === Object.prototype;
