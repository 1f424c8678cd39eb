import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { wordsOf } from '../api/errors';
import { callbackIdOf, readEvent, type HeyGenEvent } from '../events/event';
import { isStale } from '../events/freshness';
import { headerOf, isSigned, signaturesOf, type Headers } from '../events/signature';
import { isSubscribed } from '../events/subscription';
import { cap } from '../shared/cap';
import { timeOf } from '../time';
import { longestDeliveryMs } from './dedupe/inFlight';
import { keysOf, nameOf, type Keys } from './dedupe/keys';
import { isWantedCallback } from './description/options';
import { challengeHeader, isChallenge, refusal, responseTo } from './endpoint/challenge';
import { newSignatures, noteRefused } from './endpoint/secretHealth';
import { handOver } from './handover';
import { intervalMsOf } from './poll/interval';
import { Trigger } from './triggerContext';

type WebhookTrigger = Trigger<IWebhookFunctions>;

/** HeyGen waits 10 s for an answer. */
const longestWaitMs = 8_000;
const endedCheckMs = 250;
const logEveryMs = 60_000;
const mostTooOld = 10_000;

/**
 * Answers one POST: 401 if HeyGen did not sign it, 400 if it is not an event or too old, 200
 * otherwise. It never throws, because n8n would create a failed execution, and it only reads static
 * data, because changes to it are lost here.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		return await handle(
			new Trigger(context, (name, fallback) => context.getNodeParameter(name, fallback as object)),
		);
	} catch (error) {
		context.logger.error(`A HeyGen delivery could not be handled: ${wordsOf(error)}`);
		return refuse(context, 500, 'The delivery could not be handled, send it again.');
	}
}

async function handle(trigger: WebhookTrigger): Promise<IWebhookResponseData> {
	const { n8n, memory } = trigger;
	const headers = n8n.getHeaderData() as Headers;
	const rawBody = rawBodyOf(n8n);
	const reason = whyUnsigned(trigger, headers, rawBody);
	if (reason !== undefined || rawBody === undefined)
		return refuseUnsigned(trigger, headers, reason);
	memory.signatures = newSignatures();
	const event = readEvent(rawBody);
	if (event === undefined) {
		logRefusal(trigger, 'it holds no event');
		return refuse(n8n, 400, 'The body is not a HeyGen event: a JSON object with event_type.');
	}
	if (!isSubscribed(event.event_type, trigger.types)) {
		return answer('The event was left out: its type is not chosen.');
	}
	if (!isWantedCallback(callbackIdOf(event), trigger.options.callbackIds)) {
		return answer('The event was left out: its callback ID is not listed.');
	}
	return await accept(trigger, event, headers);
}

async function accept(
	trigger: WebhookTrigger,
	event: HeyGenEvent,
	headers: Headers,
): Promise<IWebhookResponseData> {
	const { n8n, memory, scope, isTest } = trigger;
	const atMs = madeAtMs(event, Date.now());
	const keys = keysOf(event, atMs, scope);
	if (!memory.inFlight.isRecorded(keys) && isTooOld(trigger, headers, keys)) {
		return refuse(n8n, 400, 'The timestamp of the delivery is too old.');
	}
	const events = [{ event, atMs, eventId: headerOf(headers, 'heygen-event-id') }];
	const handedOver = {
		...answer('The event was received.'),
		workflowData: [[handOver({ events })]],
	};
	if (isTest) return handedOver;
	const end = await memory.inFlight.begin(keys, longestWaitMs);
	if (end === 'known') return answer('The event was received before.');
	if (end === 'busy') return refuse(n8n, 503, 'The event is still being stored, send it again.');
	void isStored(n8n.getResponseObject()).then(end, () => end(false));
	return handedOver;
}

/**
 * A delivery is refused only if 'Recover Missed Events' brings its event, so none is lost. HeyGen
 * repeats with the first timestamp; a repeat is accepted if the checks have not brought the event
 * by then.
 */
function isTooOld(trigger: WebhookTrigger, headers: Headers, keys: Keys): boolean {
	const { maxAgeSeconds, recoverMissedEvents } = trigger.options;
	const nowMs = Date.now();
	const timestamp = headerOf(headers, 'heygen-timestamp');
	if (!isStale(timestamp, maxAgeSeconds, nowMs)) return false;
	const isRecovered = recoverMissedEvents && trigger.endpoint?.apiVersion === 'v3';
	if (isRecovered) {
		const { tooOld } = trigger.memory;
		const sinceMs = tooOld.get(nameOf(keys)) ?? nowMs;
		if (nowMs - sinceMs > 2 * intervalMsOf(trigger)) return false;
		tooOld.set(nameOf(keys), sinceMs);
		cap(tooOld, mostTooOld);
		logRefusal(
			trigger,
			'its timestamp is too old. If HeyGen sent it, the next check for missed events brings it',
		);
	} else if (trigger.memory.mayLog('old', logEveryMs)) {
		trigger.n8n.logger.warn(
			"A delivery to the HeyGen Trigger has a timestamp that is too old. It is accepted, because without 'Recover Missed Events' it would be lost; check the clock of n8n.",
		);
	}
	return isRecovered;
}

const hourMs = 3_600_000;

/** HeyGen's time if it is plausible, otherwise now. Its day is part of the event's keys. */
function madeAtMs(event: HeyGenEvent, nowMs: number): number {
	const saidMs = timeOf(event.created_at);
	const canBe = saidMs !== undefined && saidMs > nowMs - 49 * hourMs && saidMs < nowMs + 2 * hourMs;
	return canBe ? saidMs : nowMs;
}

/**
 * Whether n8n answered with a 2xx, i.e. has stored the execution. This also waits if the sender
 * hangs up at any time: under load, n8n takes longer to store it than HeyGen waits.
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

/** The received bytes; undefined if n8n kept none, e.g. of a multipart form. */
function rawBodyOf(context: IWebhookFunctions): Buffer | undefined {
	const rawBody: unknown = context.getRequestObject().rawBody;
	return Buffer.isBuffer(rawBody) ? rawBody : undefined;
}

function whyUnsigned(
	{ endpoint, memory }: WebhookTrigger,
	headers: Headers,
	rawBody: Buffer | undefined,
): string | undefined {
	if (endpoint === undefined) return 'n8n has no signing secret for this node';
	if (rawBody === undefined) return 'it has no body that could be verified';
	const signatures = signaturesOf(headers);
	if (signatures.length === 0) return 'it has no signature';
	if (isSigned(rawBody, signatures, endpoint.secret)) return undefined;
	// It may be forged, so nothing in it is read or kept. A changed secret looks like a forgery.
	return !noteRefused(memory.signatures, Date.now())
		? 'its signature is wrong'
		: 'its signature is wrong, like that of all others for minutes. If the secret was changed at HeyGen, the trigger finds out at its checks for missed events, which bring the events meanwhile. If this goes on, publish the workflow again';
}

/** The request may be a challenge from another n8n, see endpoint/challenge.ts. */
function refuseUnsigned(
	trigger: WebhookTrigger,
	headers: Headers,
	reason: string | undefined,
): IWebhookResponseData {
	const { n8n } = trigger;
	const challenge = headerOf(headers, challengeHeader);
	const ownUrl = isChallenge(challenge) ? n8n.getNodeWebhookUrl('default') : undefined;
	const response =
		isChallenge(challenge) && ownUrl !== undefined ? responseTo(challenge, ownUrl) : {};
	if (!isChallenge(challenge)) logRefusal(trigger, reason);
	else if (trigger.memory.mayLog('challenge', logEveryMs))
		n8n.logger.info('The HeyGen Trigger was asked for its URL');
	return refuse(n8n, 401, refusal, response);
}

/** Logs at most one line a minute for each reason. */
function logRefusal(trigger: WebhookTrigger, reason = 'it is not signed'): void {
	if (!trigger.memory.mayLog(reason, logEveryMs)) return;
	trigger.n8n.logger.warn(`A delivery to the HeyGen Trigger was refused: ${reason}`);
}

/** A 200, which starts the workflow only if workflowData is added. */
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
