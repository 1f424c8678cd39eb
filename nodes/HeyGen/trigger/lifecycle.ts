import type { IHookFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { connectWebhooks } from '../authentication';
import { failureOf, wordsOf } from '../api/errors';
import { isPassing } from '../api/failure';
import { hookPolicy } from '../api/retryPolicy';
import type { Endpoint } from '../api/webhooks/contract';
import type { Wanted } from './differences';
import { memoryOf } from './memory';
import { isAnothers } from './neighbour';
import { readOptions } from './description/options';
import {
	explain,
	findOurs,
	heldHere,
	registrar,
	settle,
	wantedOf,
	type Registrar,
} from './registration';
import { forgetEndpoint, heldEndpoint, hold } from './held';
import { readStored, writeStored, type Held, type Stored } from './stored';

function wantedBy(context: IHookFunctions): Wanted {
	const url = context.getNodeWebhookUrl('default');
	if (url === undefined) {
		throw new NodeOperationError(
			context.getNode(),
			'n8n has no webhook URL for this node: save the workflow and publish it again.',
		);
	}
	return wantedOf(
		context.getNode(),
		url,
		context.getNodeParameter('events', []),
		context.getNodeParameter('options', {}),
	);
}

/** From now on a poll may repair, and knows the URL, which it can't ask n8n for. */
function noteActive(context: IHookFunctions, { url }: Wanted, held: Held): void {
	hold(context, held);
	writeStored(context, { ...readStored(context), url });
	memoryOf(context).isActive = true;
}

/**
 * Whether HeyGen has this node's endpoint; what was changed there is mended on the way. Called at
 * activation and at every start of n8n, where a throw would unpublish the workflow.
 */
export const checkEndpoint = async (context: IHookFunctions): Promise<boolean> =>
	await memoryOf(context).inTurn(async () => await check(context));

async function check(context: IHookFunctions): Promise<boolean> {
	const held = heldEndpoint(context);
	if (held === undefined) {
		forgetEndpoint(context);
		return false;
	}
	const wanted = wantedBy(context);
	let found: { by: Registrar; here: Held | undefined; ours: Endpoint[] };
	try {
		const by = await registrar(context);
		const here = await heldHere(by, wanted);
		found = { by, here, ours: await findOurs(by, wanted, here) };
	} catch (error) {
		context.logger.warn(
			`HeyGen could not be asked about the webhook endpoint, the registration is kept. ${wordsOf(error)}`,
		);
		noteActive(context, wanted, held);
		return true;
	}
	if (found.here === undefined) {
		forgetEndpoint(context);
		return false;
	}
	return await mend(context, wanted, found.by, found.ours, found.here);
}

async function mend(
	context: IHookFunctions,
	wanted: Wanted,
	by: Registrar,
	ours: Endpoint[],
	held: Held,
): Promise<boolean> {
	try {
		noteActive(context, wanted, await settle(by, wanted, ours, held));
		return true;
	} catch (error) {
		context.logger.warn(`The webhook endpoint could not be mended. ${wordsOf(error)}`);
		const failure = failureOf(error);
		const { recoverMissedEvents } = readOptions(context.getNodeParameter('options', {}));
		// Where a poll goes on trying, n8n need not give up the workflow.
		const isLeft = failure !== undefined && isPassing(failure);
		if (!isLeft || !recoverMissedEvents || by.api.version === 'v1') return false;
		noteActive(context, wanted, held);
		return true;
	}
}

/** One list and one create; an orphan with exactly this URL is adopted instead. */
export const createEndpoint = async (context: IHookFunctions): Promise<boolean> =>
	await memoryOf(context).inTurn(async () => {
		const wanted = wantedBy(context);
		try {
			const by = await registrar(context);
			const held = heldEndpoint(context);
			const ours = await findOurs(by, wanted, held);
			noteActive(context, wanted, await settle(by, wanted, ours, held));
		} catch (error) {
			throw explain(context.getNode(), error, wanted);
		}
		return true;
	});

/** Never throws: a workflow must be possible to deactivate. What is left is met next time. */
export const removeEndpoint = async (context: IHookFunctions): Promise<boolean> => {
	const memory = memoryOf(context);
	// Before the turn: a repair that is under way must not go on.
	memory.isActive = false;
	return await memory.inTurn(async () => {
		const isRemoved = await remove(context);
		pause(context);
		memory.forget();
		return isRemoved;
	});
};

async function remove(context: IHookFunctions): Promise<boolean> {
	const held = heldEndpoint(context);
	if (held === undefined) {
		forgetEndpoint(context);
		return true;
	}
	try {
		const own = context.getNodeWebhookUrl('default');
		if (own !== undefined && (await isAnothers(context, held.url, own))) {
			context.logger.info(
				`The webhook endpoint ${held.endpointId} at HeyGen delivers to ${held.url}, which is not this node's, so it stays there.`,
			);
		} else {
			const api = await connectWebhooks(context, hookPolicy, held.apiVersion);
			await api.remove(held.endpointId);
		}
		forgetEndpoint(context);
		return true;
	} catch (error) {
		context.logger.warn(
			`The webhook endpoint ${held.endpointId} is still registered at HeyGen, the next activation takes it over. ${wordsOf(error)}`,
		);
		return false;
	}
}

/**
 * How far HeyGen's history is dealt with stays: a changed parameter removes and registers, and
 * nothing in between is lost. A poll finds out when the pause was a long one.
 */
function pause(context: IHookFunctions): void {
	const { endpoint, url, progress: saved, legacyUntilMs } = readStored(context);
	const { recoverMissedEvents } = readOptions(context.getNodeParameter('options', {}));
	const progress = memoryOf(context).progress ?? saved;
	const stored: Stored = {
		...(url !== undefined && { url }),
		...(endpoint !== undefined && { endpoint }),
		...(legacyUntilMs !== undefined && { legacyUntilMs }),
		...(progress !== undefined &&
			recoverMissedEvents && {
				// A pause that no poll has seen yet goes on.
				progress: { ...progress, pausedAtMs: progress.pausedAtMs ?? Date.now() },
			}),
	};
	writeStored(context, stored);
}
