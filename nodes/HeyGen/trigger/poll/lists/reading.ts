import { clientOf } from '../../../api/client';
import type { Connection } from '../../../api/connection';
import { unlessGone } from '../../../api/errors';
import { pagedList, largestPage, type PageCache } from '../../../api/pagination';
import type { ListedKind } from '../../../events/listed';
import { isObject, type JsonObject } from '../../../narrow';

/** One of HeyGen's lists of jobs; the triggers of an account share its requests. */
export interface Reading {
	kind: ListedKind;
	entries(): AsyncIterable<JsonObject>;
	/** The states of up to 100 jobs in one request; only if HeyGen has that. */
	statuses(ids: string[]): Promise<JsonObject[]>;
	/** undefined if the job no longer exists at HeyGen. */
	job(id: string): Promise<JsonObject | undefined>;
}

export function readingOf(connection: Connection, kind: ListedKind, pages: PageCache): Reading {
	const heygen = clientOf(connection);
	const { path, statusIds = '' } = kind;
	/** One request for all triggers, like a page of the list. */
	const shared = async (name: string, ask: () => Promise<unknown[]>): Promise<JsonObject[]> => {
		const asking = async () => ({ entries: await ask(), next: undefined });
		return (await pages.page(name, asking)).entries.filter(isObject);
	};
	return {
		kind,

		async *entries() {
			for await (const entry of pagedList(connection, path, {}, largestPage, pages)) {
				if (isObject(entry)) yield entry;
			}
		},

		async statuses(ids) {
			const query = { [statusIds]: ids.join() };
			const request = { method: 'GET', path: `${path}/statuses`, query } as const;
			return await shared(`statuses ${ids.join()}`, async () => await heygen.list(request));
		},

		async job(id) {
			const request = { method: 'GET', path: `${path}/${encodeURIComponent(id)}` } as const;
			const ask = async () => [await unlessGone(heygen.object(request))];
			const [job] = await shared(`job ${id}`, ask);
			return job;
		},
	};
}
