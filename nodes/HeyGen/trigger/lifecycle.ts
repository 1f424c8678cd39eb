import type { IHookFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { connectWebhooks } from '../authentication';
import { wordsOf } from '../api/errors';
import { hookPatience } from '../api/patience';
import type { Endpoint } from '../api/webhooks/contract';
import { webhookApi } from '../api/webhooks/webhookApi';
import { forget, heldEndpoint, hold, type Held } from './held';
import { forgetRegistration, noteRegistration } from './progress';
import {
	explain,
	findOurs,
	registrar,
	settle,
	wantedOf,
	type Registrar,
	type Wanted,
} from './registration';

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

/** What was made through the other generation is removed through it: one node, one endpoint. */
async function leaveOtherGeneration(
	context: IHookFunctions,
	{ connection, api }: Registrar,
	held: Held,
): Promise<boolean> {
	if (held.apiVersion === api.version && held.baseUrl === connection.baseUrl) return false;
	if (held.baseUrl === connection.baseUrl) {
		const [removed] = await Promise.allSettled([
			webhookApi(connection, held.apiVersion).remove(held.endpointId),
		]);
		if (removed.status === 'rejected') {
			context.logger.warn(
				`The endpoint made through HeyGen's API ${held.apiVersion} was not removed. ${wordsOf(removed.reason)}`,
			);
		}
	}
	forget(context);
	return true;
}

/**
 * Whether HeyGen has this node's endpoint; what was changed there is mended on the way. Called at
 * activation and at every start of n8n, where a throw would unpublish the workflow.
 */
export async function checkEndpoint(context: IHookFunctions): Promise<boolean> {
	const held = heldEndpoint(context);
	if (held === undefined) {
		forget(context);
		return false;
	}
	const wanted = wantedBy(context);
	let found: { by: Registrar; ours: Endpoint[] };
	try {
		const by = await registrar(context);
		if (await leaveOtherGeneration(context, by, held)) return false;
		found = { by, ours: await findOurs(by.api, wanted, held) };
	} catch (error) {
		context.logger.warn(
			`HeyGen could not be asked about the webhook endpoint, the registration is kept. ${wordsOf(error)}`,
		);
		hold(context, held);
		noteRegistration(context, wanted.url);
		return true;
	}
	try {
		hold(context, await settle(found.by, wanted, found.ours, held));
		noteRegistration(context, wanted.url);
		return true;
	} catch (error) {
		context.logger.warn(`The webhook endpoint could not be mended. ${wordsOf(error)}`);
		return false;
	}
}

/** One list and one create; an orphan with exactly this URL is adopted instead. */
export async function createEndpoint(context: IHookFunctions): Promise<boolean> {
	const wanted = wantedBy(context);
	try {
		const by = await registrar(context);
		const held = heldEndpoint(context);
		hold(context, await settle(by, wanted, await findOurs(by.api, wanted, held), held));
	} catch (error) {
		throw explain(context.getNode(), error, wanted);
	}
	noteRegistration(context, wanted.url);
	return true;
}

/** Never throws: a workflow must be possible to deactivate. What is left is met next time. */
export async function removeEndpoint(context: IHookFunctions): Promise<boolean> {
	forgetRegistration(context);
	const held = heldEndpoint(context);
	if (held === undefined) {
		forget(context);
		return true;
	}
	try {
		const api = await connectWebhooks(context, hookPatience, held.apiVersion);
		await api.remove(held.endpointId);
		forget(context);
		return true;
	} catch (error) {
		context.logger.warn(
			`The webhook endpoint ${held.endpointId} is still registered at HeyGen, the next activation takes it over. ${wordsOf(error)}`,
		);
		return false;
	}
}
