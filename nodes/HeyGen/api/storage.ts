import { NodeOperationError, sleep } from 'n8n-workflow';

import { isObject } from '../narrow';
import type { Connection } from './connection';
import type { Content } from './content';

const attempts = 3;

/**
 * Puts a file where HeyGen says, without HeyGen's key. Its host, a storage service, may be busy.
 * @throws NodeOperationError when it did not take the file
 */
export async function putFile(connection: Connection, url: string, file: Content): Promise<void> {
	const { context, baseUrl } = connection;
	if (!isPlaceForFiles(url, baseUrl)) {
		throw new NodeOperationError(
			context.getNode(),
			'HeyGen named an address for the file that is neither https nor on the host of the Base URL, so it was not sent.',
		);
	}
	for (let attempt = 1; ; attempt++) {
		const status = await put(connection, url, file);
		if (status >= 200 && status < 300) return;
		if (attempt >= attempts || (status < 500 && status !== 429)) {
			throw new NodeOperationError(
				context.getNode(),
				`The file could not be uploaded: its host answered HTTP ${status}`,
				{
					description: 'Try again later. HeyGen has not got the file, and nothing was made of it.',
				},
			);
		}
		await sleep(1_000 * attempt);
	}
}

async function put({ context }: Connection, url: string, file: Content): Promise<number> {
	const answer: unknown = await context.helpers.httpRequest({
		method: 'PUT',
		url,
		headers: file.headers,
		body: await file.open(),
		timeout: file.timeoutMs,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	});
	return isObject(answer) && typeof answer.statusCode === 'number' ? answer.statusCode : 502;
}

/** https, or where HeyGen itself is asked: a simulator has no other. */
function isPlaceForFiles(url: string, baseUrl: string): boolean {
	if (!URL.canParse(url) || !URL.canParse(baseUrl)) return false;
	const { protocol, host } = new URL(url);
	const own = new URL(baseUrl);
	return protocol === 'https:' || (protocol === own.protocol && host === own.host);
}
