import { isObject, textOf, valueAt } from '../narrow';
import { jobNamed, type FileOwner } from '../shared/jobs';
import type { Connection } from './connection';
import { unlessGone } from './errors';
import { heyGenRequest } from './request';

/**
 * A link that HeyGen has just signed; undefined if there is none.
 * @param names fields of the job, in order of preference
 * @throws HeyGenError if HeyGen can't be asked
 * Source: docs/facts/heygen.md#links
 */
export async function freshLink(
	connection: Connection,
	{ job, id }: FileOwner,
	names: readonly string[],
): Promise<string | undefined> {
	const { path: v3Path, v1Path } = jobNamed(job);
	const path = connection.apiVersion === 'v3' ? `${v3Path}/` : v1Path;
	if (path === undefined) return undefined;
	const data = await read(connection, path + encodeURIComponent(id));
	const links = names.map((name) => valueAt(data, name));
	const link = links.map(textOf).find((each) => each !== undefined);
	if (link !== undefined || job !== 'agent') return link;
	// A session has no file itself; it has the ID of its video.
	const videoId = isObject(data) ? textOf(data.video_id) : undefined;
	if (videoId === undefined) return undefined;
	return await freshLink(connection, { job: 'video', id: videoId }, names);
}

async function read(connection: Connection, path: string): Promise<unknown> {
	const body = await unlessGone(heyGenRequest(connection, { method: 'GET', path }));
	return isObject(body) ? body.data : undefined;
}
