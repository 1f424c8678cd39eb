import type { IExecuteFunctions } from 'n8n-workflow';

import { isObject } from '../../narrow';
import { FileError } from './fileError';

/** The type that n8n's helpers use for the bytes of a file. */
export type FileStream = Exclude<
	Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0],
	Buffer
>;

export const isStream = (body: unknown): body is FileStream =>
	isObject(body) && typeof body.pipe === 'function';

/**
 * Ends a stream that has been silent for a while, or that does not end. A slow reader does not
 * count: then the buffer is full, and the host is not the cause.
 * @param limitMs between two bytes
 * @param end ends the stream with its connection
 */
export function endWhenSilent(
	body: FileStream,
	limitMs: number,
	mostBytes: number,
	end: (error: Error) => void,
): void {
	let lastMs = Date.now();
	let size = 0;
	const push = body.push.bind(body);
	body.push = (chunk: unknown, encoding?: BufferEncoding): boolean => {
		lastMs = Date.now();
		size += Buffer.isBuffer(chunk) ? chunk.length : 0;
		if (size > mostBytes) end(new FileError('dead', `its host sent more than ${mostBytes} bytes`));
		return push(chunk, encoding);
	};
	const look = (): void => {
		if (body.destroyed || body.readableEnded) return;
		if (body.readableLength >= body.readableHighWaterMark) lastMs = Date.now();
		const silentMs = Date.now() - lastMs;
		if (silentMs < limitMs) lookIn(limitMs - silentMs);
		else end(new FileError('silent', `its host sent nothing for ${limitMs / 1_000} s`));
	};
	// Nodes must not set timers; this one keeps no process alive.
	const lookIn = (ms: number): void =>
		AbortSignal.timeout(Math.ceil(ms)).addEventListener('abort', look, { once: true });
	lookIn(limitMs);
}

/** The first bytes of a stream, which remain in it; empty if the stream is. */
export async function firstBytes(body: FileStream): Promise<Buffer> {
	for (;;) {
		const chunk: unknown = body.read();
		if (Buffer.isBuffer(chunk)) {
			// Immediately: a stream that has ended accepts nothing back.
			body.unshift(chunk);
			return chunk;
		}
		if (body.errored) throw body.errored;
		if (body.readableEnded || body.destroyed) return Buffer.alloc(0);
		await moved(body);
	}
}

const moves = ['readable', 'end', 'close', 'error'];

async function moved(body: FileStream): Promise<void> {
	await new Promise<void>((resolve) => {
		const done = (): void => {
			for (const name of moves) body.off(name, done);
			resolve();
		};
		for (const name of moves) body.on(name, done);
	});
}
