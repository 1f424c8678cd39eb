import type { IHttpRequestMethods } from 'n8n-workflow';

import { isObject, textOf, type JsonObject } from '../narrow';
import { retryAfterSeconds } from './patience';

/** Why a request did not succeed, read from HeyGen's answer or from the lack of one. */
export interface Failure {
	method: IHttpRequestMethods;
	/** Address without query. */
	url: string;
	/** HTTP status; undefined when no answer came. */
	status?: number;
	/** HeyGen's own code: text in v3, digits in v1. */
	code?: string;
	/** HeyGen's own words. */
	said?: string;
	/** The field that HeyGen complains about (v3). */
	param?: string;
	retryAfterSeconds?: number;
	/** How often it was asked. */
	attempts?: number;
	requestId?: string;
	/** The host that a redirect leads to. It was not followed: the key would have gone there too. */
	redirectedTo?: string;
	/** HeyGen said yes, but not in a way that is known; `said` is ours. */
	unreadable?: boolean;
	/** No answer came in time, so nobody knows whether HeyGen carried it out. */
	timedOut?: boolean;
}

/** v1 answers these codes, with HTTP 200 too. Source: heygen-api/webhooks.md, envelopes. */
const v1Statuses: Record<string, number> = { '400112': 401, '401': 401, '403': 403, '404': 404 };

/** HeyGen's code, words and field in a v1, v2 or v3 error body; empty when there are none. */
function readErrorBody(body: unknown): Pick<Failure, 'code' | 'said' | 'param'> {
	if (!isObject(body)) return {};
	const error: JsonObject = isObject(body.error) ? body.error : body;
	const code = typeof error.code === 'number' ? String(error.code) : textOf(error.code);
	const said = textOf(error.message) ?? textOf(error.msg) ?? textOf(body.error);
	const param = textOf(error.param);
	return {
		...(code !== undefined && { code }),
		...(said !== undefined && { said }),
		...(param !== undefined && { param }),
	};
}

/** Whether a body says no although the status is a 2xx: v1's code is not 100, v3 has an error. */
export function isRefusal(body: unknown): boolean {
	if (!isObject(body)) return false;
	return isObject(body.error) || (typeof body.code === 'number' && body.code !== 100);
}

const hostIn = (location: unknown, base: string): string | undefined =>
	typeof location === 'string' && URL.canParse(location, base)
		? new URL(location, base).origin
		: undefined;

export function failureOfAnswer(
	asked: Pick<Failure, 'method' | 'url'>,
	answer: { status: number; headers: JsonObject; body: unknown },
	nowMs: number,
): Failure {
	const read = readErrorBody(answer.body);
	const ok = answer.status < 400;
	const status = (read.code !== undefined && ok && v1Statuses[read.code]) || answer.status;
	const wait = retryAfterSeconds(answer.headers['retry-after'], nowMs);
	const requestId = textOf(answer.headers['x-request-id']);
	const redirectedTo = answer.status < 400 ? hostIn(answer.headers.location, asked.url) : undefined;
	return {
		...asked,
		...read,
		status: ok && status < 300 ? 400 : status,
		...(wait !== undefined && { retryAfterSeconds: wait }),
		...(requestId !== undefined && { requestId }),
		...(redirectedTo !== undefined && { redirectedTo }),
	};
}

/** HeyGen answers this while the first call with the same Idempotency-Key is still running. */
export const isStillRunning = (failure: Failure): boolean =>
	failure.code?.toLowerCase() === 'request_in_progress';

/** n8n itself refused to send it, e.g. for an account that is not connected. */
export const isUnsent = (failure: Failure): boolean =>
	failure.status === undefined && failure.said !== undefined;

/** HeyGen is busy, down or out of reach: the same request may succeed later. */
export const isPassing = (failure: Failure): boolean =>
	failure.status === 429 || isAmbiguous(failure);

/** HeyGen may have carried it out all the same. */
export const isAmbiguous = (failure: Failure): boolean =>
	isStillRunning(failure) ||
	(failure.status === undefined ? !isUnsent(failure) : failure.status >= 500);
