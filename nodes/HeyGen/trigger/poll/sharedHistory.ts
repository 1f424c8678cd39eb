import type { Page, PageCache } from '../../api/pagination';

/** All triggers of an account in this process share a read of HeyGen's history for this long. */
const freshMs = 60_000;
/** The later parts of a look back continue with the pages of the first. */
const longestMs = 15 * 60_000;

/** One read of HeyGen's history: each page is requested once, by the first that needs it. */
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

/** @param before the pages that this node read last, so it needs newer ones */
export function pagesForPoll(history: string, before: SharedPages | undefined): SharedPages {
	for (const [key, reading] of readings) if (!isFresh(reading)) readings.delete(key);
	const shared = readings.get(history);
	return shared !== undefined && shared !== before ? shared : freshPages(history);
}

/** Read from now on: a start at this moment must not see older pages. */
export function freshPages(history: string): SharedPages {
	const pages = new SharedPages();
	readings.set(history, pages);
	return pages;
}

/** @param begun the pages of a poll, or of an earlier part of the look back */
export function pagesForLookBack(history: string, begun: SharedPages | undefined): SharedPages {
	const isUsable = begun !== undefined && Math.abs(Date.now() - begun.atMs) < longestMs;
	return isUsable && !begun.hasFailed ? begun : pagesForPoll(history, begun);
}
