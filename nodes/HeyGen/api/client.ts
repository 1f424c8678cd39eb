import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../narrow';
import type { Connection } from './connection';
import { listIn, pagedList } from './pagination';
import { heyGenRequest, unreadable, type HeyGenRequest } from './request';
import type { WebhookApi } from './webhooks/contract';
import { webhookApi } from './webhooks/webhookApi';

/** HeyGen, connected. Every method throws a NodeApiError, see errors.ts. */
export interface HeyGen {
	readonly connection: Connection;
	readonly webhooks: WebhookApi;
	/** The object in `data`. */
	object(request: HeyGenRequest): Promise<IDataObject>;
	/** The objects of the list in `data`. */
	list(request: HeyGenRequest): Promise<IDataObject[]>;
	/** The objects of a paged list, page after page as they are asked for. */
	pages(path: string, query: IDataObject, pageSize: number): AsyncIterable<IDataObject>;
	/** For calls whose answer says nothing but that it is done. */
	done(request: HeyGenRequest): Promise<void>;
}

/** JSON from the wire holds nothing but what n8n takes for data. */
const isData = (value: unknown): value is IDataObject => isObject(value);

export function clientOf(connection: Connection): HeyGen {
	return {
		connection,
		webhooks: webhookApi(connection),

		async object(request) {
			const body = await heyGenRequest(connection, request);
			const data = isObject(body) ? body.data : undefined;
			if (isData(data)) return data;
			throw unreadable(connection, request, 'the answer holds no object');
		},

		async list(request) {
			const body = await heyGenRequest(connection, request);
			return listIn(connection, request, body).filter(isData);
		},

		async *pages(path, query, pageSize) {
			for await (const entry of pagedList(connection, path, query, pageSize)) {
				if (isData(entry)) yield entry;
			}
		},

		async done(request) {
			const body = await heyGenRequest(connection, request);
			// A page of a proxy is no answer of HeyGen's, whatever its status.
			if (isObject(body) || body === '' || body === undefined || body === null) return;
			throw unreadable(connection, request, 'it is not JSON');
		},
	};
}
