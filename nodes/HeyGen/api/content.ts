import type { FileStream } from './files/stream';

/** An open body. A stream can be sent only once, so each attempt opens its own. */
export interface OpenBody {
	bytes: Buffer | FileStream;
	/** Closes the source. */
	end(): void;
}

interface Source {
	open(): Promise<OpenBody>;
	/** The error if the source breaks, and not the connection to the receiver. */
	broken(error: unknown): Error;
}

/** A body that is not JSON. */
export interface Content extends Source {
	headers: Record<string, string>;
	/** How long HeyGen may take to answer. */
	timeoutMs: number;
}

/** A file that can be read from its start for each attempt. */
export interface FileToSend extends Source {
	name: string;
	type: string;
	/** In bytes. */
	size: number;
	/** Closes the source, if it was opened to measure it. */
	end?(): void;
}

/** The source of a body failed, not its receiver. */
export class SourceError extends Error {
	constructor(readonly told: Error) {
		super(told.message);
	}
}

/** Opens a body, sends it and closes its source. @throws SourceError if the source breaks */
export async function sending<Answer>(
	content: Pick<Content, 'open' | 'broken'>,
	send: (bytes: OpenBody['bytes']) => Promise<Answer>,
): Promise<Answer> {
	const { bytes, end } = await content.open().catch((error: unknown) => {
		throw new SourceError(content.broken(error));
	});
	let broken: unknown;
	if (!Buffer.isBuffer(bytes)) bytes.on('error', (error: unknown) => (broken ??= error));
	try {
		return await send(bytes);
	} catch (error) {
		throw broken === undefined ? error : new SourceError(content.broken(broken));
	} finally {
		end();
	}
}

const uploadTimeoutMs = 600_000;

/** The file's bytes without a form. @param headers that HeyGen requires; the type is added */
export function bytesOf(file: FileToSend, headers: Record<string, string>): Content {
	const hasType = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');
	return {
		headers: {
			...(!hasType && { 'Content-Type': file.type }),
			...headers,
			'Content-Length': String(file.size),
		},
		open: file.open,
		broken: file.broken,
		timeoutMs: uploadTimeoutMs,
	};
}

/** A form with the file as its only part, streamed. @param boundary must not occur in the file */
export function formOf(part: string, file: FileToSend, boundary: string): Content {
	const head = Buffer.from(
		`--${boundary}\r\nContent-Disposition: form-data; name="${part}"; filename="${quoted(file.name)}"\r\nContent-Type: ${file.type}\r\n\r\n`,
	);
	const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
	return {
		headers: {
			'Content-Type': `multipart/form-data; boundary=${boundary}`,
			'Content-Length': String(head.length + file.size + tail.length),
		},
		async open() {
			const { bytes, end } = await file.open();
			if (Buffer.isBuffer(bytes)) return { bytes: Buffer.concat([head, bytes, tail]), end };
			const framed = bytes.compose(async function* (source: AsyncIterable<Buffer>) {
				yield head;
				yield* source;
				yield tail;
			}) as FileStream;
			// Start now: until the stream is read, an error of its source has no listener and would end
			// n8n.
			framed.read(0);
			return { bytes: framed, end };
		},
		broken: file.broken,
		timeoutMs: uploadTimeoutMs,
	};
}

const quoted = (name: string): string =>
	name.replace(/[\r\n"]/g, (character) => encodeURIComponent(character));
