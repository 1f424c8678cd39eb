import { isObject, textOf, type JsonObject } from '../narrow';
import { failureOfAnswer, type Failure, type HttpAnswer } from './failure';

const deepest = 5;

/** An error and its chain of causes, which may be circular. */
function* causesOf(error: unknown): Generator<JsonObject> {
	for (let cause: unknown = error, depth = 0; isObject(cause) && depth < deepest; depth++) {
		yield cause;
		cause = cause.cause;
	}
}

/** The code of a broken connection, e.g. ECONNRESET; undefined if there is none. */
export function errnoOf(error: unknown): string | undefined {
	for (const { code } of causesOf(error)) if (typeof code === 'string') return code;
	return undefined;
}

/** Node.js did not send it, for example because the URL is invalid. */
const unsent = /^ERR_(INVALID|UNESCAPED)_/;
const timeOuts = ['ECONNABORTED', 'ETIMEDOUT', 'ESOCKETTIMEDOUT'];

/**
 * Reads an error of n8n's request helper. Its class is no help: a second copy of n8n-workflow next
 * to this package has its own classes.
 * @param isOverTime whether the time for the request is up
 */
export function failureOfThrown(
	asked: Pick<Failure, 'method' | 'url'>,
	error: unknown,
	isOverTime = false,
): Failure {
	if (isOverTime) return { ...asked, timedOut: true };
	const errno = errnoOf(error);
	const words = textOf(isObject(error) ? error.message : error);
	const said = words && { said: words.replace(/\/\/[^\s/?#]*@/g, '//') };
	// With EAUTH the account's token could not be renewed; no connection broke.
	if (errno === 'EAUTH') return { ...asked, ...said };
	if (errno === 'ERR_CANCELED') return { ...asked, cancelled: true };
	if (errno !== undefined && unsent.test(errno)) return { ...asked, ...said };
	const answer = answerIn(error);
	if (answer !== undefined) return failureOfAnswer(asked, answer, Date.now());
	if (errno === undefined) return { ...asked, ...said };
	return { ...asked, errno, ...(timeOuts.includes(errno) && { timedOut: true }) };
}

/** The answer that made n8n throw, which only the renewal of a token lets it (request.ts). */
function answerIn(error: unknown): HttpAnswer | undefined {
	for (const cause of causesOf(error)) {
		const { response } = cause;
		if (isObject(response) && typeof response.status === 'number') {
			const headers = isObject(response.headers) ? response.headers : {};
			return { status: response.status, headers, body: response.data };
		}
	}
	const httpCode = isObject(error) ? Number(error.httpCode) : NaN;
	if (!isObject(error) || !(httpCode >= 300 && httpCode < 600)) return undefined;
	return {
		status: httpCode,
		headers: {},
		body: isObject(error.context) ? error.context.data : undefined,
	};
}
