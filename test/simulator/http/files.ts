/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import type { ServerResponse } from 'http';
import { Readable, pipeline } from 'stream';
import type { Links, StoredFile } from '../state/links';
import { sendReply } from './reply';

const CHUNK = 64 * 1024;
const TYPES: Record<string, string> = {
	gif: 'image/gif',
	jpg: 'image/jpeg',
	mp4: 'video/mp4',
	mp3: 'audio/mpeg',
	srt: 'application/x-subrip',
	webm: 'video/webm',
};

/** The first bytes of every MP4 file, so that sniffing the type works. */
const MP4_START = Buffer.from('\0\0\0\u0018ftypisom\0\0\u0002\0isommp42', 'latin1');

const extensionOf = (name: string): string => name.split('.').pop()?.toLowerCase() ?? '';

/** The bytes of a file, made piece by piece so that its size does not matter. */
function* contentOf(file: StoredFile): Generator<Buffer> {
	const filler = Buffer.alloc(CHUNK, 'HeyGen simulator ');
	for (let sent = 0; sent < file.bytes; sent += CHUNK) {
		const chunk = Buffer.from(filler.subarray(0, Math.min(CHUNK, file.bytes - sent)));
		if (sent === 0 && extensionOf(file.name) === 'mp4') MP4_START.copy(chunk);
		yield chunk;
	}
}

/** Answers like a storage host: the file, a redirect to it, or 403 for a link gone dead. */
export function serveFile(links: Links, method: string, url: URL, response: ServerResponse): void {
	const file = links.open(url);
	if (!file || !['GET', 'HEAD'].includes(method)) {
		const body = '<Error><Code>AccessDenied</Code></Error>';
		return sendReply(response, {
			status: 403,
			body,
			headers: { 'Content-Type': 'application/xml' },
		});
	}
	if (file.redirect) {
		return sendReply(response, { status: 302, body: '', headers: { Location: links.moved(file) } });
	}
	response.writeHead(200, {
		'Content-Type': TYPES[extensionOf(file.name)] ?? 'application/octet-stream',
		'Content-Length': file.bytes,
	});
	if (method === 'HEAD') return void response.end();
	pipeline(Readable.from(contentOf(file)), response, () => undefined);
}
