/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { request, type OutgoingHttpHeaders } from 'node:http';
import { deflateSync, gzipSync } from 'node:zlib';

export interface Wrapping {
	method?: string;
	headers?: OutgoingHttpHeaders;
	/** Sent in pieces, without a length. */
	isChunked?: boolean;
}

/** Sends bytes as no library would: headers that come twice, any encoding. @returns `200 <body>` */
export async function sendBytes(
	url: string,
	body: Buffer,
	{ method = 'POST', headers = {}, isChunked = false }: Wrapping,
): Promise<string> {
	return await new Promise<string>((resolve, reject) => {
		const length = isChunked ? {} : { 'Content-Length': body.length };
		const sent = request(url, { method, headers: { ...length, ...headers } }, (response) => {
			let text = '';
			response.on('data', (chunk: Buffer) => (text += chunk.toString()));
			response.on('end', () => resolve(`${response.statusCode} ${text}`));
		});
		sent.on('error', reject);
		if (isChunked) sent.write(body.subarray(0, 7));
		sent.end(isChunked ? body.subarray(7) : body);
	});
}

/** The same signed bytes as somebody may send them again. */
export const wrapped = (body: Buffer, signature: string): Array<[Buffer, Wrapping]> => [
	[body, { headers: { 'Heygen-Event-Id': 'evt_another' } }],
	[body, { headers: { signature: ['x', signature] } }],
	[body, { headers: { signature: 'x', 'Heygen-Signature': signature.toUpperCase() } }],
	[body, { headers: { 'Content-Type': 'text/plain' } }],
	[body, { isChunked: true }],
	[gzipSync(body), { headers: { 'Content-Encoding': 'gzip' } }],
	[deflateSync(body), { headers: { 'Content-Encoding': 'deflate' } }],
];
