/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import type { SendOptions, SimulatedEndpoint, Simulator } from '../../simulator';

export interface Signed {
	/** what the item is recognised by */
	id: string;
	body: Buffer;
	eventId: string;
}

let count = 0;

/** Events that HeyGen's list does not have: what they are is in their bytes alone. */
export const events = (number: number): Signed[] =>
	Array.from({ length: number }, () => {
		const id = `video-${process.pid}-${count++}`;
		const event_data = { video_id: id, url: `https://example.com/${id}.mp4`, callback_id: null };
		const body = Buffer.from(JSON.stringify({ event_type: 'avatar_video.success', event_data }));
		return { id, body, eventId: `event-${id}` };
	});

export interface Answer {
	status: number;
	ms: number;
}

const unanswered = 0;
const mostUnanswered = 5;

/**
 * One delivery of the event; another attempt has the same bytes and the same id. One without an answer, on a
 * busy machine say, tells nothing, so it is sent again.
 */
export async function deliver(
	heygen: Simulator,
	endpoint: SimulatedEndpoint,
	{ body, eventId }: Signed,
	options: SendOptions = {},
): Promise<Answer> {
	for (let attempt = 1; ; attempt++) {
		const startedMs = Date.now();
		const { status } = await heygen.send(endpoint, body, { eventId, ...options });
		if (status !== unanswered || attempt >= mostUnanswered) {
			return { status, ms: Date.now() - startedMs };
		}
	}
}

const attempts = 8;

/** Until it is answered with 200, as HeyGen does, though without its waits. */
export async function insist(
	heygen: Simulator,
	endpoint: SimulatedEndpoint,
	event: Signed,
): Promise<Answer> {
	let last: Answer = { status: 0, ms: 0 };
	for (let attempt = 0; attempt < attempts && last.status !== 200; attempt++) {
		last = await deliver(heygen, endpoint, event);
	}
	return last;
}
