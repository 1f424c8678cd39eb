import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import type { HeyGen } from '../api/client';
import { needsV3 } from '../api/errors';
import { editorPolicy } from '../api/retryPolicy';
import { connectHeyGen } from '../authentication';
import { idText, textOf } from '../narrow';
import { longestMs, until } from './inTime';

/** A list, or a part of it that HeyGen filters. */
export interface Part {
	query?: IDataObject;
	/** The text to search for here; all of the typed text by default. */
	text?: string;
	/** Entries that an earlier part has shown. */
	skips?(entry: IDataObject): boolean;
}

/** How to search one of HeyGen's lists from a resource locator. */
export interface Search {
	path: string;
	/** Filters that always apply. */
	query?: IDataObject;
	/** The largest page that HeyGen allows. */
	largest: number;
	/** The key of an entry's ID. */
	id: string;
	/** HeyGen's parameter for a search by name; without one, names are compared here. */
	onServer?: string;
	/** The label in the list. */
	name(entry: IDataObject): string;
	/** Read in order: the most likely matches come first. */
	parts?(wanted: string): Part[];
	/** Loads data that names or parts need, once per search. */
	prepare?(heygen: HeyGen): Promise<Pick<Search, 'name' | 'parts'>>;
}

export type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** This many hits fill the list; the editor asks for more when the user scrolls down. */
const enough = 20;
/** Once there are hits, the editor itself asks for more as long as they don't fill the list. */
const longestWithHitsMs = 1_000;

/**
 * Reads page by page until the hits fill the list: some accounts have thousands of looks, and
 * HeyGen has no search for them. Never returns an empty list while there are more pages, unless
 * time is up.
 */
export const searchOf = (search: Search): ListSearch =>
	async function (filter = '', paginationToken) {
		const beganAtMs = Date.now();
		const heygen = await connectHeyGen(this, editorPolicy);
		if (heygen.connection.apiVersion === 'v1') throw needsV3(this.getNode(), 'This list');
		const wanted = filter.trim();
		const { path, query, largest, onServer, name, parts } = {
			...search,
			...(await search.prepare?.(heygen)),
		};
		const all = parts?.(wanted) ?? [{}];
		const results: INodeListSearchResult['results'] = [];
		const lookedAtMs = Date.now();
		const isInTime = (): boolean =>
			results.length === 0 || Date.now() - lookedAtMs < longestWithHitsMs;
		let { index, token } = placeOf(paginationToken);
		let isFirst = true;
		do {
			const part = all[index] ?? {};
			const asked = heygen.page(path, {
				...query,
				...part.query,
				limit: largest,
				...(onServer !== undefined && wanted !== '' && { [onServer]: wanted }),
				...(token !== undefined && { token }),
			});
			// If the first page fails, its error is shown.
			const page = isFirst ? await asked : await until(beganAtMs + longestMs, asked);
			if (page === undefined) break;
			isFirst = false;
			for (const entry of page.entries) {
				const value = idText(entry[search.id]);
				if (value === undefined || part.skips?.(entry) === true) continue;
				const shown = name(entry);
				const text = part.text ?? wanted;
				const isHit = onServer !== undefined || holds(`${shown}\n${value}`, text);
				if (isHit) results.push({ name: shown, value });
			}
			token = page.next === token ? undefined : page.next;
			if (token === undefined) index += 1;
		} while (index < all.length && results.length < enough && isInTime());
		return {
			results,
			...(index < all.length && { paginationToken: `${index} ${token ?? ''}` }),
		};
	};

/** The part and the token of its next page: `1 abc`. */
function placeOf(paginationToken = '0 '): { index: number; token: string | undefined } {
	const [index = '0', ...token] = paginationToken.split(' ');
	return { index: Number(index), token: textOf(token.join(' ')) };
}

const holds = (text: string, wanted: string): boolean =>
	text.toLowerCase().includes(wanted.toLowerCase());

/** The text under a key, or a substitute. */
export const shownAs = (entry: IDataObject, key: string, otherwise = 'Untitled'): string =>
	textOf(entry[key])?.trim() ?? otherwise;

/** `Anna (female, English)`; omits missing details. */
export function withDetails(name: string, details: unknown[]): string {
	const known = details.flatMap((detail) => textOf(detail) ?? []);
	return known.length === 0 ? name : `${name} (${known.join(', ')})`;
}
