import type { IExecuteFunctions } from 'n8n-workflow';

import { textOf, type JsonObject } from '../../narrow';
import { isTooEarly, readAnswer } from '../failure';
import { retryAfterSeconds } from '../retryPolicy';
import { FileError } from './fileError';
import { whyNoFile } from './page';
import { endWhenSilent, isStream, type FileStream } from './stream';

/** A file whose bytes are on their way. */
export interface OpenFile {
	/** Where it was found after all redirects. */
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
	/** How long the host may send nothing. */
	silenceMs: number;
	/** Whether the file is one of text, such as captions. */
	takesText: boolean;
	/** Over http too, for what a person named; a link of HeyGen's has to be safer. */
	takesHttp?: true;
	/** HeyGen gave the link just now, so what is not there yet is asked for again. */
	isFresh?: true;
}

interface FileAnswer extends Pick<OpenFile, 'headers' | 'end'> {
	status: number;
	body?: FileStream;
}

const mostRedirects = 5;

/** A file that a person named is read whole up to here; above, its host has to tell its true size. */
export const largestLook = 32 * 1024 * 1024;
/** No film of HeyGen's comes near it. */
const largestFile = 20 * 1024 ** 3;

/**
 * Follows a link to its file. It follows redirects itself, because each hop must be a place a file
 * may come from. No key is sent.
 * @throws FileError, or what n8n's helper throws when there was no answer
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

/** @throws FileError when it is no file */
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
	// n8n's helper takes the header away where it has unpacked the body.
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
		// Unpacked on the way, a file would have another size than its host said.
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
	// Nobody may be listening yet, or any more.
	body?.on('error', () => undefined);
	return {
		status,
		headers,
		...(body !== undefined && { body }),
		end: (error) => {
			// A stream that n8n's helper has put around the connection's waits for it when it is destroyed.
			body?.destroy(error);
			ending.abort();
		},
	};
}

/** HeyGen's links lead over http only to the host of a Base URL that is http itself. */
function isAllowed(url: string, { baseUrl, takesHttp }: FileSource): boolean {
	const { protocol, host } = new URL(url);
	if (protocol === 'https:') return true;
	if (protocol !== 'http:') return false;
	if (takesHttp === true) return true;
	if (!URL.canParse(baseUrl)) return false;
	const base = new URL(baseUrl);
	return base.protocol === protocol && base.host === host;
}
