import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import type { HeyGen } from '../api/client';
import { needsV3 } from '../api/errors';
import { editorPatience } from '../api/patience';
import { connectHeyGen } from '../authentication';
import { textOf } from '../narrow';

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
	/** What has to be known before names can be given, asked once for a search. */
	prepare?(heygen: HeyGen): Promise<(entry: IDataObject) => string>;
}

export type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** As many hits fill the list; the editor asks for more when a person scrolls down. */
const enough = 20;
/** A person looks at an empty list meanwhile. */
const longestMs = 9_000;

/**
 * Reads on, page by page, until the hits fill the list: HeyGen has accounts with thousands of
 * looks and no search for them. Never an empty list while there is more to look at, unless time is up.
 */
export const searchOf = (search: Search): ListSearch =>
	async function (filter = '', paginationToken) {
		const heygen = await connectHeyGen(this, editorPatience);
		if (heygen.connection.apiVersion === 'v1') throw needsV3(this.getNode(), 'This list');
		const { path, query, largest, onServer, prepare, name } = search;
		const nameOf = (await prepare?.(heygen)) ?? name;
		const wanted = filter.trim();
		const results: INodeListSearchResult['results'] = [];
		const giveUpAtMs = Date.now() + longestMs;
		let token = paginationToken;
		do {
			const page = await heygen.page(path, {
				...query,
				limit: largest,
				...(onServer !== undefined && wanted !== '' && { [onServer]: wanted }),
				...(token !== undefined && { token }),
			});
			for (const entry of page.entries) {
				const value = textOf(entry[search.id]);
				if (value === undefined) continue;
				const shown = nameOf(entry);
				const isHit = onServer !== undefined || holds(`${shown}\n${value}`, wanted);
				if (isHit) results.push({ name: shown, value });
			}
			token = page.next === token ? undefined : page.next;
		} while (token !== undefined && results.length < enough && Date.now() < giveUpAtMs);
		return { results, ...(token !== undefined && { paginationToken: token }) };
	};

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
