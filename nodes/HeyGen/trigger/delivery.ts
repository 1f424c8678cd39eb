import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { callbackIdOf, readEvent, type HeyGenEvent } from '../events/event';
import { isStale } from '../events/freshness';
import { headerOf, isSigned, signaturesOf, type Headers } from '../events/signature';
import { isSubscribed } from '../events/subscription';
import { heldEndpoint, nodeKey } from './held';
import { itemOf } from './item';
import { isWantedCallback, readEvents, readOptions } from './options';
import { seenEvents } from './seen';

/** HeyGen waits 10 s for an answer. */
const repeatPatienceMs = 8_000;
const storingCheckMs = 250;
const longestStoringMs = 120_000;
/** A body that is refused is looked at only to this size. */
const largestRefusedBytes = 65_536;

/**
 * Answers one POST: 401 for what HeyGen did not sign, 400 for what is no event or too old, 200 for
 * the rest. Never throws, because n8n would make a failed execution of it, and only reads static
 * data, because what is written here is lost.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		return await handle(context);
	} catch (error) {
		context.logger.error(
			`A HeyGen delivery could not be handled: ${error instanceof Error ? error.message : String(error)}`,
		);
		return refuse(context, 500, 'The delivery could not be handled, send it again.');
	}
}

async function handle(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const headers = context.getHeaderData() as Headers;
	const rawBody = rawBodyOf(context);
	const reason = whyUnsigned(context, headers, rawBody);
	if (reason !== undefined || rawBody === undefined) {
		context.logger.warn(`A delivery to the HeyGen Trigger was refused: ${reason}`);
		return refuse(context, 401, 'The delivery is not signed by HeyGen.');
	}
	const event = readEvent(rawBody);
	if (event === undefined) {
		context.logger.warn('A delivery to the HeyGen Trigger was refused: it holds no event');
		return refuse(context, 400, 'The body is not a HeyGen event: a JSON object with event_type.');
	}
	const options = readOptions(context.getNodeParameter('options', {}));
	if (isStale(headerOf(headers, 'heygen-timestamp'), options.maxAgeSeconds, Date.now())) {
		context.logger.warn('A delivery to the HeyGen Trigger was refused: its timestamp is too old');
		return refuse(context, 400, 'The timestamp of the delivery is too old.');
	}
	const events = readEvents(context.getNode(), context.getNodeParameter('events', []));
	if (!isSubscribed(event.event_type, events)) {
		return answer('The event was left out: its type is not chosen.');
	}
	if (!isWantedCallback(callbackIdOf(event), options.callbackIds)) {
		return answer('The event was left out: its callback ID is not listed.');
	}
	return await accept(context, event, headerOf(headers, 'heygen-event-id'));
}

async function accept(
	context: IWebhookFunctions,
	event: HeyGenEvent,
	eventId: string | undefined,
): Promise<IWebhookResponseData> {
	// In a test run a person sends the same event again and again.
	if (context.getMode() !== 'manual') {
		const claim = await seenEvents(nodeKey(context)).claim(event, repeatPatienceMs);
		if (claim === 'known') return answer('The event was received before.');
		if (claim === 'busy') {
			return refuse(context, 503, 'The event is still being stored, send it again.');
		}
		void whenAnswered(context.getResponseObject()).then(claim);
	}
	return {
		...answer('The event was received.'),
		workflowData: [[itemOf({ event, ...(eventId !== undefined && { eventId }) })]],
	};
}

/**
 * Whether n8n answered with a 2xx, i.e. has stored the execution. A sender that hangs up does not
 * end that: under load n8n stores it later than HeyGen waits.
 */
async function whenAnswered(
	response: ReturnType<IWebhookFunctions['getResponseObject']>,
): Promise<boolean> {
	const finished = await new Promise<boolean>((resolve) => {
		response.once('finish', () => resolve(true));
		response.once('close', () => resolve(response.writableFinished));
	});
	for (let waitedMs = 0; !finished && !response.writableEnded && waitedMs < longestStoringMs; ) {
		await sleep(storingCheckMs);
		waitedMs += storingCheckMs;
	}
	return response.writableEnded && response.statusCode < 300;
}

/** The bytes as they came; undefined when n8n kept none, e.g. of a multipart form. */
function rawBodyOf(context: IWebhookFunctions): Buffer | undefined {
	const rawBody: unknown = context.getRequestObject().rawBody;
	return Buffer.isBuffer(rawBody) ? rawBody : undefined;
}

function whyUnsigned(
	context: IWebhookFunctions,
	headers: Headers,
	rawBody: Buffer | undefined,
): string | undefined {
	const secret = heldEndpoint(context)?.secret;
	if (secret === undefined) return 'no signing secret is held for this node';
	if (rawBody === undefined) return 'it has no body that could be verified';
	const signatures = signaturesOf(headers);
	if (signatures.length === 0) return 'it has no signature';
	if (isSigned(rawBody, signatures, secret)) return undefined;
	if (rawBody.length <= largestRefusedBytes) {
		const event = readEvent(rawBody);
		if (event !== undefined) seenEvents(nodeKey(context)).markRefused(event);
	}
	return 'its signature is wrong';
}

/** A 200 that starts nothing unless workflowData is added. */
const answer = (message: string): IWebhookResponseData => ({ webhookResponse: { message } });

function refuse(
	context: IWebhookFunctions,
	status: 400 | 401 | 500 | 503,
	message: string,
): IWebhookResponseData {
	context.getResponseObject().status(status).json({ message });
	return { noWebhookResponse: true };
}
