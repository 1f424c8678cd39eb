import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';
import { NodeApiError, sleep } from 'n8n-workflow';

import { isObject, type JsonObject } from '../narrow';
import type { Connection } from './connection';
import { apiError, errnoOf } from './errors';
import { failureOfAnswer, isPassing, isRefusal, type Failure } from './failure';
import { mayRepeat, waitMs } from './patience';

export interface HeyGenRequest {
	method: IHttpRequestMethods;
	/** From the version on, e.g. `/v3/webhooks/endpoints`. */
	path: string;
	query?: IDataObject;
	body?: IDataObject;
	/** Sent as Idempotency-Key: HeyGen answers a repetition with its first answer. */
	idempotencyKey?: string;
	itemIndex?: number;
}

/** The body, envelope included, or why there is none. */
export type Answer = { body: unknown } | { failure: Failure };

/** As `ask`, for callers to whom every failure is one. @throws NodeApiError made by errors.ts */
export async function heyGenRequest(
	connection: Connection,
	request: HeyGenRequest,
): Promise<unknown> {
	const answer = await ask(connection, request);
	if ('body' in answer) return answer.body;
	throw apiError(connection.context.getNode(), answer.failure, { itemIndex: request.itemIndex });
}

/**
 * Repeats on 429 (nothing was done), and on 5xx and broken connections where that is harmless; a
 * time-out is never repeated, the caller has waited long enough.
 */
export async function ask(connection: Connection, request: HeyGenRequest): Promise<Answer> {
	const { attempts, longestWaitMs, totalMs } = connection.patience;
	const giveUpAtMs = Date.now() + totalMs;
	for (let attempt = 1; ; attempt++) {
		const answer = await send(connection, request);
		if ('body' in answer) return answer;
		const { failure } = answer;
		const wait = waitMs(attempt, failure.retryAfterSeconds);
		const repeat =
			attempt < attempts &&
			wait <= longestWaitMs &&
			Date.now() + wait < giveUpAtMs &&
			failure.timedOut !== true &&
			isPassing(failure) &&
			(failure.status === 429 || mayRepeat(request.method, request.idempotencyKey));
		if (!repeat) return { failure: { ...failure, attempts: attempt } };
		connection.context.logger.debug(
			`HeyGen answered ${failure.status ?? 'nothing'} to ${request.method} ${request.path}; asking again in ${wait} ms`,
		);
		await sleep(wait);
	}
}

async function send(
	{ context, credentialType, baseUrl, patience }: Connection,
	{ method, path, query, body, idempotencyKey }: HeyGenRequest,
): Promise<Answer> {
	const asked = { method, url: baseUrl + path };
	try {
		const answer: unknown = await context.helpers.httpRequestWithAuthentication.call(
			context,
			credentialType,
			{
				...asked,
				...(query !== undefined && { qs: query }),
				...(body !== undefined && { body }),
				...(idempotencyKey !== undefined && { headers: { 'Idempotency-Key': idempotencyKey } }),
				json: true,
				timeout: patience.timeoutMs,
				returnFullResponse: true,
				// The key would be sent to wherever a redirect leads.
				disableFollowRedirect: true,
				// A 401 must be thrown: that is what makes n8n refresh an OAuth token.
				ignoreHttpStatusErrors: { ignore: true, except: [401] },
			},
		);
		const read = readAnswer(answer);
		if (read.status < 300 && !isRefusal(read.body)) return { body: read.body };
		return { failure: failureOfAnswer(asked, read, Date.now()) };
	} catch (error) {
		return { failure: failureOfThrown(asked, error) };
	}
}

function readAnswer(answer: unknown): { status: number; headers: JsonObject; body: unknown } {
	const full = isObject(answer) ? answer : {};
	return {
		status: typeof full.statusCode === 'number' ? full.statusCode : 502,
		headers: isObject(full.headers) ? full.headers : {},
		body: full.body,
	};
}

const timeOuts = ['ECONNABORTED', 'ETIMEDOUT'];

function failureOfThrown(asked: Pick<Failure, 'method' | 'url'>, error: unknown): Failure {
	if (error instanceof NodeApiError && error.httpCode === '401') {
		const body = error.context.data;
		return failureOfAnswer(asked, { status: 401, headers: {}, body }, Date.now());
	}
	const errno = errnoOf(error);
	// With EAUTH no connection broke: the account's token could not be renewed.
	if (errno !== undefined && errno !== 'EAUTH') {
		return { ...asked, ...(timeOuts.includes(errno) && { timedOut: true }) };
	}
	// n8n itself refused to send it, e.g. an account that is not connected yet.
	return { ...asked, ...(error instanceof Error && { said: error.message }) };
}

/** HeyGen said yes, but what should be in its answer is missing. */
export const unreadable = (
	{ context, baseUrl }: Connection,
	{ method, path }: Pick<HeyGenRequest, 'method' | 'path'>,
	said: string,
): NodeApiError =>
	apiError(context.getNode(), { method, url: baseUrl + path, status: 502, said, unreadable: true });
