import type { IHttpRequestMethods } from 'n8n-workflow';

import {
	codeIn,
	reasonBelow,
	reasonIn,
	reasonOf,
	withoutDot,
	withoutQueries,
} from '../failureText';
import { isObject, parseExactJson, textOf, type JsonObject } from '../narrow';
import { retryAfterSeconds } from './retryPolicy';

/** Why a request failed, read from HeyGen's answer or from the connection error. */
export interface Failure {
	method: IHttpRequestMethods;
	/** Address without query and user info. */
	url: string;
	/** HTTP status; undefined if there was no answer. */
	status?: number;
	/** HeyGen's own code: text in v3, digits in v1. */
	code?: string;
	/** HeyGen's own message. */
	said?: string;
	/** The field that HeyGen complains about (v3). */
	param?: string;
	retryAfterSeconds?: number;
	/** The number of attempts. */
	attempts?: number;
	requestId?: string;
	/** The host that a redirect leads to. It was not followed: that would send the key there too. */
	redirectedTo?: string;
	/** A success that can't be read; `said` is this node's text. */
	unreadable?: boolean;
	/** The answer is a web page of a proxy or Cloudflare, so its status says nothing. */
	isPage?: boolean;
	/** No answer came in time, so HeyGen may or may not have processed it. */
	timedOut?: boolean;
	/** The execution was cancelled before an answer came. */
	cancelled?: boolean;
	/** HeyGen may have processed it, now or at an earlier attempt. */
	mayBeDone?: boolean;
	/** Node.js's code of the connection error, e.g. ECONNRESET. */
	errno?: string;
}

/** The answer to a request. */
export interface HttpAnswer {
	status: number;
	headers: JsonObject;
	/** Parsed if it was JSON, otherwise text. */
	body: unknown;
}

/** Reads the full response of n8n's helpers. */
export function readAnswer(answer: unknown): HttpAnswer {
	const full = isObject(answer) ? answer : {};
	return {
		status: typeof full.statusCode === 'number' ? full.statusCode : 502,
		headers: isObject(full.headers) ? full.headers : {},
		body: valueIn(full.body),
	};
}

/** The JSON in a body that n8n left as text. */
function valueIn(body: unknown): unknown {
	const value = typeof body === 'string' ? parseExactJson(body) : undefined;
	return value === undefined ? body : value;
}

/**
 * v1 returns these, with HTTP 200 or 400 too. Source: docs/facts/heygen.md#envelopes-and-errors.
 */
const v1Statuses = new Map([
	['400112', 401],
	['401', 401],
	['403', 403],
	['404', 404],
]);

/** Longer texts that are not JSON are rarely meant for people. */
const longestPlainText = 300;

/** Code, message and field in an error body of v1, v2 or v3; empty if there are none. */
function readErrorBody(body: unknown): Pick<Failure, 'code' | 'said' | 'param'> {
	if (typeof body === 'string' && body.length > longestPlainText) return {};
	if (!isObject(body)) return said(reasonOf(body));
	const [first, ...others]: unknown[] = Array.isArray(body.errors) ? body.errors : [];
	const only = others.length === 0 ? first : undefined;
	const error = [body.error, only].find(isObject) ?? body;
	const named = typeof body.error === 'string' && /^[\w.-]+$/.test(body.error) && body.error;
	const code = codeIn(error) ?? (isObject(first) ? codeIn(first) : undefined);
	const param = textOf(error.param);
	const rest = { ...body, error: undefined };
	// A single word is the name of the failure, which is only used if there is no text.
	const inBody = named === false ? undefined : reasonIn(rest);
	const reason = inBody ?? reasonIn(error) ?? reasonIn(rest) ?? reasonBelow(body);
	const told = code ?? (inBody !== undefined && named !== false ? named : undefined);
	return {
		...(told !== undefined && { code: told }),
		...said(withEach(reason ?? textOf(body.title), error.errors)),
		...(param !== undefined && { param }),
	};
}

const mostSaid = 5;
const mostWords = 1_000;

/** HeyGen's errors for entries of a batch. Source: docs/facts/heygen.md#envelopes-and-errors. */
function withEach(all: string | undefined, errors: unknown): string | undefined {
	if (all === undefined || !Array.isArray(errors)) return all;
	// Each entry is searched in it.
	const words = all.slice(0, mostWords);
	const each = errors.filter(isObject).flatMap((entry) => {
		const why = reasonIn(entry);
		const where = textOf(entry.path) ?? textOf(entry.node_id);
		if (why === undefined || words.includes(why)) return [];
		return where === undefined ? why : `${why} (${where})`;
	});
	if (each.length === 0) return all;
	const more = each.length > mostSaid ? `; and ${each.length - mostSaid} more` : '';
	return `${withoutDot(words)}: ${each.slice(0, mostSaid).join('; ')}${more}`;
}

/** Cut to one line of limited length, since it is part of messages and log lines. */
function said(words: string | undefined): Pick<Failure, 'said'> {
	if (words === undefined) return {};
	const some = words.length > mostWords ? `${words.slice(0, mostWords)}…` : words;
	const line = withoutQueries(some)
		.replace(/[\s\p{Cc}]+/gu, ' ')
		.trim();
	return line === '' ? {} : { said: line };
}

/** Whether the body of a 2xx reports an error: v1's code is not 100, v3 has an error. */
export function isRefusal(body: unknown): boolean {
	if (!isObject(body)) return false;
	const code = typeof body.code === 'string' && /^\d+$/.test(body.code) ? +body.code : body.code;
	return saysSomething(body.error) || (typeof code === 'number' && !isYes(code));
}

/** v1's own code, and those of proxies in front of it. */
const isYes = (code: number): boolean => code === 0 || code === 100 || code === 200;
const nothing = /^\s*(null|none|nil|undefined|false|0|100|ok|success|\{\}|\[\]|)\s*$/i;

/** An error object whose values are all empty, or report success, is not an error. */
function saysSomething(value: unknown): boolean {
	if (typeof value === 'string') return !nothing.test(value);
	if (typeof value === 'number') return !isYes(value);
	if (typeof value !== 'object' || value === null) return Boolean(value);
	return Object.values(value).some(saysSomething);
}

/** HTML, or other markup: HeyGen's API returns JSON. */
export function isPage({ headers, body }: Pick<HttpAnswer, 'headers' | 'body'>): boolean {
	if (typeof body !== 'string' || body.trim() === '') return false;
	return /\bx?html\b/i.test(String(headers['content-type'])) || body.trim().startsWith('<');
}

const hostIn = (location: unknown, base: string): string | undefined =>
	typeof location === 'string' && URL.canParse(location, base)
		? new URL(location, base).origin
		: undefined;

export function failureOfAnswer(
	asked: Pick<Failure, 'method' | 'url'>,
	answer: HttpAnswer,
	nowMs: number,
): Failure {
	const { status, headers } = answer;
	const page = isPage(answer);
	const read = page ? {} : readErrorBody(answer.body);
	const v1Status = status <= 400 ? v1Statuses.get(read.code ?? '') : undefined;
	const wait = retryAfterSeconds(headers['retry-after'], nowMs);
	const requestId = textOf(headers['x-request-id']);
	const redirectedTo = status < 400 ? hostIn(headers.location, asked.url) : undefined;
	return {
		...asked,
		...read,
		status: v1Status ?? (status < 300 ? 400 : status),
		...(page && { isPage: true }),
		...(wait !== undefined && { retryAfterSeconds: wait }),
		...(requestId !== undefined && { requestId }),
		...(redirectedTo !== undefined && { redirectedTo }),
	};
}

/** With these codes the request was on its way, or had arrived, when the connection broke. */
const brokenLater = new Set(['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE']);

/** HeyGen got the request, and it is unknown whether it was processed. */
export const wasTaken = (failure: Failure): boolean =>
	isAmbiguous(failure) &&
	(failure.status !== undefined ||
		failure.timedOut === true ||
		failure.cancelled === true ||
		brokenLater.has(failure.errno ?? ''));

/** A refusal from HeyGen itself: nothing was created, also not at an earlier attempt. */
export const isFinal = (failure: Failure): boolean =>
	Number(failure.status) >= 400 &&
	failure.status !== 401 &&
	failure.isPage !== true &&
	!isPassing(failure);

/** HeyGen says that it does not exist; a web page from a proxy proves nothing. */
export const isGone = (failure: Pick<Failure, 'status' | 'isPage'> | undefined): boolean =>
	failure?.status === 404 && failure.isPage !== true;

/** HeyGen's answer while the first request with the same Idempotency-Key is still running. */
export const isStillRunning = (failure: Failure): boolean =>
	failure.code?.toLowerCase() === 'request_in_progress';

/** n8n itself did not send it, e.g. because an account is not connected. */
export const isUnsent = (failure: Failure): boolean =>
	failure.status === undefined && failure.said !== undefined;

/** HeyGen is busy, down or unreachable: the same request may succeed later. */
export const isPassing = (failure: Failure): boolean =>
	failure.cancelled !== true && (isTooEarly(failure.status) || isAmbiguous(failure));

/** With these statuses the server has not started to process the request. */
export const isTooEarly = (status = 0): boolean => [408, 425, 429].includes(status);

/** HeyGen may have processed it anyway. */
export const isAmbiguous = (failure: Failure): boolean =>
	isStillRunning(failure) ||
	(failure.status === undefined ? !isUnsent(failure) : failure.status >= 500);
