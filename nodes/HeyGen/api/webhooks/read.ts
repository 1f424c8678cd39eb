import type { IDataObject } from 'n8n-workflow';

import { isObject, textOf } from '../../narrow';
import type { Connection } from '../connection';
import { unreadable, type HeyGenRequest } from '../request';
import type { Endpoint } from './contract';

const numberText = (value: unknown): string | undefined =>
	typeof value === 'number' ? String(value) : undefined;

/** Types are strings; in HeyGen's list of types they are objects. */
const typeIn = (entry: unknown): string | [] =>
	textOf(isObject(entry) ? entry.event_type : entry) ?? [];

/** An endpoint of either generation; undefined if it has no ID or no URL. */
export function endpointIn(value: unknown): Endpoint | undefined {
	if (!isObject(value)) return undefined;
	const id = textOf(value.endpoint_id) ?? numberText(value.endpoint_id);
	const url = textOf(value.url);
	if (id === undefined || url === undefined) return undefined;
	const events = Array.isArray(value.events) ? value.events.flatMap(typeIn) : undefined;
	const secret = textOf(value.secret);
	return {
		id,
		url,
		events: events === undefined || events.length === 0 || events.includes('*') ? null : events,
		// Only v3 documents another status than enabled.
		enabled: String(value.status).toLowerCase() !== 'disabled',
		...(secret !== undefined && { secret }),
		sent: value as IDataObject,
	};
}

/** The endpoint in HeyGen's `data`. @throws NodeApiError if there is none */
export function endpointOf(
	connection: Connection,
	request: HeyGenRequest,
	body: unknown,
): Endpoint {
	const endpoint = endpointIn(isObject(body) ? body.data : undefined);
	if (endpoint !== undefined) return endpoint;
	throw unreadable(connection, request, 'the answer holds no endpoint');
}

/**
 * The endpoint after a change. If the answer does not have it, the account's list shows it.
 * @throws HeyGenError if the list does not have it either
 */
export async function changedEndpoint(
	connection: Connection,
	request: HeyGenRequest,
	body: unknown,
	find: () => Promise<Endpoint | undefined>,
): Promise<Endpoint> {
	const told = endpointIn(isObject(body) ? body.data : undefined) ?? (await find());
	if (told !== undefined) return told;
	throw unreadable(connection, request, 'the answer holds no endpoint');
}
