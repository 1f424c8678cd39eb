import type { IDataObject, IHttpRequestMethods, IHttpRequestOptions } from 'n8n-workflow';

import { answeredOnce } from './answers';
import type { Connection, HeyGenContext } from './connection';
import { sending, SourceError, type Content, type OpenBody } from './content';
import { apiError, asThrown, failureOf, type HeyGenError } from './errors';
import {
	failureOfAnswer,
	isFinal,
	isGone,
	isPage,
	isPassing,
	isRefusal,
	isStillRunning,
	readAnswer,
	wasTaken,
	type Failure,
	type HttpAnswer,
} from './failure';
import { cancelSignalOf, retry, type Judgement } from './retry';
import { failureOfThrown } from './fromThrown';
import { reasonIn, withoutDot } from '../failureText';
import { isObject } from '../narrow';

export interface HeyGenRequest {
	method: IHttpRequestMethods;
	/** Starts with the version, e.g. `/v3/webhooks/endpoints`. */
	path: string;
	query?: IDataObject;
	body?: IDataObject;
	/** A body that is not JSON, instead of `body`. */
	content?: Content;
	/** A POST that HeyGen processes once, however often it is sent. */
	isRepeatable?: true;
	/** Sent as Idempotency-Key: HeyGen returns its first answer again. */
	idempotencyKey?: string;
	/** The same if HeyGen may accept no such key, as for any DELETE: answers.ts keeps the answer. */
	onceKey?: string;
	itemIndex?: number;
}

/**
 * The body of HeyGen's answer, including the envelope; undefined if it has none. Retries on 429
 * (nothing was done), and on 5xx and broken connections if that is harmless. Never retries a
 * time-out, because the caller has waited long enough.
 * @throws HeyGenError for any answer other than success, or the error of `content.broken`
 */
export async function heyGenRequest(
	connection: Connection,
	request: HeyGenRequest,
): Promise<unknown> {
	const { context, policy } = connection;
	// n8n's helper only times out on silence, so an answer that drips would never end.
	let limit = AbortSignal.timeout(timeoutOf(connection, request));
	let mayBeDone = false;
	const once = async (): Promise<unknown> => {
		limit = AbortSignal.timeout(timeoutOf(connection, request));
		const answer = await answerTo(connection, request, limit);
		// An earlier try has deleted it, and its answer was lost.
		if (mayBeDone && request.method === 'DELETE' && isGone({ ...answer, isPage: isPage(answer) }))
			return undefined;
		return bodyOf(connection, request, answer);
	};
	const judge = (thrown: unknown, attempts: number): Judgement => {
		// HeyGen did not get all of it, so nothing was done.
		if (thrown instanceof SourceError) return { error: thrown.told, again: { attempts: 2 } };
		const failure = withoutKey(
			connection,
			failureOf(thrown) ?? failureOfThrown(askedOf(connection, request), thrown, limit.aborted),
		);
		mayBeDone = !isFinal(failure) && (mayBeDone || wasTaken(failure));
		// Hooks check themselves what they have created.
		const isTold = mayBeDone && makesSomething(request) && 'getExecutionCancelSignal' in context;
		const told = { ...failure, attempts, ...(isTold && { mayBeDone }) };
		const error = apiError(context.getNode(), told, { itemIndex: request.itemIndex });
		return { error, again: againAfter(connection, request, failure) };
	};
	const ask = async (): Promise<unknown> => await retry(context, policy.totalMs, once, judge);
	const isTriedAgain = context.getNode().retryOnFail === true;
	return isTriedAgain && request.onceKey !== undefined
		? await answeredOnce(request.onceKey, ask)
		: await ask();
}

/** The failure is stored with the execution. */
const withoutKey = (connection: Connection, { said, ...rest }: Failure): Failure => ({
	...rest,
	...(said !== undefined && { said: connection.withoutKey(said) }),
});

const makesSomething = ({ method, isRepeatable }: HeyGenRequest): boolean =>
	method === 'POST' && isRepeatable !== true;

/**
 * Whether sending it again is harmless if HeyGen may have processed it. PATCH replaces whole fields
 * here, so it is; a POST is only with a key that HeyGen remembers.
 */
const isHarmlessTwice = (request: HeyGenRequest): boolean =>
	!makesSomething(request) ||
	(request.idempotencyKey !== undefined && request.onceKey === undefined);

/** Every caller waits for a Retry-After that is this short. */
const shortSeconds = 10;

function againAfter(
	{ policy }: Connection,
	request: HeyGenRequest,
	failure: Failure,
): Judgement['again'] {
	const isHopeful = isPassing(failure) && !failure.timedOut && !failure.unreadable;
	if (!isHopeful || (failure.status !== 429 && !isHarmlessTwice(request))) return undefined;
	const isLimit = failure.status === 429 && policy.waitsForLimits === true;
	const isTold = failure.status === 429 && policy.waitsForLimits === false;
	if (isTold && (failure.retryAfterSeconds ?? Infinity) > shortSeconds) return undefined;
	return {
		// The request that is still running will end, and then HeyGen has its answer.
		attempts: isLimit || isStillRunning(failure) ? Infinity : policy.attempts,
		afterSeconds: failure.retryAfterSeconds,
	};
}

async function answerTo(
	connection: Connection,
	request: HeyGenRequest,
	limit: AbortSignal,
): Promise<HttpAnswer> {
	const { content } = request;
	const attempt = async (): Promise<HttpAnswer> =>
		content === undefined
			? await send(connection, request, limit, jsonOf(request))
			: await sending(content, async (bytes) => await send(connection, request, limit, bytes));
	const answer = await attempt();
	if (answer.status !== 401 || connection.credentialType !== 'heyGenEventsOAuth2Api') return answer;
	await renewToken(connection, limit);
	return await attempt();
}

/**
 * n8n renews an expired token when a request throws a 401. None of ours throws, because a stream that
 * is used up can't be sent again, and older n8n would throw all failures or none.
 */
async function renewToken(connection: Connection, limit: AbortSignal): Promise<void> {
	const { context, credentialType, baseUrl, policy } = connection;
	const renewal = { method: 'GET', path: '/v3/users/me' } as const;
	const options: IHttpRequestOptions = {
		method: renewal.method,
		url: baseUrl + renewal.path,
		timeout: policy.timeoutMs,
		abortSignal: limit,
		disableFollowRedirect: true,
	};
	try {
		const helper = context.helpers.httpRequestWithAuthentication;
		await helper.call(endedBy(context, limit), credentialType, options);
	} catch (error) {
		// What HeyGen answers, it answers to the next attempt too.
		const { status } = failureOfThrown(askedOf(connection, renewal), error, limit.aborted);
		if (status === undefined) throw asThrown(error);
	}
}

async function send(
	connection: Connection,
	request: HeyGenRequest,
	limit: AbortSignal,
	body: IDataObject | string | OpenBody['bytes'] | undefined,
): Promise<HttpAnswer> {
	const { context, credentialType, baseUrl } = connection;
	const { method, path, query } = request;
	const sent: unknown = await context.helpers.httpRequestWithAuthentication.call(
		endedBy(context, limit),
		credentialType,
		{
			method,
			url: baseUrl + path,
			...(query !== undefined && { qs: query }),
			...(body !== undefined && { body }),
			headers: headersOf(request),
			json: true,
			// As it came, so that `readAnswer` can keep the digits of long IDs.
			...(method === 'GET' && { encoding: 'text' as const }),
			timeout: timeoutOf(connection, request),
			abortSignal: limit,
			returnFullResponse: true,
			// A redirect would send the key to another host.
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: true,
		},
	);
	return readAnswer(sent);
}

const timeoutOf = ({ policy }: Connection, { content }: HeyGenRequest): number =>
	content?.timeoutMs ?? policy.timeoutMs;

/** n8n omits an empty object, but HeyGen requires the braces. */
const isEmptyBody = ({ body }: HeyGenRequest): boolean =>
	body !== undefined && Object.keys(body).length === 0;

const jsonOf = (request: HeyGenRequest): IDataObject | string | undefined =>
	isEmptyBody(request) ? '{}' : request.body;

const headersOf = (request: HeyGenRequest): Record<string, string> => ({
	...request.content?.headers,
	...(isEmptyBody(request) && { 'Content-Type': 'application/json' }),
	...(request.idempotencyKey !== undefined && { 'Idempotency-Key': request.idempotencyKey }),
});

/** @throws HeyGenError if it is not a success, or not from HeyGen */
function bodyOf(connection: Connection, request: HeyGenRequest, answer: HttpAnswer): unknown {
	const node = connection.context.getNode();
	const { body } = answer;
	if (answer.status >= 300 || isRefusal(body)) {
		throw apiError(node, failureOfAnswer(askedOf(connection, request), answer, Date.now()));
	}
	if (typeof body !== 'string') return body;
	if (body.trim() === '') return undefined;
	throw apiError(node, {
		...askedOf(connection, request),
		status: 502,
		unreadable: true,
		...(isPage(answer) ? { isPage: true } : { said: 'it is not JSON' }),
	});
}

/** In an execution n8n replaces the request's own signal with that of the cancelled run. */
function endedBy(context: HeyGenContext, limit: AbortSignal): HeyGenContext {
	if (!('getExecutionCancelSignal' in context)) return context;
	const cancelled = cancelSignalOf(context);
	const either = cancelled === undefined ? limit : AbortSignal.any([cancelled, limit]);
	return Object.create(context, {
		getExecutionCancelSignal: { value: () => either },
	}) as HeyGenContext;
}

const askedOf = (
	{ baseUrl }: Connection,
	{ method, path }: Pick<HeyGenRequest, 'method' | 'path'>,
): Pick<Failure, 'method' | 'url'> => ({ method, url: withoutUserInfo(baseUrl) + path });

/** A Base URL may contain a password, for a proxy in front of HeyGen. */
const withoutUserInfo = (url: string): string => url.replace(/\/\/[^/?#]*@/, '//');

/** HeyGen reported success, but its answer lacks what it should have. @param body may say why */
export function unreadable(
	connection: Connection,
	request: Pick<HeyGenRequest, 'method' | 'path'>,
	said: string,
	body?: unknown,
): HeyGenError {
	const reason = isObject(body) ? reasonIn(body) : undefined;
	const words = reason === undefined ? '' : `, and says "${withoutDot(reason)}"`;
	return apiError(connection.context.getNode(), {
		...askedOf(connection, request),
		status: 502,
		said: said + connection.withoutKey(words),
		unreadable: true,
	});
}
