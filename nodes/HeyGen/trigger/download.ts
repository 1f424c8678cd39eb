import type { IBinaryKeyData, IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { isObject, textOf, type JsonObject } from '../narrow';
import { connect } from '../authentication';
import type { Connection } from '../api/connection';
import { freshLink } from '../api/links';
import { executionPatience } from '../api/patience';
import { rowOf } from '../events/catalogue';
import { dataOf, fileUrlOf, type HeyGenEvent } from '../events/event';

const mostRedirects = 5;
/** What storage hosts answer to a signed link that is too old. */
const expired = [401, 403, 404, 410];

/**
 * The finished file of an event as binary property `data`, streamed into n8n's binary storage;
 * undefined for an event without a file.
 * @throws NodeOperationError when the link is dead and HeyGen has no other
 */
export async function download(
	context: IExecuteFunctions,
	event: HeyGenEvent,
	itemIndex: number,
): Promise<IBinaryKeyData | undefined> {
	const row = rowOf(event.event_type);
	const url = fileUrlOf(event, row?.file ?? []);
	if (row === undefined || url === undefined) return undefined;
	const connection = await connect(context, executionPatience);
	let answer = await fetchFile(context, connection, url, itemIndex);
	if (expired.includes(answer.status)) {
		discard(answer.body);
		const fresh = await renewed(connection, event, row.fresh);
		if (fresh !== undefined) answer = await fetchFile(context, connection, fresh, itemIndex);
	}
	if (answer.status >= 300 || answer.body === undefined) {
		throw new NodeOperationError(
			context.getNode(),
			`The file of the event could not be downloaded: its host answered HTTP ${answer.status}, also after HeyGen was asked for a fresh link.`,
			{
				itemIndex,
				description: `Open the video at HeyGen to see whether it still exists. Link: ${new URL(url).origin}${new URL(url).pathname}`,
			},
		);
	}
	const type = textOf(answer.headers['content-type'])?.split(';')[0]?.trim();
	const isVague =
		type === undefined || type === 'application/octet-stream' || type === 'binary/octet-stream';
	return {
		data: await context.helpers.prepareBinaryData(
			answer.body,
			fileNameOf(url),
			isVague ? undefined : type,
		),
	};
}

/** The same file under a link that HeyGen signs now. */
async function renewed(
	connection: Connection,
	event: HeyGenEvent,
	names: readonly string[],
): Promise<string | undefined> {
	const data = dataOf(event);
	const translationId = textOf(data.video_translate_id) ?? textOf(data.video_translation_id);
	if (translationId !== undefined) return await freshLink(connection, { translationId }, names);
	const videoId = textOf(data.video_id);
	return videoId === undefined ? undefined : await freshLink(connection, { videoId }, names);
}

type Body = Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0];

interface FileAnswer {
	status: number;
	headers: JsonObject;
	body?: Body;
}

/** Follows redirects itself, because each hop must be a place a file may come from. No key is sent. */
async function fetchFile(
	context: IExecuteFunctions,
	connection: Connection,
	link: string,
	itemIndex: number,
): Promise<FileAnswer> {
	let url = link;
	for (let hop = 0; hop <= mostRedirects; hop++) {
		if (!isAllowed(url, connection.baseUrl)) {
			throw new NodeOperationError(
				context.getNode(),
				'The link of the file, or one it leads to, is neither https nor on the host of the Base URL, so it was not downloaded.',
				{ itemIndex },
			);
		}
		const answer = readFile(
			await context.helpers.httpRequest({
				method: 'GET',
				url,
				encoding: 'stream',
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
			}),
		);
		const location =
			answer.status >= 300 && answer.status < 400 ? answer.headers.location : undefined;
		if (typeof location !== 'string') return answer;
		discard(answer.body);
		url = new URL(location, url).href;
	}
	return { status: 310, headers: {} };
}

function isAllowed(url: string, baseUrl: string): boolean {
	if (!URL.canParse(url)) return false;
	const { protocol, host } = new URL(url);
	return protocol === 'https:' || (protocol === 'http:' && host === new URL(baseUrl).host);
}

const isStream = (body: unknown): body is Exclude<Body, Buffer> =>
	isObject(body) && typeof body.pipe === 'function';

function readFile(answer: unknown): FileAnswer {
	const full = isObject(answer) ? answer : {};
	const body: unknown = full.body;
	return {
		status: typeof full.statusCode === 'number' ? full.statusCode : 502,
		headers: isObject(full.headers) ? full.headers : {},
		...((isStream(body) || Buffer.isBuffer(body)) && { body }),
	};
}

/** A stream that nobody reads would keep its connection open. */
function discard(body: Body | undefined): void {
	if (isStream(body)) body.resume();
}

const fileNameOf = (url: string): string =>
	decodeURIComponent(new URL(url).pathname.split('/').at(-1) ?? '') || 'video.mp4';
