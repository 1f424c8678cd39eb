import type { Page, PageCache } from '../../api/pagination';

/** A reading of HeyGen's history serves all triggers of an account in this process for so long. */
const freshMs = 60_000;
/** The later parts of a look back go on from the pages of the first. */
const longestMs = 15 * 60_000;

/** One reading of HeyGen's history: each page is asked for once, whoever wants it first. */
export class SharedPages implements PageCache {
	readonly atMs = Date.now();
	hasFailed = false;
	private readonly pages = new Map<string, Promise<Page>>();

	async page(token: string, ask: () => Promise<Page>): Promise<Page> {
		let page = this.pages.get(token);
		if (page === undefined) {
			page = ask();
			page.catch(() => (this.hasFailed = true));
			this.pages.set(token, page);
		}
		return await page;
	}
}

const readings = new Map<string, SharedPages>();

const isFresh = ({ atMs }: SharedPages): boolean => Math.abs(Date.now() - atMs) < freshMs;

/** @param before what this node read last, so it wants something newer */
export function pagesForPoll(history: string, before: SharedPages | undefined): SharedPages {
	for (const [key, reading] of readings) if (!isFresh(reading)) readings.delete(key);
	const shared = readings.get(history);
	return shared !== undefined && shared !== before ? shared : freshPages(history);
}

/** Read from now on: what begins at this moment may not see less than there is. */
export function freshPages(history: string): SharedPages {
	const pages = new SharedPages();
	readings.set(history, pages);
	return pages;
}

/** @param begun what a poll, or an earlier part of the look back, has begun to read */
export function pagesForLookBack(history: string, begun: SharedPages | undefined): SharedPages {
	const isUsable = begun !== undefined && Math.abs(Date.now() - begun.atMs) < longestMs;
	return isUsable && !begun.hasFailed ? begun : pagesForPoll(history, begun);
}
