import type { IExecuteFunctions, IHookFunctions, INode } from 'n8n-workflow';
import { NodeApiError, sleep } from 'n8n-workflow';

import { connect } from '../authentication';
import type { ApiVersion, Connection } from '../api/connection';
import { apiError, failureOf, inOneLine, withoutDot } from '../api/errors';
import { isAmbiguous, type Failure } from '../api/failure';
import { hookPatience, waitMs } from '../api/patience';
import type { Endpoint, WebhookApi } from '../api/webhooks/contract';
import { webhookApi } from '../api/webhooks/webhookApi';
import { typesOf } from '../events/catalogue';
import type { Held } from './held';
import { readEvents, readOptions } from './options';

/** What HeyGen should have for a trigger node. */
export interface Wanted {
	url: string;
	events: string[] | null;
	entityId?: string;
}

/** By the node's parameters `events` and `options`. @throws NodeOperationError when no event is chosen */
export function wantedOf(node: INode, url: string, events: unknown, options: unknown): Wanted {
	const { entityId } = readOptions(options);
	return { url, events: readEvents(node, events), ...(entityId !== undefined && { entityId }) };
}

export interface Registrar {
	connection: Connection;
	api: WebhookApi;
}

export async function registrar(context: IHookFunctions | IExecuteFunctions): Promise<Registrar> {
	const connection = await connect(context, hookPatience);
	return { connection, api: webhookApi(connection) };
}

export const sameUrl = (one: string, other: string): boolean =>
	one === other || (URL.canParse(one) && URL.canParse(other) && hrefOf(one) === hrefOf(other));
const hrefOf = (url: string): string => new URL(url).href;

/** Whether an endpoint gets the events that are wanted. A list that names all of them is "every". */
export const sameEvents = (
	{ events }: Endpoint,
	wanted: string[] | null,
	version: ApiVersion,
): boolean => {
	if (events === null) return wanted === null;
	const all = wanted ?? typesOf(version);
	return all.every((type) => events.includes(type)) && (!wanted || events.length === all.length);
};

/** The endpoints that are this node's: the held one, and any with exactly its URL. One list. */
export async function findOurs(
	api: WebhookApi,
	wanted: Wanted,
	held: Held | undefined,
): Promise<Endpoint[]> {
	const ours: Endpoint[] = [];
	for await (const endpoint of api.endpoints()) {
		const isHeld = endpoint.id === held?.endpointId;
		if (isHeld || sameUrl(endpoint.url, wanted.url)) ours.push(endpoint);
		// Nothing else can matter: HeyGen takes a URL once.
		if (isHeld && endpoint.url === wanted.url) break;
	}
	return ours;
}

/**
 * Makes HeyGen have exactly one endpoint for this node, the way it is wanted, out of what it has.
 * @param ours from `findOurs`
 * @throws NodeApiError; `explain` makes one for people of it
 */
export async function settle(
	registrar: Registrar,
	wanted: Wanted,
	ours: Endpoint[],
	held: Held | undefined,
): Promise<Held> {
	const { api } = registrar;
	const usable = ours.filter(
		(endpoint) =>
			endpoint.enabled &&
			// HeyGen does not show what an endpoint is narrowed to, so only our own word counts.
			(wanted.entityId === undefined || endpoint.id === held?.endpointId),
	);
	const keep = usable.find((endpoint) => endpoint.id === held?.endpointId) ?? usable[0];
	for (const endpoint of ours) {
		if (endpoint !== keep) await api.remove(endpoint.id);
	}
	const endpoint =
		keep === undefined
			? await create(registrar, wanted)
			: await bringInLine(registrar, wanted, keep);
	const isHeld = endpoint.id === held?.endpointId;
	return await withSecret(
		registrar,
		wanted,
		endpoint,
		isHeld ? held : undefined,
		keep === undefined,
	);
}

async function bringInLine(
	{ api }: Registrar,
	wanted: Wanted,
	endpoint: Endpoint,
): Promise<Endpoint> {
	const changes = {
		...(!sameUrl(endpoint.url, wanted.url) && { url: wanted.url }),
		...(!sameEvents(endpoint, wanted.events, api.version) && { events: wanted.events }),
	};
	if (Object.keys(changes).length === 0) return endpoint;
	// v3 does not show the secret here; what is known of it still holds.
	return { ...endpoint, ...(await api.update(endpoint.id, changes)) };
}

/** An answer that got lost, or a 409: the endpoint may be there, so look before making another. */
async function create(registrar: Registrar, wanted: Wanted): Promise<Endpoint> {
	const { api } = registrar;
	for (let attempt = 1; ; attempt++) {
		const [made] = await Promise.allSettled([api.create(wanted)]);
		if (made.status === 'fulfilled') return made.value;
		const failure = failureOf(made.reason);
		const mayBeThere = failure !== undefined && (failure.status === 409 || isAmbiguous(failure));
		const orphan = mayBeThere ? (await findOurs(api, wanted, undefined))[0] : undefined;
		if (orphan !== undefined) return await bringInLine(registrar, wanted, orphan);
		const wait = waitMs(attempt, failure?.retryAfterSeconds);
		const again =
			attempt < 3 &&
			failure !== undefined &&
			isAmbiguous(failure) &&
			!failure.timedOut &&
			// v3's Idempotency-Key has let it be asked again already.
			failure.attempts === 1 &&
			wait <= hookPatience.longestWaitMs;
		if (!again) throw made.reason;
		await sleep(wait);
	}
}

/** n8n tries five times and does not know what was made, so undo it before throwing. */
async function withSecret(
	{ connection, api }: Registrar,
	wanted: Wanted,
	endpoint: Endpoint,
	held: Held | undefined,
	isNew: boolean,
): Promise<Held> {
	const known = held?.secret ?? endpoint.secret;
	const [secret] = await Promise.allSettled([known ?? api.obtainSecret(endpoint.id)]);
	if (secret.status === 'rejected') {
		if (isNew) await Promise.allSettled([api.remove(endpoint.id)]);
		throw secret.reason;
	}
	return {
		endpointId: endpoint.id,
		secret: secret.value,
		url: wanted.url,
		events: wanted.events,
		apiVersion: api.version,
		baseUrl: connection.baseUrl,
		registeredAtMs:
			held !== undefined && held.secret === secret.value ? held.registeredAtMs : Date.now(),
	};
}

const isAboutUrl = (failure: Failure): boolean =>
	(failure.status === 400 || failure.status === 422) &&
	(failure.param === undefined || failure.param === 'url');

/** n8n shows only the message of what a hook throws, so all is in it. */
export function explain(node: INode, error: unknown, { url }: Wanted): Error {
	const failure = failureOf(error);
	if (failure === undefined) {
		return error instanceof Error ? error : new NodeApiError(node, { message: String(error) });
	}
	const message = isAboutUrl(failure)
		? `HeyGen refused the webhook URL ${url}: "${withoutDot(failure.said ?? `HTTP ${failure.status}`)}". ` +
			'HeyGen delivers only to a public https address that answers within 1 second: set the environment variable WEBHOOK_URL of n8n to its public address, or start a tunnel to it, and listen or publish again.'
		: `${inOneLine(failure)} The webhook URL ${url} was not registered.`;
	return apiError(node, failure, { message });
}
