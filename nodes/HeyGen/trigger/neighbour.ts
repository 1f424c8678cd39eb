import { createHash, randomBytes } from 'node:crypto';

import type { IHookFunctions, IPollFunctions } from 'n8n-workflow';

import { errnoOf } from '../api/fromThrown';
import { isObject, textOf, type JsonObject } from '../narrow';
import { sameUrl } from './differences';

/**
 * Who lives at the address of an endpoint that we hold under another URL. It may be this n8n itself,
 * which has moved and may still be reached under its old name; or another n8n, when a database was
 * copied, and then the endpoint is that one's.
 *
 * Asked is with an unsigned POST and a random text. A HeyGen Trigger refuses it with 401, as anything
 * unsigned, and adds a hash over the text and the URL that its own n8n takes for its own. That proves
 * the address to who knows it already, and tells nothing to anybody else.
 */
export type Neighbour = 'us' | 'nobody' | 'another';

/** Lower case, as Node.js gives headers. */
export const questionHeader = 'x-n8n-heygen-trigger-question';
const timeoutMs = 4_000;
const mostRedirects = 3;

export const isQuestion = (text: string | undefined): text is string =>
	/^[0-9a-f]{32}$/.test(text ?? '');

/** What is added to the refusal. */
export const answerTo = (question: string, ownUrl: string): { address: string } => ({
	address: hashOf(question, ownUrl),
});

const hashOf = (question: string, url: string): string =>
	createHash('sha256').update(`${question} ${url}`).digest('hex');

/** Nobody listens there, or a proxy says so. */
const deadEnds = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];
const deadGateways = [502, 504];

/** In a copied database, what is held may belong to the n8n that it was copied from. */
export const isAnothers = async (
	context: IHookFunctions | IPollFunctions,
	url: string,
	ownUrl: string,
): Promise<boolean> =>
	!sameUrl(url, ownUrl) && (await whoLivesAt(context, url, ownUrl)) === 'another';

export async function whoLivesAt(
	context: IHookFunctions | IPollFunctions,
	url: string,
	ownUrl: string,
): Promise<Neighbour> {
	const question = randomBytes(16).toString('hex');
	let at = url;
	try {
		for (let hop = 0; hop <= mostRedirects; hop++) {
			const headers = { [questionHeader]: question };
			const { status, location, body } = await ask(context, at, headers);
			if (status === 401 && body.address === hashOf(question, ownUrl)) return 'us';
			if (deadGateways.includes(status)) return 'nobody';
			// Everything else that answers may be somebody: an older version gives no proof.
			if (location === undefined || !URL.canParse(location, at)) return 'another';
			at = new URL(location, at).href;
		}
		return 'another';
	} catch (error) {
		return deadEnds.includes(errnoOf(error) ?? '') ? 'nobody' : 'another';
	}
}

/** An unsigned POST: a HeyGen Trigger refuses it, and answers the question in its headers. */
export async function ask(
	context: IHookFunctions | IPollFunctions,
	url: string,
	headers: Record<string, string>,
): Promise<{ status: number; location: string | undefined; body: JsonObject }> {
	const answer: unknown = await context.helpers.httpRequest({
		method: 'POST',
		url,
		headers,
		body: {},
		json: true,
		timeout: timeoutMs,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	});
	const full = isObject(answer) ? answer : {};
	const answered = isObject(full.headers) ? full.headers : {};
	const status = typeof full.statusCode === 'number' ? full.statusCode : 0;
	return {
		status,
		location: status >= 300 && status < 400 ? textOf(answered.location) : undefined,
		body: isObject(full.body) ? full.body : {},
	};
}
