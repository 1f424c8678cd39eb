import { createHash, randomBytes } from 'node:crypto';

import type { IHookFunctions, IPollFunctions } from 'n8n-workflow';

import { readAnswer } from '../../api/failure';
import { errnoOf } from '../../api/fromThrown';
import { isObject, textOf, type JsonObject } from '../../narrow';
import { sameUrl } from './differences';

/**
 * Finds out which n8n an endpoint belongs to if this node registered it under a URL other than its
 * current one. This n8n may have moved, and may still be reachable under its old name. Or its
 * database was copied: then the endpoint belongs to the original n8n, and must be left alone.
 *
 * So a challenge, a random text, is sent to the old URL in an unsigned POST. A HeyGen Trigger
 * refuses it with 401, like anything unsigned, and adds the hash of the challenge and its own URL.
 *
 * Threat model: the challenger acts only on an endpoint in its own account, and only if the answer
 * is the hash of its own URL or if no trigger answers there. An attacker who controls the old
 * address could answer that anyway, and gains no more than to be left alone or no longer delivered
 * to. A stranger who sends a challenge learns whether an address that they already know is the
 * right one, but nothing about the secret: the response is made without it. Each challenge is new,
 * so an old response is worth nothing.
 */
export type Owner = 'us' | 'nobody' | 'another' | 'unknown';

/** In lower case, like headers in Node.js. */
export const challengeHeader = 'x-n8n-heygen-trigger-question';
const timeoutMs = 4_000;
const mostRedirects = 3;

/** The first versions of the HeyGen Trigger send it too. Gateways and tunnels also answer 401. */
export const refusal = 'The delivery is not signed by HeyGen.';

const isOfATrigger = ({ message, address }: JsonObject): boolean =>
	message === refusal || textOf(address) !== undefined;

export const isChallenge = (text: string | undefined): text is string =>
	/^[0-9a-f]{32}$/.test(text ?? '');

/** The fields that are added to the refusal. */
export const responseTo = (challenge: string, ownUrl: string): { address: string } => ({
	address: hashOf(challenge, ownUrl),
});

const hashOf = (challenge: string, url: string): string =>
	createHash('sha256').update(`${challenge} ${url}`).digest('hex');

/** Errors of an address at which nothing is listening. */
const deadEnds = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];
/** n8n itself may answer like this while it is busy or starting. */
const passing = [429, 500, 503];

/** @returns 'unknown' if there is no clear answer at the moment; ask again later */
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
