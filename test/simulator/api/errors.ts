import type { Reply } from '../http/reply';
import type { Generation } from '../types';

/** A refusal that both generations can put into their own words. */
export class ApiError extends Error {
	constructor(
		readonly status: number,
		readonly code: string,
		message: string,
		readonly param: string | null = null,
		readonly v1Code: number = status,
		readonly headers: Record<string, string> = {},
	) {
		super(message);
	}
}

export const invalid = (param: string | null, message: string): ApiError =>
	new ApiError(400, 'invalid_parameter', message, param, 400175);

export const missing = (param: string): ApiError =>
	new ApiError(400, 'invalid_parameter', `${param} has to be given.`, param, 40001);

export const unauthorized = (): ApiError =>
	new ApiError(401, 'unauthorized', 'The key or token is missing or not valid.', null, 400112);

export const noRoute = (method: string, path: string): ApiError =>
	new ApiError(404, 'not_found', `Nothing answers ${method} ${path}.`);

export const noEndpoint = (): ApiError =>
	new ApiError(404, 'webhook_not_found', 'The account has no such webhook endpoint.');

export function errorReply(error: ApiError, generation: Generation): Reply {
	const { status, code, message, param, v1Code, headers } = error;
	if (generation === 'v1') return { status, headers, body: { code: v1Code, message } };
	const doc_url = `https://developers.heygen.com/docs/error-codes#${code}`;
	return { status, headers, body: { error: { code, message, param, doc_url } } };
}

const CODES: Record<number, string> = {
	400: 'invalid_parameter',
	401: 'unauthorized',
	402: 'insufficient_credit',
	403: 'forbidden',
	404: 'not_found',
	409: 'conflict',
	413: 'payload_too_large',
	429: 'rate_limit_exceeded',
};

/** What a bare status looks like, for faults that give no body of their own. */
export function statusReply(status: number, generation: Generation): Reply {
	const code = CODES[status] ?? 'internal_error';
	return errorReply(new ApiError(status, code, `Told to answer ${status}.`), generation);
}
