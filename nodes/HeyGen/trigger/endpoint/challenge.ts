import { createHash, randomBytes } from 'node:crypto';

import type { IHookFunctions, IPollFunctions } from 'n8n-workflow';

import { readAnswer } from '../../api/failure';
import { errnoOf } from '../../api/fromThrown';
import { isObject, textOf, type JsonObject } from '../../narrow';
import { sameUrl } from './differences';

/**
 * Whose is an endpoint that this node registered under another URL than its present one? This n8n may
 * have moved, and may still be reached under its old name; or its database was copied, and then the
 * endpoint belongs to the n8n that it was copied from, and must be left alone.
 *
 * So a challenge, a random text, is sent to the old URL in an unsigned POST. A HeyGen Trigger refuses
 * that with 401, as anything unsigned, and adds the hash of the challenge and of its own URL.
 *
 * Threat model. The challenger acts only on its own account's endpoint, and only if the answer is the
 * hash of its own URL or if no trigger answers there; whoever controls the old address could answer
 * that anyway, and gains no more than to be left alone or no longer delivered to. A stranger who sends
 * a challenge learns whether an address that it knows already is the right one, and nothing of the
 * secret: the response is made without it. Each challenge is new, so an old response is worth nothing.
 */
export type Owner = 'us' | 'nobody' | 'another' | 'unknown';

/** Lower case, as Node.js gives headers. */
export const challengeHeader = 'x-n8n-heygen-trigger-question';
const timeoutMs = 4_000;
const mostRedirects = 3;

/** What the first versions of the HeyGen Trigger say too. Gateways and tunnels answer 401 as well. */
export const refusal = 'The delivery is not signed by HeyGen.';

const isOfATrigger = ({ message, address }: JsonObject): boolean =>
	message === refusal || textOf(address) !== undefined;

export const isChallenge = (text: string | undefined): text is string =>
	/^[0-9a-f]{32}$/.test(text ?? '');

/** What is added to the refusal. */
export const responseTo = (challenge: string, ownUrl: string): { address: string } => ({
	address: hashOf(challenge, ownUrl),
});

const hashOf = (challenge: string, url: string): string =>
	createHash('sha256').update(`${challenge} ${url}`).digest('hex');

/** Nobody listens there. */
const deadEnds = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];
/** n8n itself may answer so while it is busy or starts. */
const passing = [429, 500, 503];

/** 'unknown' where nothing can be told at the moment: ask again later. */
export async function ownerOf(
	context: IHookFunctions | IPollFunctions,
	url: string,
	ownUrl: string,
): Promise<Owner> {
	if (sameUrl(url, ownUrl)) return 'us';
	const challenge = randomBytes(16).toString('hex');
	let at = url;
	try {
		for (let hop = 0; hop <= mostRedirects; hop++) {
			const { status, location, body } = await send(context, at, challenge);
			if (status === 401 && body.address === hashOf(challenge, ownUrl)) return 'us';
			if (status === 401 && isOfATrigger(body)) return 'another';
			if (passing.includes(status)) return 'unknown';
			if (location === undefined || !URL.canParse(location, at)) return 'nobody';
			at = new URL(location, at).href;
		}
		return 'nobody';
	} catch (error) {
		return deadEnds.includes(errnoOf(error) ?? '') ? 'nobody' : 'unknown';
	}
}

async function send(
	context: IHookFunctions | IPollFunctions,
	url: string,
	challenge: string,
): Promise<{ status: number; location: string | undefined; body: JsonObject }> {
	const answer = await context.helpers.httpRequest({
		method: 'POST',
		url,
		headers: { [challengeHeader]: challenge },
		body: {},
		json: true,
		timeout: timeoutMs,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	});
	const { status, headers, body } = readAnswer(answer);
	return {
		status,
		location: status >= 300 && status < 400 ? textOf(headers.location) : undefined,
		body: isObject(body) ? body : {},
	};
}
