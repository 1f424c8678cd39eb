/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import type { ServerResponse } from 'http';

export interface Reply {
	status: number;
	body?: unknown;
	headers?: Record<string, string>;
}

export function sendReply(response: ServerResponse, reply: Reply): void {
	if (response.destroyed) return;
	const text = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body ?? null);
	const type = typeof reply.body === 'string' ? 'text/plain' : 'application/json';
	response.writeHead(reply.status, {
		'Content-Type': type,
		'Content-Length': Buffer.byteLength(text),
		...reply.headers,
	});
	response.end(text);
}
