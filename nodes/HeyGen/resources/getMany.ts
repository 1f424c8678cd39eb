import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { largestPage } from '../api/pagination';
import { refuse } from './parameters';

/** 'Return All' and 'Limit', the same for every Get Many. */
export const getManyFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
];

/** How many results are wanted; Infinity for all of them. */
export function limitOf(context: IExecuteFunctions, itemIndex: number): number {
	if (context.getNodeParameter('returnAll', itemIndex, false) === true) return Infinity;
	const limit = Number(context.getNodeParameter('limit', itemIndex, 50));
	if (Number.isInteger(limit) && limit >= 1) return limit;
	throw refuse(
		context,
		itemIndex,
		"'Limit' is not a whole number above 0",
		"Enter 1 or more in 'Limit', or turn on 'Return All'.",
	);
}

/** The size of the pages to ask for: no larger than what is wanted. */
export const pageSizeFor = (limit: number, largest = largestPage): number =>
	Math.min(largest, limit);

/** The first entries of a list; a page that is not needed is never asked for. */
export async function firstOf<Entry>(
	entries: AsyncIterable<Entry>,
	limit: number,
): Promise<Entry[]> {
	const found: Entry[] = [];
	for await (const entry of entries) {
		found.push(entry);
		if (found.length >= limit) break;
	}
	return found;
}
