/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { request, type IncomingMessage } from 'node:http';

import { closed, lateHeader } from './host';
import type { N8n } from './n8n';

/** When a sender hangs up, seen from n8n. */
export const moments = ['before', 'while', 'after'] as const;
export type Moment = (typeof moments)[number];

/**
 * One POST on a socket of its own, which is destroyed: `before` n8n has begun with it, `while` n8n
 * is storing its execution, `after` the answer has come. Resolves when n8n knows.
 */
export async function hangUp(
	n8n: N8n,
	body: Buffer,
	headers: Record<string, string>,
	moment: Moment,
): Promise<void> {
	const storing = n8n.whileStoring;
	const served = n8n.served();
	const outgoing = request(n8n.url, {
		method: 'POST',
		agent: false,
		headers: {
			'Content-Type': 'application/json',
			'Content-Length': String(body.length),
			...(moment === 'before' && { [lateHeader]: '1' }),
			...headers,
		},
	});
	outgoing.on('error', () => {});
	const answered = new Promise<IncomingMessage>((resolve) => outgoing.on('response', resolve));
	if (moment === 'while') {
		n8n.whileStoring = async (response) => {
			n8n.whileStoring = storing;
			outgoing.destroy();
			if (response !== undefined) await closed(response);
			await storing(response);
		};
	}
	const arrived = n8n.host.arrival();
	outgoing.end(body);
	await arrived;
	if (moment === 'after') {
		const answer = await answered;
		answer.resume();
		await new Promise((resolve) => answer.on('end', resolve));
	}
	if (moment !== 'while') outgoing.destroy();
	await served;
}
