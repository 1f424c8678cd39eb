import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { wordsOf } from '../api/errors';
import { callbackIdOf, readEvent, type HeyGenEvent } from '../events/event';
import { isStale } from '../events/freshness';
import { headerOf, isSigned, signaturesOf, type Headers } from '../events/signature';
import { isSubscribed } from '../events/subscription';
import { timeOf } from '../time';
import { handOver } from './handover';
import { scopeOf } from './identity';
import { memoryOf } from './memory';
import { answerTo, isQuestion, questionHeader } from './neighbour';
import { longestDeliveryMs } from './dedupe/inFlight';
import { keysOf } from './dedupe/keys';
import {
	isWantedCallback,
	readEvents,
	readOptions,
	type TriggerOptions,
} from './description/options';
import { noteRefused, noteSigned } from './signatures';
import { heldEndpoint } from './held';
import { readStored } from './stored';
import { askerHeader, testimony } from './witnesses';

/** HeyGen waits 10 s for an answer. */
const repeatPatienceMs = 8_000;
const endedCheckMs = 250;
const manyMinutes = 3;

/**
 * Answers one POST: 401 for what HeyGen did not sign, 400 for what is no event or too old, 200 for
 * the rest. Never throws, because n8n would make a failed execution of it, and only reads static
 * data, because what is written here is lost.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		return await handle(context);
	} catch (error) {
		context.logger.error(`A HeyGen delivery could not be handled: ${wordsOf(error)}`);
		return refuse(context, 500, 'The delivery could not be handled, send it again.');
	}
}

async function handle(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const headers = context.getHeaderData() as Headers;
	const rawBody = rawBodyOf(context);
	const reason = whyUnsigned(context, headers, rawBody);
	if (reason !== undefined || rawBody === undefined)
		return refuseUnsigned(context, headers, reason);
	noteSigned(memoryOf(context).signatures, Date.now());
	const event = readEvent(rawBody);
	if (event === undefined) {
		context.logger.warn('A delivery to the HeyGen Trigger was refused: it holds no event');
		return refuse(context, 400, 'The body is not a HeyGen event: a JSON object with event_type.');
	}
	const options = readOptions(context.getNodeParameter('options', {}));
	if (isTooOld(context, headers, options)) {
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

/** Refused only where the recovery picks the event up, so that strictness loses nothing. */
function isTooOld(context: IWebhookFunctions, headers: Headers, options: TriggerOptions): boolean {
	const timestamp = headerOf(headers, 'heygen-timestamp');
	if (!isStale(timestamp, options.maxAgeSeconds, Date.now())) return false;
	const isRecovered = options.recoverMissedEvents && heldEndpoint(context)?.apiVersion === 'v3';
	context.logger.warn(
		isRecovered
			? 'A delivery to the HeyGen Trigger was refused: its timestamp is too old. If HeyGen sent it, the next check for missed events picks it up.'
			: "A delivery to the HeyGen Trigger has a timestamp that is too old. It is accepted, because without 'Recover Missed Events' it would be lost; check the clock of n8n.",
	);
	return isRecovered;
}

async function accept(
	context: IWebhookFunctions,
	event: HeyGenEvent,
	eventId: string | undefined,
): Promise<IWebhookResponseData> {
	const nowMs = Date.now();
	const atMs = madeAtMs(event, nowMs);
	const { legacyUntilMs = 0 } = readStored(context);
	const handedOver = {
		...answer('The event was received.'),
		workflowData: [
			[
				handOver(
					[{ event, atMs, ...(eventId !== undefined && { eventId }) }],
					nowMs < legacyUntilMs,
				),
			],
		],
	};
	// In a test run a person sends the same event again and again.
	if (context.getMode() === 'manual') return handedOver;
	const keys = keysOf(event, atMs, scopeOf(context));
	const claim = await memoryOf(context).claims.begin(keys, repeatPatienceMs);
	if (claim === 'known') return answer('The event was received before.');
	if (claim === 'busy') {
		return refuse(context, 503, 'The event is still being stored, send it again.');
	}
	void isStored(context.getResponseObject()).then(claim, () => claim(false));
	return handedOver;
}

const hourMs = 3_600_000;

/** HeyGen's own word where it can be true, else now: the day of it is part of the event's keys. */
function madeAtMs(event: HeyGenEvent, nowMs: number): number {
	const saidMs = timeOf(event.created_at);
	const canBe = saidMs !== undefined && saidMs > nowMs - 49 * hourMs && saidMs < nowMs + 2 * hourMs;
	return canBe ? saidMs : nowMs;
}

/**
 * Whether n8n answered with a 2xx, i.e. has stored the execution. A sender that hangs up, before,
 * now or later, does not end that: under load n8n stores it later than HeyGen waits.
 */
async function isStored(
	response: ReturnType<IWebhookFunctions['getResponseObject']>,
): Promise<boolean> {
	if (!response.closed) {
		await new Promise<void>((resolve) => {
			response.once('finish', resolve);
			response.once('close', resolve);
		});
	}
	const giveUpAtMs = Date.now() + longestDeliveryMs;
	while (!response.writableEnded && Date.now() < giveUpAtMs) await sleep(endedCheckMs);
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
	// Nothing of it is read or kept: anybody may have sent it.
	const { signatures: seen } = memoryOf(context);
	noteRefused(seen, Date.now());
	// One for each minute: a secret that was changed at HeyGen looks like this, and so does a forger.
	return seen.refusedAtMs.length < manyMinutes
		? 'its signature is wrong'
		: 'its signature is wrong, like that of all others for minutes. If the secret was changed at HeyGen, the trigger finds out at its checks for missed events, which bring the events meanwhile. If this goes on, publish the workflow again';
}

/** Another n8n may have asked who lives here, or our own main what was seen: neighbour.ts, witnesses.ts. */
function refuseUnsigned(
	context: IWebhookFunctions,
	headers: Headers,
	reason: string | undefined,
): IWebhookResponseData {
	const message = 'The delivery is not signed by HeyGen.';
	const question = headerOf(headers, questionHeader);
	const ownUrl = isQuestion(question) ? context.getNodeWebhookUrl('default') : undefined;
	if (isQuestion(question) && ownUrl !== undefined) {
		const secret = heldEndpoint(context)?.secret;
		const proof = headerOf(headers, askerHeader);
		return refuse(context, 401, message, {
			...answerTo(question, ownUrl),
			...testimony(question, proof, secret, memoryOf(context).signatures),
		});
	}
	context.logger.warn(`A delivery to the HeyGen Trigger was refused: ${reason}`);
	return refuse(context, 401, message);
}

/** A 200 that starts nothing unless workflowData is added. */
const answer = (message: string): IWebhookResponseData => ({ webhookResponse: { message } });

function refuse(
	context: IWebhookFunctions,
	status: 400 | 401 | 500 | 503,
	message: string,
	more: object = {},
): IWebhookResponseData {
	context
		.getResponseObject()
		.status(status)
		.json({ message, ...more });
	return { noWebhookResponse: true };
}
