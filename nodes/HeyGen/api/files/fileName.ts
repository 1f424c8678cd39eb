import { textOf, type JsonObject } from '../../narrow';

const longestName = 200;

/** Percent-decoded; sequences that can't be decoded stay as they are. */
const decoded = (text: string): string =>
	text.replace(/(?:%[\da-f]{2})+/gi, (escapes) => {
		try {
			return decodeURIComponent(escapes);
		} catch {
			return escapes;
		}
	});

/** The last part of a path, reduced to what file names may have; undefined if nothing is left. */
function safe(name: string): string | undefined {
	const last =
		name
			.split(/[/\\]/)
			.filter((part) => !/^[.\s]*$/.test(part))
			.at(-1) ?? '';
	// Control characters, and those that change the direction of text.
	const clean = last.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '').trim();
	return /^\.*$/.test(clean) ? undefined : shortened(clean);
}

/** Shortened before its extension. */
function shortened(name: string): string {
	const characters = [...name];
	if (characters.length <= longestName) return name;
	const extension = /\.\w{1,10}$/.exec(name)?.[0] ?? '';
	return characters.slice(0, longestName - extension.length).join('') + extension;
}

/** Node.js reads a header's bytes as Latin-1, but hosts send UTF-8. */
function fromHeader(text: string): string {
	const bytes = Buffer.from(text, 'latin1');
	const utf8 = bytes.toString('utf8');
	const isLatin1 = [...text].every((character) => character <= '\u00ff');
	return isLatin1 && !utf8.includes('\ufffd') ? utf8 : text;
}

/** RFC 6266: `filename*` is encoded and preferred, `filename` is a token or quoted. */
function dispositionName(header: string): string | undefined {
	const encoded = /;\s*filename\*\s*=\s*"?([\w-]+)'[^']*'([^;"]*)/i.exec(`;${header}`);
	const byCharset = encoded && fromCharset(encoded[1] ?? '', encoded[2] ?? '');
	if (byCharset) return byCharset;
	const plain = /;\s*filename\s*=\s*(?:"((?:\\.|[^"\\])*)"|([^;]*))/i.exec(`;${header}`);
	const name = plain?.[1]?.replace(/\\(.)/g, '$1') ?? plain?.[2]?.trim();
	return name === undefined ? undefined : fromHeader(name);
}

function fromCharset(charset: string, text: string): string {
	if (!/^iso-8859-1$/i.test(charset)) return decoded(text);
	return text.replace(/%([\da-f]{2})/gi, (_escape, hex: string) =>
		String.fromCharCode(Number.parseInt(hex, 16)),
	);
}

/**
 * A name for a file: the one from its host, else the last part of its address, else `video.mp4`. It
 * has no separators and no control characters, and at most 200 characters.
 */
export function fileNameOf(headers: JsonObject, url: string): string {
	const header = textOf(headers['content-disposition']);
	const told = header === undefined ? undefined : dispositionName(header);
	const path = URL.canParse(url) ? new URL(url).pathname : '';
	const parts = path.split('/').reverse().map(decoded);
	const names = [told ?? '', ...parts].map(safe);
	return names.find((name) => name !== undefined) ?? 'video.mp4';
}
