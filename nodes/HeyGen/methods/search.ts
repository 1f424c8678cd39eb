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
	/** What is left to be looked for here; all that was typed unless told. */
	text?: string;
	/** What an earlier part has shown. */
	skips?(entry: IDataObject): boolean;
}

/** How one of HeyGen's lists is searched from a resource locator. */
export interface Search {
	path: string;
	/** Filters that always apply. */
	query?: IDataObject;
	/** The largest page that the call allows. */
	largest: number;
	/** The key of an entry's ID. */
	id: string;
	/** HeyGen's parameter that searches by name; without one, names are compared here. */
	onServer?: string;
	/** What the list shows. */
	name(entry: IDataObject): string;
	/** Read one after the other: what is likely to be meant comes first. */
	parts?(wanted: string): Part[];
	/** What has to be known before names or parts can be given, asked once for a search. */
	prepare?(heygen: HeyGen): Promise<Pick<Search, 'name' | 'parts'>>;
}

export type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** As many hits fill the list; the editor asks for more when a person scrolls down. */
const enough = 20;
/** With something to show, the editor asks for more by itself while that does not fill the list. */
const longestWithHitsMs = 1_000;

/**
 * Reads on, page by page, until the hits fill the list: HeyGen has accounts with thousands of
 * looks and no search for them. Never an empty list while there is more to look at, unless time is up.
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
			// The first one says itself why it does not come.
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

/** Which part, and the token of its next page: `1 abc`. */
function placeOf(paginationToken = '0 '): { index: number; token: string | undefined } {
	const [index = '0', ...token] = paginationToken.split(' ');
	return { index: Number(index), token: textOf(token.join(' ')) };
}

const holds = (text: string, wanted: string): boolean =>
	text.toLowerCase().includes(wanted.toLowerCase());

/** The text of a key, or what stands for it. */
export const shownAs = (entry: IDataObject, key: string, otherwise = 'Untitled'): string =>
	textOf(entry[key])?.trim() ?? otherwise;

/** `Anna (female, English)`; what is missing is left out. */
export function withDetails(name: string, details: unknown[]): string {
	const known = details.flatMap((detail) => textOf(detail) ?? []);
	return known.length === 0 ? name : `${name} (${known.join(', ')})`;
}
