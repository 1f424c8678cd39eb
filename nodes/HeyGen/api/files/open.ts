import type { IExecuteFunctions } from 'n8n-workflow';

import { textOf, type JsonObject } from '../../narrow';
import { isTooEarly, readAnswer } from '../failure';
import { retryAfterSeconds } from '../retryPolicy';
import { FileError } from './fileError';
import { whyNoFile } from './page';
import { endWhenSilent, isStream, type FileStream } from './stream';

/** An open file, whose bytes are being received. */
export interface OpenFile {
	/** The address after all redirects. */
	url: string;
	headers: JsonObject;
	body: FileStream;
	/** Ends the body and its connection. */
	end: (error?: Error) => void;
}

export interface FileSource {
	context: IExecuteFunctions;
	/** Of the HeyGen credential. */
	baseUrl: string;
	/** The host may be silent for this long. */
	silenceMs: number;
	/** Whether the file is text, such as captions. */
	takesText: boolean;
	/** Also accepts http, for URLs that users entered; links from HeyGen must be safer. */
	takesHttp?: true;
	/** HeyGen returned the link just now, so a missing file is requested again. */
	isFresh?: true;
}

interface FileAnswer extends Pick<OpenFile, 'headers' | 'end'> {
	status: number;
	body?: FileStream;
}

const mostRedirects = 5;

/** A user's file is read into memory up to this size; above it, its host must send the size. */
export const largestLook = 32 * 1024 * 1024;
/** No film from HeyGen comes near this size. */
const largestFile = 20 * 1024 ** 3;

/**
 * Opens the file behind a link. It follows redirects itself, because each hop must be an allowed
 * host. No key is sent.
 * @throws FileError, or the error of n8n's helper if there was no answer
 */
export async function openFile(source: FileSource, link: string): Promise<OpenFile> {
	let url = link;
	for (let hop = 0; hop <= mostRedirects; hop++) {
		if (!URL.canParse(url))
			throw new FileError('forbidden', 'its link, or one that it leads to, is not a URL');
		if (!isAllowed(url, source)) {
			throw new FileError(
				'forbidden',
				source.takesHttp === true
					? 'its link, or one that it leads to, is neither https nor http'
					: 'its link, or one that it leads to, is neither https nor on the host of the Base URL with the same protocol',
			);
		}
		const answer = await get(source, url);
		const { status, headers, end } = answer;
		const location = status >= 300 && status < 400 ? textOf(headers.location) : undefined;
		if (location === undefined) return { url, headers, end, body: await bodyOf(source, answer) };
		end();
		url = URL.canParse(location, url) ? new URL(location, url).href : '';
	}
	throw new FileError('dead', `its link is redirected more than ${mostRedirects} times`);
}

/** @throws FileError if it is not a file */
async function bodyOf(
	{ silenceMs, takesText, takesHttp }: FileSource,
	answer: FileAnswer,
): Promise<FileStream> {
	const { status, headers, body, end } = answer;
	if (status !== 200 || body === undefined) {
		end();
		const wait = retryAfterSeconds(headers['retry-after'], Date.now());
		const reason = isTooEarly(status) || status >= 500 ? 'passing' : 'dead';
		const answered = { status, retryAfterSeconds: wait };
		throw new FileError(reason, `its host answered HTTP ${status}`, answered);
	}
	// n8n's helper removes the header if it has decompressed the body.
	const packed = textOf(headers['content-encoding']) ?? 'identity';
	if (packed.toLowerCase() !== 'identity') {
		end();
		throw new FileError(
			'dead',
			`its host sent it compressed as ${packed}, which n8n can't decompress`,
		);
	}
	const announced = Number(headers['content-length']);
	const isMeasured = takesHttp === true && announced > largestLook;
	endWhenSilent(body, silenceMs, isMeasured ? announced : largestFile, end);
	const why = await whyNoFile(headers, body, takesText);
	if (why === undefined) return body;
	end();
	throw new FileError('dead', why);
}

async function get({ context, silenceMs }: FileSource, url: string): Promise<FileAnswer> {
	const cancelled = context.getExecutionCancelSignal();
	const ending = new AbortController();
	const signals = cancelled === undefined ? [ending.signal] : [ending.signal, cancelled];
	const answer: unknown = await context.helpers.httpRequest({
		method: 'GET',
		url,
		// If it were decompressed on the way, the file would have another size than its host said.
		headers: { 'Accept-Encoding': 'identity' },
		encoding: 'stream',
		timeout: silenceMs,
		abortSignal: AbortSignal.any(signals),
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	});
	const { status, headers, body: sent } = readAnswer(answer);
	const body = isStream(sent) ? sent : undefined;
	// There may be no listener yet, or no longer.
	body?.on('error', () => undefined);
	return {
		status,
		headers,
		...(body !== undefined && { body }),
		end: (error) => {
			// When a stream that n8n's helper wrapped around the connection's stream is destroyed, it
			// waits for that one.
			body?.destroy(error);
			ending.abort();
		},
	};
}

/** Links from HeyGen may use http only with the host of a Base URL that uses http itself. */
function isAllowed(url: string, { baseUrl, takesHttp }: FileSource): boolean {
	const { protocol, host } = new URL(url);
	if (protocol === 'https:') return true;
	if (protocol !== 'http:') return false;
	if (takesHttp === true) return true;
	if (!URL.canParse(baseUrl)) return false;
	const base = new URL(baseUrl);
	return base.protocol === protocol && base.host === host;
}
