import type { IDataObject } from 'n8n-workflow';

import type { HistoryEvent, SimulatedEndpoint } from '../../simulator';
import { bytes, post, signed, type Answer, type Bench } from './bench';
import type { N8n } from './n8n';

/** The endpoint at HeyGen that has this n8n's address. */
export function endpointOf({ simulator }: Bench, n8n: N8n): SimulatedEndpoint {
	const found = simulator.endpoints.find(({ url }) => url === n8n.url);
	if (found === undefined) throw new Error(`HeyGen has no endpoint at ${n8n.url}`);
	return found;
}

export interface Sending {
	headers?: Record<string, string>;
	/** Instead of the address that HeyGen has. */
	url?: string;
	secret?: string;
}

/** A delivery with HeyGen's signature; the id is in the body only when the event has one there. */
export async function send(
	here: Bench,
	n8n: N8n,
	event: unknown,
	{ headers = {}, url, secret }: Sending = {},
): Promise<Answer> {
	const endpoint = endpointOf(here, n8n);
	const body = bytes(event);
	const signature = signed(body, secret ?? endpoint.secret);
	return await post(url ?? endpoint.url, body, { 'Heygen-Signature': signature, ...headers });
}

/** Somebody who does not know the secret. */
export const forge = async (here: Bench, n8n: N8n, event: unknown): Promise<Answer> =>
	await send(here, n8n, event, { secret: 'whsec_of_nobody' });

/** The body that HeyGen would deliver of an event in its history. */
export const bodyOf = ({ event_id, event_type, event_data, created_at }: HistoryEvent) => ({
	event_id,
	event_type,
	event_data,
	created_at,
});

/** An event that HeyGen made and never delivered. */
export const lose = async ({ simulator }: Bench, data: IDataObject, createdAt?: Date) =>
	await simulator.emit('avatar_video.success', data, {
		deliver: false,
		...(createdAt !== undefined && { createdAt }),
	});

export const videosOf = async (n8n: N8n): Promise<string[]> =>
	(await n8n.json()).map(({ video_id }) => String(video_id));
