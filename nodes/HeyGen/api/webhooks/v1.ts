import { textOf } from '../../narrow';
import type { Connection } from '../connection';
import { apiError, asThrown, failureOf, needsV3 } from '../errors';
import { isGone } from '../failure';
import { listIn } from '../pagination';
import { heyGenRequest, unreadable, type HeyGenRequest } from '../request';
import { changedEndpoint, endpointIn, endpointOf } from './read';
import type { Endpoint, EventType, WebhookApi } from './contract';

const listRequest: HeyGenRequest = { method: 'GET', path: '/v1/webhook/endpoint.list' };

/** Source: docs/facts/heygen.md#webhook-endpoints. */
export function v1WebhookApi(connection: Connection): WebhookApi {
	const node = connection.context.getNode();
	const send = async (request: HeyGenRequest) => await heyGenRequest(connection, request);

	async function list(): Promise<Endpoint[]> {
		return listIn(connection, listRequest, await send(listRequest)).flatMap(
			(entry) => endpointIn(entry) ?? [],
		);
	}

	async function types(): Promise<EventType[]> {
		const request: HeyGenRequest = { method: 'GET', path: '/v1/webhook/webhook.list' };
		return listIn(connection, request, await send(request)).flatMap((entry) => {
			const type = textOf(entry);
			return type === undefined ? [] : { type };
		});
	}

	async function find(id: string): Promise<Endpoint | undefined> {
		return (await list()).find((endpoint) => endpoint.id === id);
	}

	return {
		version: 'v1',

		eventTypes: types,

		async *endpoints() {
			yield* await list();
		},

		async create({ url, events, entityId, itemIndex, more }) {
			if (entityId !== undefined) throw needsV3(node, "An endpoint for one resource ('Entity ID')");
			const request: HeyGenRequest = {
				method: 'POST',
				path: '/v1/webhook/endpoint.add',
				body: { url, ...(events !== null && { events }), ...more },
				...(itemIndex !== undefined && { itemIndex }),
			};
			return endpointOf(connection, request, await send(request));
		},

		async update(id, { url, events, more }) {
			// v1 documents `url` and `events` together, so the unchanged one is sent too.
			const now = url === undefined || events === undefined ? await find(id) : undefined;
			const wanted =
				events === undefined ? now?.events : (events ?? (await types()).map(({ type }) => type));
			const request: HeyGenRequest = {
				method: 'PATCH',
				path: '/v1/webhook/endpoint.update',
				body: {
					endpoint_id: id,
					...((url ?? now?.url) && { url: url ?? now?.url }),
					...(wanted && { events: wanted }),
					...more,
				},
			};
			return await changedEndpoint(
				connection,
				request,
				await send(request),
				async () => await find(id),
			);
		},

		async remove(id, { mustExist = false, ...once } = {}) {
			try {
				const query = { endpoint_id: id };
				await send({ method: 'DELETE', path: '/v1/webhook/endpoint.delete', query, ...once });
				return true;
			} catch (error) {
				const failure = failureOf(error);
				// v1 has no documented code for "no such endpoint", so its list decides.
				const gone = isGone(failure) || (failure?.status === 400 && (await find(id)) === undefined);
				if (!gone || failure === undefined) throw asThrown(error);
				if (mustExist) throw apiError(node, { ...failure, status: 404 });
				return false;
			}
		},

		async obtainSecret(id) {
			const secret = (await find(id))?.secret;
			if (secret !== undefined) return secret;
			throw unreadable(connection, listRequest, 'the list holds no secret for the endpoint');
		},

		async rotateSecret() {
			throw needsV3(node, 'Rotating a secret');
		},

		history() {
			throw needsV3(node, 'The delivery history');
		},
	};
}
