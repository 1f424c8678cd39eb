import type { IDataObject } from 'n8n-workflow';

import type { ApiVersion } from '../connection';
import type { PageCache } from '../pagination';

/** A registered webhook endpoint. */
export interface Endpoint {
	id: string;
	url: string;
	/** null: every event, including types that HeyGen adds later. */
	events: string[] | null;
	enabled: boolean;
	/** Only if HeyGen returns it: v1 always, v3 on creation. */
	secret?: string;
	/** The object as HeyGen sent it, for output. */
	sent: IDataObject;
}

export interface EventType {
	type: string;
	/** HeyGen's own text; v1 has none. */
	description?: string;
}

/** One event of the delivery history. */
export interface PastEvent {
	type: string;
	/** Milliseconds since 1970; undefined if HeyGen's time can't be read. */
	createdAtMs?: number;
	/** `{event_id, event_type, event_data, created_at}` as sent by HeyGen. */
	sent: IDataObject;
}

export interface NewEndpoint {
	url: string;
	events: string[] | null;
	/** Narrows the endpoint to one resource (v3). */
	entityId?: string | undefined;
	itemIndex?: number;
	/** A new one for each request if omitted. */
	idempotencyKey?: string;
	/** In HeyGen's keys; overrides the body. */
	more?: IDataObject;
}

export type EndpointChanges = Partial<Pick<NewEndpoint, 'url' | 'events' | 'more'>>;

export interface HistoryFilter {
	eventType?: string;
	entityId?: string | undefined;
}

/**
 * HeyGen's webhook API, the same for both generations. Every method throws a NodeApiError (see
 * errors.ts), and a NodeOperationError if v1 does not have it.
 */
export interface WebhookApi {
	readonly version: ApiVersion;
	eventTypes(): Promise<EventType[]>;
	/** All endpoints of the account; pages are requested as needed. */
	endpoints(pageSize?: number): AsyncIterable<Endpoint>;
	/**
	 * @throws NodeApiError 409 `conflict` if the account already has this URL (v3). If the answer is
	 * lost, HeyGen may have created the endpoint: look for it before creating another one.
	 */
	create(endpoint: NewEndpoint): Promise<Endpoint>;
	/** `events` replaces the whole list. */
	update(id: string, changes: EndpointChanges): Promise<Endpoint>;
	/**
	 * Also resolves if the endpoint is already gone; returns whether it existed.
	 * @throws NodeApiError 404 if it did not, with `mustExist`
	 */
	remove(id: string, options?: { mustExist?: boolean; onceKey?: string }): Promise<boolean>;
	/** A secret that verifies from now on. v3 never shows one again, so it creates a new one. */
	obtainSecret(id: string): Promise<string>;
	/** Creates a new secret; the old one is invalid at once. v3 only. */
	rotateSecret(id: string, idempotencyKey?: string): Promise<IDataObject>;
	/** The events that HeyGen sent or tried to send. v3 only. */
	history(filter: HistoryFilter, pageSize?: number, cache?: PageCache): AsyncIterable<PastEvent>;
}
