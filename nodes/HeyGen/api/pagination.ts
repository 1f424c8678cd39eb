import type { IDataObject } from 'n8n-workflow';

import { isObject, textOf, type JsonObject } from '../narrow';
import type { Connection } from './connection';
import { heyGenRequest, unreadable, type HeyGenRequest } from './request';

/** The largest page of most v3 lists. Source: docs/facts/heygen.md#pagination. */
export const largestPage = 100;

/** Where a list stands when `data` is an object around it, as in HeyGen's batches and in v2. */
const listNames = ['list', 'items', 'data', 'endpoints', 'webhooks', 'event_types', 'events'];

/**
 * The list in HeyGen's `data`; null is how some answers write an empty one.
 * @throws HeyGenError when the answer has none
 */
export function listIn(connection: Connection, request: HeyGenRequest, body: unknown): unknown[] {
	const data: unknown = Array.isArray(body) ? body : isObject(body) ? body.data : undefined;
	if (Array.isArray(data)) return data as unknown[];
	if (data === null) return [];
	// An endpoint has a list of events, but is none.
	if (isObject(data) && !('endpoint_id' in data)) {
		const lists = listNames.flatMap((name) => (Array.isArray(data[name]) ? [data[name]] : []));
		if (lists.length === 1) return lists[0] as unknown[];
	}
	// Said at once: an answer taken for an empty list would look like "nothing is registered".
	throw unreadable(connection, request, 'the answer holds no list', body);
}

export interface Page {
	entries: unknown[];
	/** The token of the next page; undefined where there is none. */
	next: string | undefined;
}

/** Lets several readers of one list share its pages. The first page has the token ''. */
export interface PageCache {
	page(token: string, ask: () => Promise<Page>): Promise<Page>;
}

export async function pageOf(connection: Connection, request: HeyGenRequest): Promise<Page> {
	const body = await heyGenRequest(connection, request);
	const entries = listIn(connection, request, body);
	return { entries, next: nextToken(body) };
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

/** In a row, each with another token: what filters may leave between two entries, and no more. */
const mostEmptyPages = 100;

/**
 * Page after page. A list that leads back to a page of its own would never end, so it ends there,
 * and so does one of which nothing but empty pages comes.
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

/** The mark of the next page, beside the list; undefined when this one is the last. */
function nextToken(body: unknown): string | undefined {
	if (!isObject(body)) return undefined;
	const page = isObject(body.data) && markOf(body.next_token) === undefined ? body.data : body;
	return tokenIn(page);
}

/** The same of an object that has it itself. */
export const tokenIn = ({ has_more: hasMore, next_token: next }: JsonObject): string | undefined =>
	hasMore === false ? undefined : markOf(next);

const markOf = (token: unknown): string | undefined =>
	typeof token === 'number' ? String(token) : textOf(token);
