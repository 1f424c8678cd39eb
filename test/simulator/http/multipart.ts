import { ApiError, invalid } from '../api/errors';
import type { HeaderMap } from '../types';

export interface Part {
	name: string;
	filename: string | null;
	contentType: string | null;
	content: Buffer;
}

const word = (header: string, name: string): string | null =>
	new RegExp(`\\b${name}="([^"]*)"`, 'i').exec(header)?.[1] ?? null;

function partOf(bytes: Buffer): Part {
	const end = bytes.indexOf('\r\n\r\n');
	const head = bytes.subarray(0, Math.max(end, 0)).toString('utf8');
	const disposition = /^content-disposition:.*$/im.exec(head)?.[0] ?? '';
	return {
		name: word(disposition, 'name') ?? '',
		filename: word(disposition, 'filename'),
		contentType: /^content-type:\s*(\S+)/im.exec(head)?.[1] ?? null,
		content: bytes.subarray(end + 4),
	};
}

/** The parts of a multipart body. @throws ApiError 400 when it is none */
export function partsOf(headers: HeaderMap, raw: Buffer): Part[] {
	const type = headers['content-type']?.toString() ?? '';
	const boundary = /^multipart\/form-data;.*boundary="?([^";]+)"?/i.exec(type)?.[1];
	if (boundary === undefined) {
		throw invalid(null, 'The body has to come as multipart/form-data with a boundary.');
	}
	const mark = Buffer.from(`--${boundary}`);
	const parts: Part[] = [];
	let at = raw.indexOf(mark);
	for (;;) {
		const next = at < 0 ? -1 : raw.indexOf(mark, at + mark.length);
		if (next < 0) break;
		parts.push(partOf(raw.subarray(at + mark.length + 2, next - 2)));
		at = next;
	}
	if (at < 0 || raw.subarray(at + mark.length, at + mark.length + 2).toString() !== '--') {
		throw invalid(null, 'The multipart body has no end.');
	}
	return parts;
}

const STARTS: ReadonlyArray<readonly [string, (bytes: Buffer) => boolean]> = [
	['image/png', (bytes) => bytes.subarray(1, 4).toString() === 'PNG'],
	['image/jpeg', (bytes) => bytes.subarray(0, 3).toString('hex') === 'ffd8ff'],
	['video/mp4', (bytes) => bytes.subarray(4, 8).toString() === 'ftyp'],
	['video/webm', (bytes) => bytes.subarray(0, 4).toString('hex') === '1a45dfa3'],
	['audio/mpeg', (bytes) => /^(494433|fff[2-f])/.test(bytes.subarray(0, 3).toString('hex'))],
	['audio/wav', (bytes) => /^RIFF.{4}WAVE/s.test(bytes.subarray(0, 12).toString('latin1'))],
	['application/pdf', (bytes) => bytes.subarray(0, 5).toString() === '%PDF-'],
	['application/x-subrip', (bytes) => /^\uFEFF?\d+\r?\n[\d:,]+ -->/.test(bytes.toString('utf8'))],
];

/** The type by the first bytes, whatever was claimed. @throws ApiError 400 for other files */
export function sniff(content: Buffer): string {
	const start = content.subarray(0, 64);
	const known = STARTS.find(([, fits]) => fits(start));
	if (known) return known[0];
	throw invalid('file', 'file has to be PNG, JPEG, MP4, WebM, MP3, WAV, PDF or SRT.');
}

export const tooLarge = (): ApiError =>
	new ApiError(413, 'payload_too_large', 'file may have 32 MB at most.', 'file');
