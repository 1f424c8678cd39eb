import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { withoutDot } from '../../failureText';
import type { Connection } from '../connection';
import type { FileToSend, OpenBody } from '../content';
import { operationError } from '../errors';
import { mimeTypeOf } from '../mimeType';
import { fetchFile } from './fetch';
import { FileError, fileErrorOf } from './fileError';
import { fileNameOf } from './fileName';
import { largestLook, openFile, type OpenFile } from './open';

/** The host may be silent for this long. */
const silenceMs = 60_000;
/** The limit for a file that must be read into memory, because its host sends no size. */
const largestInMemory = 200 * 1024 * 1024;
const longestReadMs = 600_000;

/**
 * A file from a user's URL, to be uploaded to HeyGen. HeyGen must be told its size first, so a
 * small file, or one whose host sends no size, is read into memory.
 * @throws NodeOperationError if the URL has no file
 */
export async function remoteFile(
	context: IExecuteFunctions,
	{ baseUrl, policy }: Connection,
	url: string,
): Promise<FileToSend> {
	const source = { context, baseUrl, silenceMs, takesText: true, takesHttp: true } as const;
	const broken = (error: unknown): NodeOperationError =>
		error instanceof NodeOperationError ? error : notFetched(context, error);
	try {
		return await fetchFile(source, policy, url, async (found) => {
			const name = fileNameOf(found.headers, found.url);
			const file = { name, type: mimeTypeOf(found.headers['content-type'], name), broken };
			const announced = Number(found.headers['content-length']);
			// If it was decompressed, its size differs from the one its host sent, and nothing shows
			// that.
			const bytes = announced > largestLook ? found.body : await wholeOf(found);
			let looked: OpenBody | undefined = {
				bytes,
				end: Buffer.isBuffer(bytes) ? () => {} : found.end,
			};
			const end = (): void => {
				looked?.end();
				looked = undefined;
			};
			const open = async (): Promise<OpenBody> => {
				const kept = looked?.bytes;
				if (Buffer.isBuffer(kept)) return { bytes: kept, end: () => {} };
				looked = undefined;
				// The host may have closed the connection in the meantime.
				if (kept?.destroyed === false) return { bytes: kept, end: found.end };
				const { body, end: close } = await openFile(source, url);
				return { bytes: body, end: close };
			};
			return { ...file, size: Buffer.isBuffer(bytes) ? bytes.length : announced, open, end };
		});
	} catch (error) {
		throw broken(error);
	}
}

async function wholeOf({ body, end }: OpenFile): Promise<Buffer> {
	const chunks: Buffer[] = [];
	const untilMs = Date.now() + longestReadMs;
	let size = 0;
	for await (const chunk of body) {
		chunks.push(Buffer.from(chunk as Uint8Array));
		size += chunks.at(-1)?.length ?? 0;
		const why =
			size > largestInMemory
				? `its host does not name its size, and sent more than ${largestInMemory} bytes`
				: `its host took longer than ${longestReadMs / 60_000} minutes`;
		if (size <= largestInMemory && Date.now() < untilMs) continue;
		end();
		throw new FileError('dead', why);
	}
	return Buffer.concat(chunks);
}

function notFetched(context: IExecuteFunctions, error: unknown): NodeOperationError {
	const { message, reason } = fileErrorOf(error, silenceMs);
	const isPassing = reason === 'passing' || reason === 'silent';
	return operationError(
		context.getNode(),
		`The file could not be fetched from its URL: ${withoutDot(message)}.`,
		{
			description: isPassing
				? 'Try again later. If it happens again, check the URL and its host.'
				: 'Check the URL: it has to lead to the file itself, without a login.',
		},
	);
}
