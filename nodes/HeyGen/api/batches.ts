import type { IDataObject } from 'n8n-workflow';

import { without } from '../narrow';
import type { HeyGen } from './client';
import { largestPage, pagesOf, tokenIn } from './pagination';

/**
 * A batch with all its items. HeyGen paginates them inside `data`, so this joins the pages.
 * Source: docs/facts/heygen.md#pagination.
 */
export async function batchItems(heygen: HeyGen, path: string): Promise<IDataObject> {
	const items: IDataObject[] = [];
	let batch: IDataObject = {};
	const ask = async (token: { token?: string }) =>
		await heygen.object({ method: 'GET', path, query: { limit: largestPage, ...token } });
	const count = ({ items: some }: IDataObject): number => (Array.isArray(some) ? some.length : 0);
	for await (const page of pagesOf(ask, tokenIn, count)) {
		const { items: more, ...rest } = page;
		if (Array.isArray(more)) items.push(...(more as IDataObject[]));
		batch = without(rest, 'has_more', 'next_token');
	}
	return { ...batch, items };
}
