import { isObject, textOf, valueAt } from '../narrow';
import type { ApiVersion, Connection } from './connection';
import { unlessGone } from './errors';
import { heyGenRequest } from './request';

/** The resource whose file an event is about. */
export interface FileOwner {
	kind: FileKind;
	id: string;
}

/** Where each kind is asked for. v1 has videos and translations only. */
const paths = {
	video: { v3: '/v3/videos/', v1: '/v1/video_status.get?video_id=' },
	translation: { v3: '/v3/video-translations/', v1: '/v2/video_translate/' },
	podcast: { v3: '/v3/podcasts/' },
	fillerWordRemoval: { v3: '/v3/filler-word-removals/' },
	hyperframes: { v3: '/v3/hyperframes/renders/' },
	clipping: { v3: '/v3/ai-clipping/' },
	instantVideo: { v3: '/v3/models/videos/' },
	agentSession: { v3: '/v3/video-agents/' },
} as const satisfies Record<string, Partial<Record<ApiVersion, string>>>;

export type FileKind = keyof typeof paths;

/**
 * A link that HeyGen signed just now; undefined when it has none.
 * @param names the resource's fields to look at, first found first
 * @throws HeyGenError when HeyGen can't be asked
 * Source: heygen-api/jobs.md sections 1 and 5
 */
export async function freshLink(
	connection: Connection,
	{ kind, id }: FileOwner,
	names: readonly string[],
): Promise<string | undefined> {
	const byVersion: Partial<Record<ApiVersion, string>> = paths[kind];
	const path = byVersion[connection.apiVersion];
	if (path === undefined) return undefined;
	const data = await read(connection, path + encodeURIComponent(id));
	const links = names.map((name) => valueAt(data, name));
	const link = links.map(textOf).find((each) => each !== undefined);
	if (link !== undefined || kind !== 'agentSession') return link;
	// A session has no file itself, it names its video.
	const videoId = isObject(data) ? textOf(data.video_id) : undefined;
	if (videoId === undefined) return undefined;
	return await freshLink(connection, { kind: 'video', id: videoId }, names);
}

async function read(connection: Connection, path: string): Promise<unknown> {
	const body = await unlessGone(heyGenRequest(connection, { method: 'GET', path }));
	return isObject(body) ? body.data : undefined;
}
