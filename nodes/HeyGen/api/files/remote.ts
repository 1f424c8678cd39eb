import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { withoutDot } from '../../failureText';
import { mimeTypeOf, type FileToSend } from '../content';
import { wordsOf } from '../errors';
import { fileNameOf } from './fileName';
import { openFile, type OpenFile } from './open';

/** How long a host may send nothing. */
const silenceMs = 60_000;

/**
 * A file that a person named by its URL, on its way to HeyGen. Without a length it is read whole,
 * since HeyGen has to be told its size before.
 * @param baseUrl of the HeyGen credential
 * @throws NodeOperationError when the URL leads to no file
 */
export async function remoteFile(
	context: IExecuteFunctions,
	baseUrl: string,
	url: string,
): Promise<FileToSend> {
	const open = async (): Promise<OpenFile> => await opened(context, baseUrl, url);
	const { headers, body, url: found } = await open();
	const length = Number(headers['content-length']);
	const file = {
		name: fileNameOf(headers, found),
		type: mimeTypeOf(headers['content-type']),
	};
	if (!(length > 0)) {
		const content = await context.helpers.binaryToBuffer(body);
		return { ...file, size: content.length, open: async () => content };
	}
	let first: OpenFile['body'] | undefined = body;
	return {
		...file,
		size: length,
		async open() {
			const stream = first ?? (await open()).body;
			first = undefined;
			return stream;
		},
	};
}

async function opened(context: IExecuteFunctions, baseUrl: string, url: string): Promise<OpenFile> {
	try {
		return await openFile({ context, baseUrl, silenceMs, takesText: true, takesHttp: true }, url);
	} catch (error) {
		const message = `The file could not be fetched from its URL: ${withoutDot(wordsOf(error))}.`;
		const made = new NodeOperationError(context.getNode(), message, {
			description: 'Check the URL: it has to lead to the file itself, without a login.',
		});
		// n8n's own text takes the place of a message in which it finds an errno.
		made.message = message;
		throw made;
	}
}
