import { randomUUID } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { isObject, textOf } from '../../narrow';
import type { Connection } from '../connection';
import { asThrown, failureOf } from '../errors';
import { isGone } from '../failure';
import { largestPage, listIn, pagedList, type PageCache } from '../pagination';
import { heyGenRequest, unreadable, type HeyGenRequest } from '../request';
import { changedEndpoint, endpointIn, endpointOf } from './read';
import { timeOf } from '../../time';
import type { Endpoint, WebhookApi } from './contract';

const endpointsPath = '/v3/webhooks/endpoints';
const pathOf = (id: string): string => `${endpointsPath}/${encodeURIComponent(id)}`;

/** Source: docs/facts/heygen.md#webhook-endpoints. */
export function v3WebhookApi(connection: Connection): WebhookApi {
	const send = async (request: HeyGenRequest) => await heyGenRequest(connection, request);

	async function* endpoints(pageSize = largestPage): AsyncGenerator<Endpoint, void> {
		for await (const entry of pagedList(connection, endpointsPath, {}, pageSize)) {
			const endpoint = endpointIn(entry);
			if (endpoint !== undefined) yield endpoint;
		}
	}

	async function patch(id: string, body: IDataObject): Promise<Endpoint> {
		const request: HeyGenRequest = { method: 'PATCH', path: pathOf(id), body };
		return await changedEndpoint(connection, request, await send(request), async () => {
			for await (const endpoint of endpoints()) if (endpoint.id === id) return endpoint;
			return undefined;
		});
	}

	async function rotate(
		id: string,
		idempotencyKey: string = randomUUID(),
	): Promise<{ secret: string; sent: IDataObject }> {
		const request: HeyGenRequest = {
			method: 'POST',
			path: `${pathOf(id)}/rotate-secret`,
			idempotencyKey,
		};
		const body = await send(request);
		const data = isObject(body) && isObject(body.data) ? body.data : {};
		const secret = textOf(data.secret);
		if (secret === undefined) {
			throw unreadable(connection, request, 'the answer holds no secret');
		}
		return { secret, sent: data as IDataObject };
	}

	async function types() {
		const request: HeyGenRequest = { method: 'GET', path: '/v3/webhooks/event-types' };
		return listIn(connection, request, await send(request)).flatMap((entry) => {
			const type = isObject(entry) ? textOf(entry.event_type) : textOf(entry);
			const description = isObject(entry) ? textOf(entry.description) : undefined;
			return type === undefined ? [] : { type, ...(description !== undefined && { description }) };
		});
	}

	return {
		version: 'v3',

		eventTypes: types,

		endpoints,

		async create({ url, events, entityId, itemIndex, more, idempotencyKey = randomUUID() }) {
			const request: HeyGenRequest = {
				method: 'POST',
				path: endpointsPath,
				body: {
					url,
					...(events !== null && { events }),
					...(entityId !== undefined && { entity_id: entityId }),
					...more,
				},
				idempotencyKey,
				...(itemIndex !== undefined && { itemIndex }),
			};
			return endpointOf(connection, request, await send(request));
		},

		async update(id, { url, events, more }) {
			const changed = await patch(id, {
				...(url !== undefined && { url }),
				...(events !== undefined && { events }),
				...more,
			});
			if (events !== null || changed.events === null) return changed;
			// It is not documented whether null widens an existing list; naming every type does.
			return await patch(id, { events: (await types()).map(({ type }) => type) });
		},

		async remove(id, { mustExist = false, ...once } = {}) {
			try {
				await send({ method: 'DELETE', path: pathOf(id), ...once });
				return true;
			} catch (error) {
				if (isGone(failureOf(error)) && !mustExist) return false;
				throw asThrown(error);
			}
		},

		async obtainSecret(id) {
			return (await rotate(id)).secret;
		},

		async rotateSecret(id, idempotencyKey) {
			return (await rotate(id, idempotencyKey)).sent;
		},

		async *history({ eventType, entityId }, pageSize = largestPage, cache?: PageCache) {
			const filter = {
				...(eventType !== undefined && { event_type: eventType }),
				...(entityId !== undefined && { entity_id: entityId }),
			};
			const path = '/v3/webhooks/events';
			for await (const entry of pagedList(connection, path, filter, pageSize, cache)) {
				const type = isObject(entry) ? textOf(entry.event_type) : undefined;
				if (!isObject(entry) || type === undefined) continue;
				const createdAtMs = timeOf(entry.created_at);
				yield {
					type,
					...(createdAtMs !== undefined && { createdAtMs }),
					sent: entry as IDataObject,
				};
			}
		},
	};
}
