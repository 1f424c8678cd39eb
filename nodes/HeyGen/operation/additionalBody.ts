import type { IDataObject } from 'n8n-workflow';

import { isObject, type JsonObject } from '../narrow';
import type { Field } from './fields/field';
import { json } from './fields/lists';
import type { Item } from './item';

/** What HeyGen takes and has no field here yet. */
export const additionalBody: Field = {
	...json('', 'Additional Body Fields (JSON)', {
		name: 'additionalBodyFields',
		keepsNulls: true,
		sample: {},
		description:
			'Laid over the body, in the keys of the HeyGen API, for what has no field here. The name of a binary of the item may stand in the place of an asset ID.',
	}),
	// It lies over all others, so it is put in when the body is whole.
	write: () => undefined,
};

/** @throws InvalidInput for what is no JSON object */
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

/** Not an upload, which stands for a text. */
const isData = (value: unknown): value is JsonObject =>
	isObject(value) && Object.getPrototypeOf(value) === Object.prototype;
