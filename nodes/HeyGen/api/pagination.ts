import type { IDataObject } from 'n8n-workflow';

import { isObject, textOf } from '../narrow';
import type { Connection } from './connection';
import { heyGenRequest, unreadable, type HeyGenRequest } from './request';

/** The largest page of most v3 lists. Source: heygen-api/api-notes.md section 5. */
export const largestPage = 100;

/** The list in HeyGen's `data`. @throws NodeApiError when the answer has none */
export function listIn(connection: Connection, request: HeyGenRequest, body: unknown): unknown[] {
	const data = isObject(body) ? body.data : undefined;
	if (Array.isArray(data)) return data as unknown[];
	// Said at once: an answer taken for an empty list would look like "nothing is registered".
	throw unreadable(connection, request, 'the answer holds no list');
}

/**
 * The entries of a paged v3 list, page after page, fetched as they are asked for.
 * @param pageSize 1 to 100
 */
export async function* pagedList(
	connection: Connection,
	path: string,
	query: IDataObject = {},
	pageSize = largestPage,
): AsyncGenerator<unknown, void> {
	let token: string | undefined;
	do {
		const request: HeyGenRequest = {
			method: 'GET',
			path,
			query: { ...query, limit: pageSize, ...(token !== undefined && { token }) },
		};
		const body = await heyGenRequest(connection, request);
		yield* listIn(connection, request, body);
		const next = isObject(body) && body.has_more !== false ? textOf(body.next_token) : undefined;
		// A token that comes back unchanged would never end.
		token = next === token ? undefined : next;
	} while (token !== undefined);
}
