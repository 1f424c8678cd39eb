import type { IDataObject } from 'n8n-workflow';

import { textOf } from '../narrow';
import type { HeyGen } from './client';
import { largestPage } from './pagination';

/**
 * A batch with all its items. HeyGen pages them inside `data`, so they are put together here.
 * Source: heygen-api/api-notes.md section 5.
 */
export async function batchItems(heygen: HeyGen, path: string): Promise<IDataObject> {
	const items: IDataObject[] = [];
	const asked = new Set<string>();
	let token: string | undefined;
	for (;;) {
		const query = { limit: largestPage, ...(token !== undefined && { token }) };
		const page = await heygen.object({ method: 'GET', path, query });
		const { items: more, has_more: hasMore, next_token: next, ...batch } = page;
		if (Array.isArray(more)) items.push(...(more as IDataObject[]));
		const following = hasMore === false ? undefined : textOf(next);
		if (following === undefined || asked.has(following)) return { ...batch, items };
		asked.add(following);
		token = following;
	}
}
