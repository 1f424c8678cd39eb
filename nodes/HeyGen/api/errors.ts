import type { IDataObject, INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { withoutDot } from '../failureText';
import { isGone, isStillRunning, isUnsent, type Failure } from './failure';
import { remedyFor } from './remedies';
import { unreachedBy } from './networkErrors';

/**
 * A request that failed: n8n's own error, with HeyGen's answer. All functions in api/ fail like
 * this; a caller that can handle a failure catches it and reads `failureOf`.
 */
export class HeyGenError extends NodeApiError {
	// Private, because n8n stores the fields of an error with the execution.
	readonly #answered: Failure;

	constructor(
		node: INode,
		failure: Failure,
		options: ConstructorParameters<typeof NodeApiError>[2],
	) {
		super(node, { message: failure.said ?? '' }, options);
		this.#answered = failure;
		// n8n shows the details of errors with this name.
		this.name = 'NodeApiError';
	}

	get answered(): Failure {
		return this.#answered;
	}
}

/** HeyGen's answer, for an error that was made here. */
export const failureOf = (error: unknown): Failure | undefined =>
	error instanceof HeyGenError ? error.answered : undefined;

/** A caught value that can't be handled, to be thrown again. */
export const asThrown = (error: unknown): Error =>
	error instanceof Error ? error : new TypeError(String(error));

/** HeyGen's answer; undefined if HeyGen says that it does not exist. */
export async function unlessGone<Answer>(asked: Promise<Answer>): Promise<Answer | undefined> {
	try {
		return await asked;
	} catch (error) {
		if (isGone(failureOf(error))) return undefined;
		throw asThrown(error);
	}
}

const quoted = (failure: Failure): string =>
	failure.said === undefined ? '' : ` HeyGen said: "${withoutDot(failure.said)}".`;

function whatHappened(failure: Failure): string {
	const { status, url, retryAfterSeconds } = failure;
	// An invalid Base URL is one possible failure.
	const host = URL.canParse(url) ? new URL(url).origin : url;
	if (status === undefined) {
		if (failure.cancelled) return 'The execution was cancelled before HeyGen answered.';
		if (failure.timedOut) return `HeyGen did not answer in time at ${host}.`;
		if (isUnsent(failure)) return `The request could not be sent: ${withoutDot(failure.said)}.`;
		if (failure.errno === undefined) return `HeyGen could not be reached at ${host}.`;
		const { what } = unreachedBy(failure.errno);
		return `HeyGen could not be reached at ${host}: ${what} (${failure.errno}).`;
	}
	if (failure.redirectedTo !== undefined) {
		return `${host} is not HeyGen's API: it redirects to ${failure.redirectedTo}.`;
	}
	if (failure.isPage) {
		const how = failure.unreadable ? '' : ` (HTTP ${status})`;
		return `What answered at ${host} is not HeyGen's API but a proxy, a firewall or Cloudflare in between: it sent a web page${how}.`;
	}
	if (failure.unreadable) return `HeyGen's answer could not be read: ${failure.said}.`;
	if (status === 401) return `HeyGen did not accept the credential.${quoted(failure)}`;
	if (status === 403) return `HeyGen does not allow this with the credential.${quoted(failure)}`;
	if (status === 429) {
		const wait = retryAfterSeconds === undefined ? '' : ` and asks to wait ${retryAfterSeconds} s`;
		return `HeyGen is receiving too many requests${wait}.${quoted(failure)}`;
	}
	if (status >= 500) return `HeyGen is not available (HTTP ${status}).${quoted(failure)}`;
	if (isStillRunning(failure)) return `HeyGen is still carrying out the request.${quoted(failure)}`;
	if (failure.said === undefined) return `HeyGen refused the request (HTTP ${status}).`;
	return `HeyGen refused: ${failure.said}`;
}

/** Message and description in one line, for places where n8n only shows the message. */
export const inOneLine = (failure: Failure): string =>
	`${whatHappened(failure).replace(/[^.!?…]$/, '$&.')} ${remedyFor(failure)}`;

/** The same for any thrown value, for log lines. */
export function wordsOf(error: unknown): string {
	const failure = failureOf(error);
	if (failure !== undefined) return inOneLine(failure);
	return error instanceof Error ? error.message : String(error);
}

/**
 * Turns every failed request into an error. It starts from plain data: wrapping the error of n8n's
 * request helper would put the request, including the key, into the execution's data.
 */
export function apiError(
	node: INode,
	failure: Failure,
	options: { itemIndex?: number | undefined; message?: string } = {},
): HeyGenError {
	const { status, code, said, param, requestId, method, url, errno } = failure;
	const details = [
		remedyFor(failure),
		code === undefined ? '' : `HeyGen's code: ${code}${param === undefined ? '' : ` (${param})`}.`,
		code === undefined && param !== undefined ? `The field: ${param}.` : '',
		requestId === undefined ? '' : `Request ID: ${requestId}.`,
	].filter((sentence) => sentence !== '');
	const message = options.message ?? whatHappened(failure);
	const error = new HeyGenError(node, failure, {
		message,
		description: details.join(' '),
		...(status !== undefined && { httpCode: String(status) }),
		...(options.itemIndex !== undefined && { itemIndex: options.itemIndex }),
	});
	// n8n replaces a message in which it finds an errno, even inside a word.
	error.message = message;
	const data: IDataObject = { method, url, status, code, message: said, param, errno };
	error.context.data = JSON.parse(JSON.stringify(data)) as IDataObject;
	return error;
}

/** Puts the message back: n8n replaces one in which it finds an errno, even inside a word. */
export function operationError(
	node: INode,
	message: string,
	options: ConstructorParameters<typeof NodeOperationError>[2] = {},
): NodeOperationError {
	const error = new NodeOperationError(node, message, options);
	error.message = message;
	return error;
}

/** For features that only v3 has. */
export const needsV3 = (node: INode, what: string): NodeOperationError =>
	new NodeOperationError(
		node,
		`${what} needs HeyGen's API v3: set 'API Version' to v3 in the HeyGen Events API credential.`,
	);
