import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { isObject, textOf, type JsonObject } from '../narrow';
import type { FileStream, FileToSend } from './content';

interface Opened {
	headers: JsonObject;
	body: FileStream;
}

/** How long a host may send nothing. */
const silenceMs = 60_000;

/**
 * A file that a person named by its URL. No key is sent there. Without a length it is read whole,
 * since HeyGen has to be told its size before.
 * @throws NodeOperationError when there is none
 */
export async function remoteFile(context: IExecuteFunctions, url: string): Promise<FileToSend> {
	const { headers, body } = await open(context, url);
	const length = Number(headers['content-length']);
	const name = URL.canParse(url) ? new URL(url).pathname.split('/').at(-1) : undefined;
	const file = {
		name: name === undefined || name === '' ? 'file' : name,
		type: textOf(headers['content-type'])?.split(';')[0]?.trim() ?? 'application/octet-stream',
	};
	if (!(length > 0)) {
		const content = await context.helpers.binaryToBuffer(body);
		return { ...file, size: content.length, open: async () => content };
	}
	let first: FileStream | undefined = body;
	return {
		...file,
		size: length,
		open: async () => {
			const stream = first ?? (await open(context, url)).body;
			first = undefined;
			return stream;
		},
	};
}

async function open(context: IExecuteFunctions, url: string): Promise<Opened> {
	const answer: unknown = await context.helpers.httpRequest({
		method: 'GET',
		url,
		encoding: 'stream',
		timeout: silenceMs,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
	});
	const full = isObject(answer) ? answer : {};
	const { body, statusCode: status } = full;
	if (status === 200 && isStream(body)) {
		return { headers: isObject(full.headers) ? full.headers : {}, body };
	}
	if (isStream(body)) body.resume();
	throw new NodeOperationError(
		context.getNode(),
		`The file could not be fetched from its URL: its host answered HTTP ${String(status)}`,
		{ description: 'Check the URL: it has to lead to the file itself, without a login.' },
	);
}

const isStream = (body: unknown): body is FileStream =>
	isObject(body) && typeof body.pipe === 'function';
