import { isObject, textOf, type JsonObject } from '../narrow';
import { failureOfAnswer, valueIn, type Failure, type HttpAnswer } from './failure';

const deepest = 5;

/** An error, what caused it, and so on. They may go round. */
function* causesOf(error: unknown): Generator<JsonObject> {
	for (let cause: unknown = error, depth = 0; isObject(cause) && depth < deepest; depth++) {
		yield cause;
		cause = cause.cause;
	}
}

/** The code behind a connection that broke, e.g. ECONNRESET; undefined when there is none. */
export function errnoOf(error: unknown): string | undefined {
	for (const { code } of causesOf(error)) if (typeof code === 'string') return code;
	return undefined;
}

/** Node refused to send it: the URL is none, say. */
const unsent = /^ERR_(INVALID|UNESCAPED)_/;
const timeOuts = ['ECONNABORTED', 'ETIMEDOUT', 'ESOCKETTIMEDOUT'];

/**
 * Why n8n's request helper threw. Its class says nothing: a second copy of n8n-workflow beside this
 * package has classes of its own.
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
	// With EAUTH no connection broke: the account's token could not be renewed.
	if (errno === 'EAUTH') return { ...asked, ...said };
	if (errno === 'ERR_CANCELED') return { ...asked, cancelled: true };
	if (errno !== undefined && unsent.test(errno)) return { ...asked, ...said };
	const answer = answerIn(error);
	if (answer !== undefined) return failureOfAnswer(asked, answer, Date.now());
	if (errno === undefined) return { ...asked, ...said };
	return { ...asked, errno, ...(timeOuts.includes(errno) && { timedOut: true }) };
}

/** The answer that made n8n throw, which is one with 401. */
function answerIn(error: unknown): HttpAnswer | undefined {
	for (const cause of causesOf(error)) {
		const { response } = cause;
		if (isObject(response) && typeof response.status === 'number') {
			const headers = isObject(response.headers) ? response.headers : {};
			return { status: response.status, headers, body: valueIn(response.data) };
		}
	}
	const httpCode = isObject(error) ? Number(error.httpCode) : NaN;
	if (!isObject(error) || !(httpCode >= 300 && httpCode < 600)) return undefined;
	return {
		status: httpCode,
		headers: {},
		body: isObject(error.context) ? valueIn(error.context.data) : undefined,
	};
}
