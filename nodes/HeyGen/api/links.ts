import { isObject, textOf } from '../narrow';
import type { Connection } from './connection';
import { heyGenRequest } from './request';

/** The resource whose file an event is about. */
export type FileOwner = { videoId: string } | { translationId: string };

const pathsOf: Record<Connection['apiVersion'], (owner: FileOwner) => string> = {
	v3: (owner) =>
		'videoId' in owner
			? `/v3/videos/${encodeURIComponent(owner.videoId)}`
			: `/v3/video-translations/${encodeURIComponent(owner.translationId)}`,
	v1: (owner) =>
		'videoId' in owner
			? `/v1/video_status.get?video_id=${encodeURIComponent(owner.videoId)}`
			: `/v2/video_translate/${encodeURIComponent(owner.translationId)}`,
};

/**
 * A link that HeyGen signed just now; undefined when HeyGen has none or does not answer.
 * @param names the resource's fields to look at, first found first
 * Source: heygen-api/api-notes.md section 7
 */
export async function freshLink(
	connection: Connection,
	owner: FileOwner,
	names: readonly string[],
): Promise<string | undefined> {
	const path = pathsOf[connection.apiVersion](owner);
	const [answer] = await Promise.allSettled([heyGenRequest(connection, { method: 'GET', path })]);
	const body = answer.status === 'fulfilled' ? answer.value : undefined;
	const data = isObject(body) ? body.data : undefined;
	if (!isObject(data)) return undefined;
	return names.map((name) => textOf(data[name])).find((link) => link !== undefined);
}
