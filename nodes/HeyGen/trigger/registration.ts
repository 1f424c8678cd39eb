import type { IHookFunctions, INode, IPollFunctions } from 'n8n-workflow';
import { NodeApiError, sleep } from 'n8n-workflow';

import { connect } from '../authentication';
import type { Connection } from '../api/connection';
import { apiError, failureOf, inOneLine, wordsOf } from '../api/errors';
import { isAmbiguous, type Failure } from '../api/failure';
import { hookPolicy, waitMs } from '../api/retryPolicy';
import type { Endpoint, WebhookApi } from '../api/webhooks/contract';
import { webhookApi } from '../api/webhooks/webhookApi';
import { withoutDot } from '../failureText';
import { readEvents, readOptions } from './description/options';
import { differences, needsAnother, sameUrl, type Wanted } from './differences';
import { isAnothers } from './neighbour';
import { heldEndpoint } from './held';
import type { Held } from './stored';

/** By the node's parameters `events` and `options`. @throws NodeOperationError when no event is chosen */
export function wantedOf(node: INode, url: string, events: unknown, options: unknown): Wanted {
	const { entityId } = readOptions(options);
	return { url, events: readEvents(node, events), ...(entityId !== undefined && { entityId }) };
}

/** Who registers: a hook, or a poll that repairs. */
export interface Registrar {
	context: IHookFunctions | IPollFunctions;
	connection: Connection;
	api: WebhookApi;
}

export async function registrar(context: IHookFunctions | IPollFunctions): Promise<Registrar> {
	const connection = await connect(context, hookPolicy);
	return { context, connection, api: webhookApi(connection) };
}

/**
 * What is held, if it is of the account and generation that the credential names now. What was made
 * through the other generation is removed through it, unless it is another n8n's: one node, one
 * endpoint.
 */
export async function heldHere(
	{ context, connection, api }: Registrar,
	wanted: Wanted,
): Promise<Held | undefined> {
	const held = heldEndpoint(context);
	if (held === undefined || held.baseUrl !== connection.baseUrl) return undefined;
	if (held.apiVersion === api.version) return held;
	if (await isAnothers(context, held.url, wanted.url)) return undefined;
	try {
		await webhookApi(connection, held.apiVersion).remove(held.endpointId);
	} catch (error) {
		context.logger.warn(
			`The endpoint made through HeyGen's API ${held.apiVersion} was not removed. ${wordsOf(error)}`,
		);
	}
	return undefined;
}

/**
 * The endpoints that are this node's: any with exactly its URL, and the one that is held under
 * another URL, unless another n8n lives there. One list.
 */
export async function findOurs(
	{ context, api }: Registrar,
	wanted: Wanted,
	held: Held | undefined,
): Promise<Endpoint[]> {
	const ours: Endpoint[] = [];
	let elsewhere: Endpoint | undefined;
	for await (const endpoint of api.endpoints()) {
		const isHeld = endpoint.id === held?.endpointId;
		if (sameUrl(endpoint.url, wanted.url)) ours.push(endpoint);
		else if (isHeld) elsewhere = endpoint;
		// Nothing else can matter: v3 takes a URL once. v1 may have two, after a create that was slow.
		if (isHeld && endpoint.url === wanted.url && api.version === 'v3') break;
	}
	if (elsewhere === undefined) return ours;
	if (!(await isAnothers(context, elsewhere.url, wanted.url))) return [...ours, elsewhere];
	context.logger.warn(
		`The webhook endpoint ${elsewhere.id} at HeyGen delivers to ${elsewhere.url}, where something else answers, so it is left alone. This n8n uses one of its own.`,
	);
	return ours;
}

/**
 * Makes HeyGen have exactly one endpoint for this node, the way it is wanted, out of what it has.
 * @param ours from `findOurs`
 * @param held undefined too when its secret does not verify any more
 * @throws NodeApiError; `explain` makes one for people of it
 */
export async function settle(
	registrar: Registrar,
	wanted: Wanted,
	ours: Endpoint[],
	held: Held | undefined,
): Promise<Held> {
	const usable = ours.filter((each) => !needsAnother(differences(each, wanted, held)));
	const keep = usable.find(({ id }) => id === held?.endpointId) ?? usable[0];
	for (const endpoint of ours) {
		if (endpoint !== keep) await registrar.api.remove(endpoint.id);
	}
	if (keep === undefined) {
		return await withSecret(registrar, wanted, await create(registrar, wanted), undefined, true);
	}
	const own = keep.id === held?.endpointId ? held : undefined;
	return await withSecret(
		registrar,
		wanted,
		await inLine(registrar, wanted, keep, own),
		own,
		false,
	);
}

async function inLine(
	{ api }: Registrar,
	wanted: Wanted,
	endpoint: Endpoint,
	own: Held | undefined,
): Promise<Endpoint> {
	const found = differences(endpoint, wanted, own);
	const changes = {
		...(found.includes('url') && { url: wanted.url }),
		...(found.includes('events') && { events: wanted.events }),
	};
	if (Object.keys(changes).length === 0) return endpoint;
	// v3 does not show the secret here; what is known of it still holds.
	return { ...endpoint, ...(await api.update(endpoint.id, changes)) };
}

/** An answer that got lost, or a 409: the endpoint may be there, so look before making another. */
async function create(registrar: Registrar, wanted: Wanted): Promise<Endpoint> {
	for (let attempt = 1; ; attempt++) {
		let thrown: unknown;
		try {
			return await registrar.api.create(wanted);
		} catch (error) {
			thrown = error;
		}
		const failure = failureOf(thrown);
		const [orphan] = await findMade(registrar, wanted, failure);
		// Just made by the lost call, so it is narrowed as wanted.
		if (orphan !== undefined) return await inLine(registrar, wanted, orphan, undefined);
		const wait = waitMs(attempt, failure?.retryAfterSeconds);
		const again =
			attempt < 3 &&
			failure !== undefined &&
			isAmbiguous(failure) &&
			!failure.timedOut &&
			// v3's Idempotency-Key has let it be asked again already.
			failure.attempts === 1 &&
			wait <= hookPolicy.totalMs;
		if (!again) throw thrown;
		await sleep(wait);
	}
}

/** HeyGen may still be making what nobody waits for any more; another try would make a second one. */
const lateMs = 2_500;

/** What a call that failed may have made all the same. */
async function findMade(
	registrar: Registrar,
	wanted: Wanted,
	failure: Failure | undefined,
): Promise<Endpoint[]> {
	if (failure === undefined || (failure.status !== 409 && !isAmbiguous(failure))) return [];
	const made = await findOurs(registrar, wanted, undefined);
	if (made.length > 0 || failure.timedOut !== true) return made;
	await sleep(lateMs);
	return await findOurs(registrar, wanted, undefined);
}

/** n8n tries five times and does not know what was made, so undo it before throwing. */
async function withSecret(
	{ context, connection, api }: Registrar,
	wanted: Wanted,
	endpoint: Endpoint,
	own: Held | undefined,
	isNew: boolean,
): Promise<Held> {
	const secret = own?.secret ?? endpoint.secret ?? (await obtainSecret());
	async function obtainSecret(): Promise<string> {
		let thrown: unknown;
		try {
			return await api.obtainSecret(endpoint.id);
		} catch (error) {
			thrown = error;
		}
		if (isNew) {
			try {
				await api.remove(endpoint.id);
			} catch {
				context.logger.warn(`The webhook endpoint ${endpoint.id} at HeyGen was not removed.`);
			}
		}
		throw thrown;
	}
	return {
		endpointId: endpoint.id,
		secret,
		url: wanted.url,
		events: wanted.events,
		shown: endpoint.events,
		...(wanted.entityId !== undefined && { entityId: wanted.entityId }),
		apiVersion: api.version,
		baseUrl: connection.baseUrl,
		registeredAtMs: own?.secret === secret ? own.registeredAtMs : Date.now(),
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
