import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../narrow';
import type { Connection } from './connection';
import { listIn, pagedList, pageOf } from './pagination';
import { heyGenRequest, unreadable, type HeyGenRequest } from './request';
import type { WebhookApi } from './webhooks/contract';
import { webhookApi } from './webhooks/webhookApi';

/** A connection to HeyGen. Every method throws a NodeApiError, see errors.ts. */
export interface HeyGen {
	readonly connection: Connection;
	readonly webhooks: WebhookApi;
	/** The object in `data`. */
	object(request: HeyGenRequest): Promise<IDataObject>;
	/** The objects of the list in `data`. */
	list(request: HeyGenRequest): Promise<IDataObject[]>;
	/** The objects of one page, and the token of the next. */
	page(path: string, query: IDataObject): Promise<Page>;
	/** The objects of a paginated list; pages are requested as needed. */
	pages(path: string, query: IDataObject, pageSize: number): AsyncIterable<IDataObject>;
	/** For requests whose answer has no content. */
	done(request: HeyGenRequest): Promise<void>;
}

export interface Page {
	entries: IDataObject[];
	next: string | undefined;
}

/** Parsed JSON has only values that n8n accepts as data. */
const isData = (value: unknown): value is IDataObject => isObject(value);

export function clientOf(connection: Connection): HeyGen {
	return {
		connection,
		webhooks: webhookApi(connection),

		async object(request) {
			const body = await heyGenRequest(connection, request);
			const data = isObject(body) ? body.data : undefined;
			if (isData(data)) return data;
			throw unreadable(connection, request, 'the answer holds no object', body);
		},

		async list(request) {
			const body = await heyGenRequest(connection, request);
			return listIn(connection, request, body).filter(isData);
		},

		async page(path, query) {
			const { entries, next } = await pageOf(connection, { method: 'GET', path, query });
			return { entries: entries.filter(isData), next };
		},

		async *pages(path, query, pageSize) {
			for await (const entry of pagedList(connection, path, query, pageSize)) {
				if (isData(entry)) yield entry;
			}
		},

		async done(request) {
			await heyGenRequest(connection, request);
		},
	};
}
