import type { IDataObject } from 'n8n-workflow';

import { isObject, textOf, type JsonObject } from '../narrow';
import type { Connection } from './connection';
import { heyGenRequest, unreadable, type HeyGenRequest } from './request';

/** The largest page of most v3 lists. Source: docs/facts/heygen.md#pagination. */
export const largestPage = 100;

/** Key of the list if `data` is an object, as in HeyGen's batches and in v2. */
const listNames = ['list', 'items', 'data', 'endpoints', 'webhooks', 'event_types', 'events'];

/**
 * The list in HeyGen's `data`; some answers write null for an empty one.
 * @throws HeyGenError if the answer has none
 */
export function listIn(connection: Connection, request: HeyGenRequest, body: unknown): unknown[] {
	const data: unknown = Array.isArray(body) ? body : isObject(body) ? body.data : undefined;
	if (Array.isArray(data)) return data as unknown[];
	if (data === null) return [];
	// An endpoint has a list of events, but is not a list.
	if (isObject(data) && !('endpoint_id' in data)) {
		const lists = listNames.flatMap((name) => (Array.isArray(data[name]) ? [data[name]] : []));
		if (lists.length === 1) return lists[0] as unknown[];
	}
	// Fail now: treating this as an empty list would mean "nothing is registered".
	throw unreadable(connection, request, 'the answer holds no list', body);
}

export interface Page {
	entries: unknown[];
	/** The token of the next page; undefined if there is none. */
	next: string | undefined;
}

/** Lets several readers of a list share its pages. The first page has the token ''. */
export interface PageCache {
	page(token: string, ask: () => Promise<Page>): Promise<Page>;
}

export async function pageOf(connection: Connection, request: HeyGenRequest): Promise<Page> {
	const body = await heyGenRequest(connection, request);
	const entries = listIn(connection, request, body);
	return { entries, next: nextToken(body) };
}

/**
 * The entries of a paginated v3 list; pages are requested as needed.
 * @param pageSize 1 to 100
 */
export async function* pagedList(
	connection: Connection,
	path: string,
	query: IDataObject = {},
	pageSize = largestPage,
	cache: PageCache = uncached,
): AsyncGenerator<unknown, void> {
	const ask = async (token: { token?: string }) =>
		await cache.page(
			token.token ?? '',
			async () =>
				await pageOf(connection, {
					method: 'GET',
					path,
					query: { ...query, limit: pageSize, ...token },
				}),
		);
	const count = ({ entries }: Page): number => entries.length;
	for await (const page of pagesOf(ask, ({ next }) => next, count)) yield* page.entries;
}

const uncached: PageCache = { page: async (_token, ask) => await ask() };

/** In a row, each with another token: more than filters leave between two entries. */
const mostEmptyPages = 100;

/**
 * All pages. Ends if a list repeats a page of its own, or if too many pages in a row are empty,
 * since it would never end otherwise.
 */
export async function* pagesOf<Page>(
	ask: (token: { token?: string }) => Promise<Page>,
	nextOf: (page: Page) => string | undefined,
	count: (page: Page) => number,
): AsyncGenerator<Page, void> {
	const asked = new Set<string>();
	let emptyPages = 0;
	let token: { token?: string } = {};
	for (;;) {
		const page = await ask(token);
		yield page;
		const next = nextOf(page);
		emptyPages = count(page) === 0 ? emptyPages + 1 : 0;
		if (next === undefined || asked.has(next) || emptyPages >= mostEmptyPages) return;
		asked.add(next);
		token = { token: next };
	}
}

/** The token next to the list; undefined if this page is the last. */
function nextToken(body: unknown): string | undefined {
	if (!isObject(body)) return undefined;
	const page = isObject(body.data) && markOf(body.next_token) === undefined ? body.data : body;
	return tokenIn(page);
}

/** The same for an object that has the token itself. */
export const tokenIn = ({ has_more: hasMore, next_token: next }: JsonObject): string | undefined =>
	hasMore === false ? undefined : markOf(next);

const markOf = (token: unknown): string | undefined =>
	typeof token === 'number' ? String(token) : textOf(token);
