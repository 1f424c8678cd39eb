import type { IHookFunctions, INode, IPollFunctions } from 'n8n-workflow';
import { NodeApiError, sleep } from 'n8n-workflow';

import { connect } from '../../authentication';
import type { Connection } from '../../api/connection';
import { apiError, asThrown, failureOf, inOneLine, wordsOf } from '../../api/errors';
import { isAmbiguous, type Failure } from '../../api/failure';
import { retry } from '../../api/retry';
import { hookPolicy } from '../../api/retryPolicy';
import type { Endpoint, WebhookApi } from '../../api/webhooks/contract';
import { webhookApi } from '../../api/webhooks/webhookApi';
import { withoutDot } from '../../failureText';
import type { RegisteredEndpoint } from '../state/staticData';
import type { Trigger } from '../triggerContext';
import { ownerOf } from './challenge';
import { differences, needsAnother, sameUrl, type Wanted } from './differences';

/** A hook, or a poll that repairs. */
export type RegisteringTrigger = Trigger<IHookFunctions | IPollFunctions>;

/** A trigger, its connection to HeyGen and the endpoint that it wants. */
export interface Registrar {
	trigger: RegisteringTrigger;
	connection: Connection;
	api: WebhookApi;
	wanted: Wanted;
}

/** @throws NodeOperationError if no event is selected */
export async function registrar(trigger: RegisteringTrigger, url: string): Promise<Registrar> {
	const wanted = { url, events: trigger.types, entityId: trigger.options.entityId };
	const connection = await connect(trigger.n8n, hookPolicy);
	return { trigger, connection, api: webhookApi(connection), wanted };
}

/** This node's endpoints at HeyGen. */
export interface Found {
	/** The registered endpoint, if it has the account and API version of the current credential. */
	registered: RegisteredEndpoint | undefined;
	/** The endpoints that belong to this node. */
	ours: Endpoint[];
	/** An earlier endpoint, if it is not known yet which n8n it belongs to. */
	former: RegisteredEndpoint | undefined;
}

/**
 * An endpoint belongs to this node if it has exactly the node's URL, or if the node registered it
 * under another URL at which no other n8n answers. One list request.
 */
export async function findOurs(by: Registrar): Promise<Found> {
	const { trigger, api, wanted } = by;
	const registered = await registeredHere(by);
	const found: Found = { registered, ours: [], former: undefined };
	const { former } = trigger.stored;
	const moved = [registered, former].filter((each) => each !== undefined);
	for await (const endpoint of api.endpoints()) {
		const known = moved.find(({ endpointId }) => endpointId === endpoint.id);
		if (sameUrl(endpoint.url, wanted.url)) found.ours.push(endpoint);
		else if (known !== undefined) await sort(by, found, endpoint, known);
		// The rest does not matter: v3 accepts a URL once. v1 may have two, after a slow create.
		const isRegistered = endpoint.id === registered?.endpointId && endpoint.url === wanted.url;
		if (isRegistered && api.version === 'v3' && former === undefined) break;
	}
	return found;
}

async function sort(
	{ trigger: { n8n }, wanted }: Registrar,
	found: Found,
	endpoint: Endpoint,
	known: RegisteredEndpoint,
): Promise<void> {
	const owner = await ownerOf(n8n, endpoint.url, wanted.url);
	if (owner === 'us' || owner === 'nobody') {
		found.ours.push(endpoint);
		return;
	}
	if (owner === 'unknown') found.former = known;
	n8n.logger.warn(
		owner === 'unknown'
			? `The webhook endpoint ${endpoint.id} at HeyGen delivers to ${endpoint.url}, from where no answer came in time. This n8n uses one of its own, and asks again at the next check for missed events or at its next start.`
			: `The webhook endpoint ${endpoint.id} at HeyGen delivers to ${endpoint.url}, where another n8n answers, so it is left alone. This n8n uses one of its own.`,
	);
}

/**
 * A node has one endpoint, so an endpoint of the other API version is removed through that version,
 * unless it belongs or may belong to another n8n.
 */
async function registeredHere({
	trigger,
	connection,
	api,
	wanted,
}: Registrar): Promise<RegisteredEndpoint | undefined> {
	const { endpoint, n8n } = trigger;
	if (endpoint === undefined || endpoint.baseUrl !== connection.baseUrl) return undefined;
	if (endpoint.apiVersion === api.version) return endpoint;
	const owner = await ownerOf(n8n, endpoint.url, wanted.url);
	if (owner === 'another' || owner === 'unknown') return undefined;
	try {
		await webhookApi(connection, endpoint.apiVersion).remove(endpoint.endpointId);
	} catch (error) {
		n8n.logger.warn(
			`The endpoint made through HeyGen's API ${endpoint.apiVersion} was not removed. ${wordsOf(error)}`,
		);
	}
	return undefined;
}

/**
 * Leaves exactly one endpoint for this node at HeyGen, as wanted, and reuses an existing one if
 * possible.
 * @param found `registered` is also undefined if its secret no longer verifies
 * @throws NodeApiError; `explain` turns it into one for users
 */
export async function settle(
	by: Registrar,
	{ ours, registered }: Found,
): Promise<RegisteredEndpoint> {
	const usable = ours.filter((each) => !needsAnother(differences(each, by.wanted, registered)));
	const keep = usable.find(({ id }) => id === registered?.endpointId) ?? usable[0];
	for (const endpoint of ours) {
		if (endpoint !== keep) await by.api.remove(endpoint.id);
	}
	if (keep === undefined) return await withSecret(by, await create(by), undefined, true);
	const own = keep.id === registered?.endpointId ? registered : undefined;
	return await withSecret(by, await inLine(by, keep, own), own, false);
}

async function inLine(
	{ api, wanted }: Registrar,
	endpoint: Endpoint,
	own: RegisteredEndpoint | undefined,
): Promise<Endpoint> {
	const found = differences(endpoint, wanted, own);
	const changes = {
		...(found.includes('url') && { url: wanted.url }),
		...(found.includes('events') && { events: wanted.events }),
	};
	if (Object.keys(changes).length === 0) return endpoint;
	// v3 does not return the secret here; the known one is still valid.
	return { ...endpoint, ...(await api.update(endpoint.id, changes)) };
}

async function create(by: Registrar): Promise<Endpoint> {
	const once = async (): Promise<Endpoint> => await createOnce(by);
	return await retry(by.trigger.n8n, hookPolicy.totalMs, once, (thrown) => {
		const failure = failureOf(thrown);
		// v3's Idempotency-Key has already allowed a retry.
		const mayHelp =
			failure !== undefined &&
			isAmbiguous(failure) &&
			failure.timedOut !== true &&
			failure.attempts === 1;
		const again = { attempts: 3, afterSeconds: failure?.retryAfterSeconds };
		return { error: asThrown(thrown), again: mayHelp ? again : undefined };
	});
}

/** After a lost answer or a 409 the endpoint may exist, so look before creating another one. */
async function createOnce(by: Registrar): Promise<Endpoint> {
	try {
		return await by.api.create(by.wanted);
	} catch (error) {
		const [orphan] = await findMade(by, failureOf(error));
		if (orphan === undefined) throw asThrown(error);
		// The lost request has just created it, so its entity is the wanted one.
		return await inLine(by, orphan, undefined);
	}
}

/** After a timeout HeyGen may still create the endpoint, and a retry would create a second one. */
const lateMs = 2_500;

/** Finds endpoints that a failed request may have created anyway. */
async function findMade(by: Registrar, failure: Failure | undefined): Promise<Endpoint[]> {
	if (failure === undefined || (failure.status !== 409 && !isAmbiguous(failure))) return [];
	const made = await withOurUrl(by);
	if (made.length > 0 || failure.timedOut !== true) return made;
	await sleep(lateMs);
	return await withOurUrl(by);
}

async function withOurUrl({ api, wanted }: Registrar): Promise<Endpoint[]> {
	const made: Endpoint[] = [];
	for await (const each of api.endpoints()) if (sameUrl(each.url, wanted.url)) made.push(each);
	return made;
}

/** n8n tries five times and does not know about a new endpoint, so an error removes it. */
async function withSecret(
	{ trigger, connection, api, wanted }: Registrar,
	endpoint: Endpoint,
	own: RegisteredEndpoint | undefined,
	isNew: boolean,
): Promise<RegisteredEndpoint> {
	async function obtainSecret(): Promise<string> {
		try {
			return await api.obtainSecret(endpoint.id);
		} catch (error) {
			const words = `The webhook endpoint ${endpoint.id} at HeyGen was not removed.`;
			if (isNew) await api.remove(endpoint.id).catch(() => trigger.n8n.logger.warn(words));
			throw asThrown(error);
		}
	}
	const secret = own?.secret ?? endpoint.secret ?? (await obtainSecret());
	return {
		endpointId: endpoint.id,
		secret,
		url: wanted.url,
		events: wanted.events,
		shown: endpoint.events,
		entityId: wanted.entityId,
		apiVersion: api.version,
		baseUrl: connection.baseUrl,
		registeredAtMs: own?.secret === secret ? own.registeredAtMs : Date.now(),
	};
}

const isAboutUrl = (failure: Failure): boolean =>
	(failure.status === 400 || failure.status === 422) &&
	(failure.param === undefined || failure.param === 'url');

/** n8n shows only the message of an error from a hook, so the message contains everything. */
export function explain(node: INode, error: unknown, url: string): Error {
	const failure = failureOf(error);
	if (failure === undefined) {
		return error instanceof Error ? error : new NodeApiError(node, { message: String(error) });
	}
	const message = isAboutUrl(failure)
		? `HeyGen refused the webhook URL ${url}: "${withoutDot(failure.said ?? `HTTP ${failure.status}`)}". ` +
			"HeyGen delivers only to a public https address that answers within 1 second: set the environment variable WEBHOOK_URL of n8n to its public address, for example that of a tunnel, and publish again, or set 'Receive Events' to 'Polling', which needs none."
		: `${inOneLine(failure)} The webhook URL ${url} was not registered.`;
	return apiError(node, failure, { message });
}
