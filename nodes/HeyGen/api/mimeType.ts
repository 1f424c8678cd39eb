import { textOf } from '../narrow';

/** By extension: the types that HeyGen accepts anywhere. */
const byExtension = new Map([
	['png', 'image/png'],
	['jpg', 'image/jpeg'],
	['jpeg', 'image/jpeg'],
	['gif', 'image/gif'],
	['webp', 'image/webp'],
	['mp4', 'video/mp4'],
	['m4v', 'video/mp4'],
	['mov', 'video/quicktime'],
	['webm', 'video/webm'],
	['mp3', 'audio/mpeg'],
	['m4a', 'audio/mp4'],
	['wav', 'audio/wav'],
	['pdf', 'application/pdf'],
	['srt', 'application/x-subrip'],
	['vtt', 'text/vtt'],
	['zip', 'application/zip'],
]);

const wellFormed = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/;
const anything = 'application/octet-stream';
/** Aliases of a type, and types that only mean "a file". */
const others = new Map([
	['binary/octet-stream', anything],
	['application/binary', anything],
	['application/x-zip-compressed', 'application/zip'],
	['application/x-zip', 'application/zip'],
]);

/**
 * The media type of a file, without parameters, for use in a header. HeyGen compares it with the
 * bytes, so the file name decides if the type means nothing.
 */
export function mimeTypeOf(said: unknown, fileName: string): string {
	const text = textOf(said)?.split(';')[0]?.trim().toLowerCase() ?? '';
	const type = wellFormed.test(text) ? (others.get(text) ?? text) : anything;
	if (type !== anything) return type;
	return byExtension.get(/\.(\w+)$/.exec(fileName.trim())?.[1]?.toLowerCase() ?? '') ?? anything;
}
