import { largestPage } from '../api/pagination';
import { enteredBoolean } from './fields/entered';
import type { Field } from './fields/field';
import { InvalidInput } from './fields/invalidInput';
import type { Item } from './item';

/** For every Get Many. properties.ts merges them into one property. */
export const returnAll: Field = {
	property: {
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	read: (entered) => enteredBoolean(entered, 'Return All'),
};

const limit: Field = {
	property: {
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] }, hide: { '@tool': [true] } },
	},
	read(entered) {
		const value = Number(entered);
		if (Number.isInteger(value) && value >= 1) return value;
		throw new InvalidInput(
			"'Limit' is not a whole number above 0",
			"Enter 1 or more in 'Limit', or turn on 'Return All'.",
		);
	},
};

/** A model reads, and pays for, all the output of a tool. */
const limitForTools: Field = {
	...limit,
	property: {
		...limit.property,
		default: 10,
		displayOptions: { show: { returnAll: [false], '@tool': [true] } },
	},
};

/** The second one applies if n8n has filled in nothing. */
export const limits = [limitForTools, limit];

/** The number of results to return; Infinity for all. */
export const limitOf = (item: Item): number =>
	item.isOn(returnAll) ? Infinity : Number(item.value(limit));

/** The page size: no larger than the number of results. */
export const pageSizeFor = (wanted: number, largest = largestPage): number =>
	Math.min(largest, wanted);

/** The first entries of a list, without requesting pages that are not needed. */
export async function firstOf<Entry>(list: AsyncIterable<Entry>, wanted: number): Promise<Entry[]> {
	const found: Entry[] = [];
	for await (const entry of list) {
		found.push(entry);
		if (found.length >= wanted) break;
	}
	return found;
}
