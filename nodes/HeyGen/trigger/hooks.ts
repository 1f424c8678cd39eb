import type { IHookFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { failureOf, wordsOf } from '../api/errors';
import { isPassing } from '../api/failure';
import { hookPolicy } from '../api/retryPolicy';
import { connectWebhooks } from '../authentication';
import { ownerOf } from './endpoint/challenge';
import {
	explain,
	findOurs,
	registrar,
	settle,
	type Found,
	type Registrar,
} from './endpoint/register';
import { keepExpressionEngine } from './expressionEngine';
import { warnForAll } from './state/processMemory';
import type { RegisteredEndpoint } from './state/staticData';
import { Trigger } from './triggerContext';

type HookTrigger = Trigger<IHookFunctions>;

const triggerOf = (context: IHookFunctions): HookTrigger =>
	new Trigger(context, (name, fallback) => context.getNodeParameter(name, fallback as object));

function ownUrl({ n8n, node }: HookTrigger): string {
	const url = n8n.getNodeWebhookUrl('default');
	if (url !== undefined) return url;
	throw new NodeOperationError(
		node,
		'n8n has no webhook URL for this node: save the workflow and publish it again.',
	);
}

/** Stores the URL, which a poll can't get from n8n. From now on a poll may repair the endpoint. */
function noteActive(
	trigger: HookTrigger,
	url: string,
	endpoint: RegisteredEndpoint,
	former = trigger.stored.former,
): void {
	trigger.store({ url, endpoint, former });
	trigger.memory.isActive = true;
}

/**
 * Whether HeyGen has this node's endpoint; changes that were made there are repaired on the way.
 * n8n calls this at activation and at every start, where an error would unpublish the workflow.
 */
export async function checkEndpoint(context: IHookFunctions): Promise<boolean> {
	const trigger = triggerOf(context);
	// n8n does not call this without a webhook. If it does, nothing may be registered.
	if (trigger.isPolling) return true;
	const isThere = await trigger.memory.inTurn(async () => await check(trigger));
	await keepExpressionEngine(context);
	return isThere;
}

async function check(trigger: HookTrigger): Promise<boolean> {
	const { endpoint, n8n } = trigger;
	if (endpoint === undefined) {
		trigger.store({ endpoint: undefined });
		return false;
	}
	const url = ownUrl(trigger);
	let by: Registrar;
	let found: Found;
	try {
		by = await registrar(trigger, url);
		found = await findOurs(by);
	} catch (error) {
		warnForAll(
			n8n,
			`HeyGen could not be asked about the webhook endpoint, the registration is kept. ${wordsOf(error)}`,
			{ among: endpoint.apiVersion },
		);
		noteActive(trigger, url, endpoint);
		return true;
	}
	const { registered } = found;
	if (registered !== undefined) return await mend(trigger, by, found, registered);
	trigger.store({ endpoint: undefined });
	return false;
}

async function mend(
	trigger: HookTrigger,
	by: Registrar,
	found: Found,
	registered: RegisteredEndpoint,
): Promise<boolean> {
	try {
		noteActive(trigger, by.wanted.url, await settle(by, found), found.former);
		return true;
	} catch (error) {
		trigger.n8n.logger.warn(`The webhook endpoint could not be mended. ${wordsOf(error)}`);
		const failure = failureOf(error);
		// If a poll keeps trying, n8n does not have to give up the workflow.
		const isLeft = failure !== undefined && isPassing(failure);
		if (!isLeft || !trigger.options.recoverMissedEvents || by.api.version === 'v1') return false;
		noteActive(trigger, by.wanted.url, registered);
		return true;
	}
}

/** One list and one create request. An orphan with exactly this URL is taken over instead. */
export async function createEndpoint(context: IHookFunctions): Promise<boolean> {
	const trigger = triggerOf(context);
	if (trigger.isPolling) return true;
	return await trigger.memory.inTurn(async () => {
		const url = ownUrl(trigger);
		try {
			const by = await registrar(trigger, url);
			const found = await findOurs(by);
			noteActive(trigger, url, await settle(by, found), found.former);
		} catch (error) {
			throw explain(trigger.node, error, url);
		} finally {
			await keepExpressionEngine(context);
		}
		return true;
	});
}

/**
 * Never throws, so that a workflow can always be deactivated. The next start finds what is left.
 */
export async function removeEndpoint(context: IHookFunctions): Promise<boolean> {
	const trigger = triggerOf(context);
	const { memory } = trigger;
	// Before the turn, so that a repair that is running stops.
	memory.isActive = false;
	return await memory.inTurn(async () => {
		const isRemoved = await remove(trigger);
		pause(trigger);
		memory.forget();
		return isRemoved;
	});
}

async function remove(trigger: HookTrigger): Promise<boolean> {
	const { endpoint, n8n } = trigger;
	if (endpoint === undefined) {
		trigger.store({ endpoint: undefined });
		return true;
	}
	try {
		const own = n8n.getNodeWebhookUrl('default') ?? endpoint.url;
		const owner = await ownerOf(n8n, endpoint.url, own);
		const isOurs = owner === 'us' || owner === 'nobody';
		if (isOurs) {
			const api = await connectWebhooks(n8n, hookPolicy, endpoint.apiVersion);
			await api.remove(endpoint.endpointId);
		} else {
			n8n.logger.info(
				`The webhook endpoint ${endpoint.endpointId} at HeyGen delivers to ${endpoint.url}, which is not this node's, so it stays there.`,
			);
		}
		trigger.store({ endpoint: undefined, ...(owner === 'unknown' && { former: endpoint }) });
		return true;
	} catch (error) {
		n8n.logger.warn(
			`The webhook endpoint ${endpoint.endpointId} is still registered at HeyGen, the next activation takes it over. ${wordsOf(error)}`,
		);
		return false;
	}
}

/**
 * Keeps the progress in HeyGen's history: a changed parameter removes and registers the endpoint,
 * and no event in between is lost. A poll finds out later if the pause was long.
 */
function pause(trigger: HookTrigger): void {
	const { memory, options, stored } = trigger;
	const progress = memory.lookBack?.progress ?? memory.progress ?? stored.progress;
	trigger.store({
		progress:
			progress === undefined || !options.recoverMissedEvents
				? undefined
				: // A pause that no poll has seen yet continues.
					{ ...progress, pausedAtMs: progress.pausedAtMs ?? Date.now() },
	});
}
