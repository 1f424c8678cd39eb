import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { isObject } from '../narrow';
import type { Connection, HeyGenContext } from './connection';
import type { Content } from './content';
import { apiError, failureOf, type HeyGenError } from './errors';
import {
	failureOfAnswer,
	isPage,
	isPassing,
	isRefusal,
	wasTaken,
	type Failure,
	type HttpAnswer,
} from './failure';
import { mayRepeat, waitMs } from './patience';
import { failureOfThrown } from './thrown';

export interface HeyGenRequest {
	method: IHttpRequestMethods;
	/** From the version on, e.g. `/v3/webhooks/endpoints`. */
	path: string;
	query?: IDataObject;
	body?: IDataObject;
	/** In the place of `body`, what is no JSON. */
	content?: Content;
	/** A POST that HeyGen carries out once, however often it is sent. */
	isRepeatable?: true;
	/** Sent as Idempotency-Key: HeyGen answers a repetition with its first answer. */
	idempotencyKey?: string;
	itemIndex?: number;
}

/**
 * The body of HeyGen's answer, envelope included; undefined when it has none. Repeats on 429
 * (nothing was done), and on 5xx and broken connections where that is harmless; a time-out is never
 * repeated, the caller has waited long enough.
 * @throws HeyGenError for whatever is no yes
 */
export async function heyGenRequest(
	connection: Connection,
	request: HeyGenRequest,
): Promise<unknown> {
	const { context, patience } = connection;
	const giveUpAtMs = Date.now() + patience.totalMs;
	for (let attempt = 1; ; attempt++) {
		// The time-out of n8n's helper is one of silence: an answer that drips would have no end.
		const limit = AbortSignal.timeout(timeoutOf(connection, request));
		try {
			return await send(connection, request, limit);
		} catch (error) {
			const failure = withoutKey(
				connection,
				failureOf(error) ?? failureOfThrown(askedOf(connection, request), error, limit.aborted),
			);
			const wait = waitBeforeNext(connection, request, failure, { attempt, giveUpAtMs });
			if (wait === undefined) {
				const { itemIndex } = request;
				// A hook looks for itself what it has made.
				const mayBeDone = 'getExecutionCancelSignal' in context && mayMakeTwo(request, failure);
				const told = { ...failure, attempts: attempt, ...(mayBeDone && { mayBeDone }) };
				throw apiError(context.getNode(), told, { itemIndex });
			}
			context.logger.debug(
				`HeyGen answered ${failure.status ?? 'nothing'} to ${request.method} ${request.path}; asking again in ${wait} ms`,
			);
			await sleep(wait);
		}
	}
}

/** The failure is stored with the execution. */
const withoutKey = (connection: Connection, { said, ...rest }: Failure): Failure => ({
	...rest,
	...(said !== undefined && { said: connection.withoutKey(said) }),
});

/** Whether to send it again does no harm, whatever HeyGen has made of it. */
const isHarmlessTwice = ({ method, idempotencyKey, isRepeatable }: HeyGenRequest): boolean =>
	isRepeatable === true || mayRepeat(method, idempotencyKey);

const mayMakeTwo = (request: HeyGenRequest, failure: Failure): boolean =>
	wasTaken(failure) && !isHarmlessTwice(request);

/** Milliseconds until it is sent again; undefined when it is not. */
function waitBeforeNext(
	{ patience }: Connection,
	request: HeyGenRequest,
	failure: Failure,
	{ attempt, giveUpAtMs }: { attempt: number; giveUpAtMs: number },
): number | undefined {
	const wait = waitMs(attempt, failure.retryAfterSeconds);
	const isInTime = wait <= patience.longestWaitMs && Date.now() + wait < giveUpAtMs;
	const isHopeful = isPassing(failure) && !failure.timedOut && !failure.unreadable;
	const isHarmless = failure.status === 429 || isHarmlessTwice(request);
	return attempt < patience.attempts && isInTime && isHopeful && isHarmless ? wait : undefined;
}

async function send(
	connection: Connection,
	request: HeyGenRequest,
	limit: AbortSignal,
): Promise<unknown> {
	const { context, credentialType, baseUrl } = connection;
	const { method, path, query, content } = request;
	const body = content === undefined ? jsonOf(request) : await content.open();
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
			timeout: timeoutOf(connection, request),
			abortSignal: limit,
			returnFullResponse: true,
			// The key would be sent to wherever a redirect leads.
			disableFollowRedirect: true,
			// A 401 must be thrown: that is what makes n8n refresh an OAuth token.
			ignoreHttpStatusErrors: { ignore: true, except: [401] },
		},
	);
	return bodyOf(connection, request, readAnswer(sent));
}

const timeoutOf = ({ patience }: Connection, { content }: HeyGenRequest): number =>
	content?.timeoutMs ?? patience.timeoutMs;

/** n8n leaves an empty object out, and HeyGen wants to see the braces. */
const isEmptyBody = ({ body }: HeyGenRequest): boolean =>
	body !== undefined && Object.keys(body).length === 0;

const jsonOf = (request: HeyGenRequest): IDataObject | string | undefined =>
	isEmptyBody(request) ? '{}' : request.body;

const headersOf = (request: HeyGenRequest): Record<string, string> => ({
	...request.content?.headers,
	...(isEmptyBody(request) && { 'Content-Type': 'application/json' }),
	...(request.idempotencyKey !== undefined && { 'Idempotency-Key': request.idempotencyKey }),
});

/** @throws HeyGenError when it is no yes, or not HeyGen's */
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
		...(isPage(answer) ? { isPage: true } : { said: 'it is no JSON' }),
	});
}

/** In an execution n8n puts the signal of a cancelled run in the place of the request's own. */
function endedBy(context: HeyGenContext, limit: AbortSignal): HeyGenContext {
	if (!('getExecutionCancelSignal' in context)) return context;
	const cancelled = context.getExecutionCancelSignal();
	const either = cancelled === undefined ? limit : AbortSignal.any([cancelled, limit]);
	return Object.create(context, {
		getExecutionCancelSignal: { value: () => either },
	}) as HeyGenContext;
}

function readAnswer(answer: unknown): HttpAnswer {
	const full = isObject(answer) ? answer : {};
	return {
		status: typeof full.statusCode === 'number' ? full.statusCode : 502,
		headers: isObject(full.headers) ? full.headers : {},
		body: full.body,
	};
}

const askedOf = (
	{ baseUrl }: Connection,
	{ method, path }: Pick<HeyGenRequest, 'method' | 'path'>,
): Pick<Failure, 'method' | 'url'> => ({ method, url: withoutUserInfo(baseUrl) + path });

/** A Base URL may hold a password, for a proxy in front of HeyGen. */
const withoutUserInfo = (url: string): string => url.replace(/\/\/[^/?#]*@/, '//');

/** HeyGen said yes, but what should be in its answer is missing. */
export const unreadable = (
	connection: Connection,
	request: Pick<HeyGenRequest, 'method' | 'path'>,
	said: string,
): HeyGenError =>
	apiError(connection.context.getNode(), {
		...askedOf(connection, request),
		status: 502,
		said,
		unreadable: true,
	});
