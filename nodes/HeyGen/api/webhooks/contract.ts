import type { IDataObject } from 'n8n-workflow';

import type { ApiVersion } from '../connection';
import type { PageCache } from '../pagination';

/** A registered webhook endpoint. */
export interface Endpoint {
	id: string;
	url: string;
	/** null: every event, also those HeyGen adds later. */
	events: string[] | null;
	enabled: boolean;
	/** Only where HeyGen tells it: v1 always, v3 on creation. */
	secret?: string;
	/** The object as HeyGen sent it, for output. */
	sent: IDataObject;
}

export interface EventType {
	type: string;
	/** HeyGen's words; v1 has none. */
	description?: string;
}

/** One event of the delivery history. */
export interface PastEvent {
	type: string;
	/** Milliseconds since 1970; undefined when HeyGen's text can't be read. */
	createdAtMs?: number;
	/** `{event_id, event_type, event_data, created_at}` as HeyGen sent it. */
	sent: IDataObject;
}

export interface NewEndpoint {
	url: string;
	events: string[] | null;
	/** Narrows the endpoint to one resource (v3). */
	entityId?: string | undefined;
	itemIndex?: number;
	/** One of its own for each call when left out. */
	idempotencyKey?: string;
	/** In HeyGen's keys, laid over the body. */
	more?: IDataObject;
}

export type EndpointChanges = Partial<Pick<NewEndpoint, 'url' | 'events' | 'more'>>;

export interface HistoryFilter {
	eventType?: string;
	entityId?: string | undefined;
}

/**
 * HeyGen's webhook API, the same for both generations. Every method throws a NodeApiError (see
 * errors.ts), and a NodeOperationError for what v1 can't do.
 */
export interface WebhookApi {
	readonly version: ApiVersion;
	eventTypes(): Promise<EventType[]>;
	/** All endpoints of the account, page after page as they are asked for. */
	endpoints(pageSize?: number): AsyncIterable<Endpoint>;
	/**
	 * @throws NodeApiError 409 `conflict` when the account has this URL already (v3). When the answer
	 * is lost, nobody knows whether HeyGen made the endpoint: look for it before making another.
	 */
	create(endpoint: NewEndpoint): Promise<Endpoint>;
	/** `events` replaces the whole list. */
	update(id: string, changes: EndpointChanges): Promise<Endpoint>;
	/**
	 * Resolves too when the endpoint is gone already; tells whether it was there.
	 * @throws NodeApiError 404 when it was not, with `mustExist`
	 */
	remove(id: string, options?: { mustExist?: boolean }): Promise<boolean>;
	/** A secret that verifies from now on. v3 never shows one again, so it makes a new one. */
	obtainSecret(id: string): Promise<string>;
	/** Makes a new secret; the old one is dead at once. v3 only. */
	rotateSecret(id: string, idempotencyKey?: string): Promise<IDataObject>;
	/** What HeyGen sent or tried to send. v3 only. */
	history(filter: HistoryFilter, pageSize?: number, cache?: PageCache): AsyncIterable<PastEvent>;
}
