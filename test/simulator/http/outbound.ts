/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { request as httpRequest } from 'http';
import { request as httpsRequest } from 'https';

export interface OutboundCall {
	method: string;
	url: string;
	headers?: Record<string, string>;
	body?: Buffer;
	/** The whole answer has to be here by then. */
	limitMs: number;
	signal?: AbortSignal;
}

export interface OutboundAnswer {
	/** 0 = no complete answer. */
	status: number;
	body: string;
	durationMs: number;
}

/** One request on a connection of its own; never follows redirects and never rejects. */
export async function call(wanted: OutboundCall): Promise<OutboundAnswer> {
	if (!URL.canParse(wanted.url)) return { status: 0, body: '', durationMs: 0 };
	const started = Date.now();
	const send = wanted.url.startsWith('https:') ? httpsRequest : httpRequest;
	return await new Promise<OutboundAnswer>((resolve) => {
		const end = (status: number, body: string): void => {
			clearTimeout(timer);
			wanted.signal?.removeEventListener('abort', stop);
			resolve({ status, body, durationMs: Date.now() - started });
		};
		const request = send(wanted.url, {
			method: wanted.method,
			agent: false,
			headers: { ...wanted.headers, 'Content-Length': wanted.body?.length ?? 0 },
		});
		const stop = (): void => {
			request.destroy();
			end(0, '');
		};
		const timer = setTimeout(stop, wanted.limitMs);
		wanted.signal?.addEventListener('abort', stop);
		request.on('error', () => end(0, ''));
		request.on('response', (response) => {
			const parts: Buffer[] = [];
			response.on('data', (part: Buffer) => parts.push(part));
			response.on('error', () => end(0, ''));
			response.on('end', () =>
				end(response.statusCode ?? 0, Buffer.concat(parts).toString('utf8')),
			);
		});
		request.end(wanted.body);
	});
}
