import type { IExecuteFunctions } from 'n8n-workflow';

import { textOf } from '../narrow';

/** What n8n's binary storage hands out. */
export type FileStream = Awaited<ReturnType<IExecuteFunctions['helpers']['getBinaryStream']>>;

/** A body that is no JSON. A stream can be sent once, so each attempt opens its own. */
export interface Content {
	headers: Record<string, string>;
	open(): Promise<Buffer | FileStream>;
	/** How long HeyGen may take for it. */
	timeoutMs: number;
}

/** A file that can be read from its start as often as it has to be sent. */
export interface FileToSend {
	name: string;
	type: string;
	/** In bytes. */
	size: number;
	open(): Promise<Buffer | FileStream>;
}

const mimeType = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/;

/** A media type that can stand in a header, without parameters. */
export function mimeTypeOf(said: unknown): string {
	const type = textOf(said)?.split(';')[0]?.trim() ?? '';
	return mimeType.test(type) ? type : 'application/octet-stream';
}

const uploadTimeoutMs = 600_000;

/** The file's bytes as they are. */
export const bytesOf = (file: FileToSend, headers: Record<string, string>): Content => ({
	headers: { ...headers, 'Content-Length': String(file.size) },
	open: file.open,
	timeoutMs: uploadTimeoutMs,
});

/** The file as the one part of a form, streamed through. @param boundary occurs nowhere in the file */
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
			const content = await file.open();
			if (Buffer.isBuffer(content)) return Buffer.concat([head, content, tail]);
			return content.compose(async function* (source: AsyncIterable<Buffer>) {
				yield head;
				yield* source;
				yield tail;
			}) as FileStream;
		},
		timeoutMs: uploadTimeoutMs,
	};
}

const quoted = (name: string): string =>
	name.replace(/[\r\n"]/g, (character) => encodeURIComponent(character));
