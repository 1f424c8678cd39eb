import type { IDataObject } from 'n8n-workflow';

import { isObject, textOf, textsOf } from '../../narrow';
import type { Connection } from '../connection';
import { unreadable, type HeyGenRequest } from '../request';
import { rememberSecret } from './secrets';
import type { Endpoint } from './contract';

/** An endpoint as either generation sends it; undefined when it has no id or no URL. */
export function endpointIn(connection: Connection, value: unknown): Endpoint | undefined {
	if (!isObject(value)) return undefined;
	const id = textOf(value.endpoint_id);
	const url = textOf(value.url);
	if (id === undefined || url === undefined) return undefined;
	const events = textsOf(value.events);
	const secret = textOf(value.secret);
	if (secret !== undefined) rememberSecret(connection.baseUrl, id, secret);
	return {
		id,
		url,
		events: events === undefined || events.length === 0 || events.includes('*') ? null : events,
		// Only v3 documents another status than enabled.
		enabled: value.status !== 'disabled',
		...(secret !== undefined && { secret }),
		sent: value as IDataObject,
	};
}

/** The endpoint in HeyGen's `data`. @throws NodeApiError when the answer has none */
export function endpointOf(
	connection: Connection,
	request: HeyGenRequest,
	body: unknown,
): Endpoint {
	const endpoint = endpointIn(connection, isObject(body) ? body.data : undefined);
	if (endpoint !== undefined) return endpoint;
	throw unreadable(connection, request, 'the answer holds no endpoint');
}
