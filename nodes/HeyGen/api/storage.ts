import type { JsonObject } from '../narrow';
import type { Connection } from './connection';
import { sending, SourceError, type Content, type OpenBody } from './content';
import { operationError } from './errors';
import { isTooEarly, readAnswer } from './failure';
import { FileError, fileErrorOf } from './files/fileError';
import { retryAfterSeconds } from './retryPolicy';
import { cancelSignalOf, retry, type Judgement } from './retry';

/**
 * Sends a file to the address that HeyGen returned, without HeyGen's key. Its host, a storage
 * service, may be busy.
 * @returns the headers of its answer
 * @throws NodeOperationError if it refused the file
 */
export async function putFile(
	connection: Connection,
	url: string,
	file: Content,
): Promise<JsonObject> {
	const { context, baseUrl, policy } = connection;
	if (!isPlaceForFiles(url, baseUrl)) {
		throw operationError(
			context.getNode(),
			'HeyGen named an address for the file that is neither https nor on the host of the Base URL, so the file was not sent.',
		);
	}
	const judge = (thrown: unknown): Judgement => {
		if (thrown instanceof SourceError) return { error: thrown.told, again: { attempts: 2 } };
		const { message, reason, answered } = fileErrorOf(thrown, file.timeoutMs);
		const { host } = new URL(url);
		const error = operationError(
			context.getNode(),
			`The file could not be uploaded to ${host}: ${message}.`,
			{
				description:
					'Try again later. HeyGen does not have the file, and nothing was created with it.',
			},
		);
		const { attempts } = policy;
		const { retryAfterSeconds: afterSeconds } = answered;
		return { error, again: reason === 'passing' ? { attempts, afterSeconds } : undefined };
	};
	return await retry(context, policy.totalMs, async () => await put(connection, url, file), judge);
}

/** @throws FileError if its host refuses */
async function put({ context }: Connection, url: string, file: Content): Promise<JsonObject> {
	const limit = AbortSignal.timeout(file.timeoutMs);
	const cancelled = cancelSignalOf(context);
	const ask = async (body: OpenBody['bytes']): Promise<unknown> =>
		await context.helpers
			.httpRequest({
				method: 'PUT',
				url,
				headers: file.headers,
				body,
				timeout: file.timeoutMs,
				abortSignal: cancelled === undefined ? limit : AbortSignal.any([cancelled, limit]),
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
			})
			.catch((error: unknown) => {
				const seconds = file.timeoutMs / 1_000;
				throw limit.aborted
					? new FileError('silent', `its host did not accept it within ${seconds} s`)
					: error;
			});
	const answer = await sending(file, ask);
	const { status, headers } = readAnswer(answer);
	if (status >= 200 && status < 300) return headers;
	const reason = status >= 500 || isTooEarly(status) ? 'passing' : 'dead';
	const wait = retryAfterSeconds(headers['retry-after'], Date.now());
	const answered = { status, retryAfterSeconds: wait };
	throw new FileError(reason, `its host answered HTTP ${status}`, answered);
}

/** https, or the host of the Base URL, since a simulator has no other. */
function isPlaceForFiles(url: string, baseUrl: string): boolean {
	if (!URL.canParse(url) || !URL.canParse(baseUrl)) return false;
	const { protocol, host } = new URL(url);
	const own = new URL(baseUrl);
	return protocol === 'https:' || (protocol === own.protocol && host === own.host);
}
