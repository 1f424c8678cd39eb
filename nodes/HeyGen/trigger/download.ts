import type { IBinaryKeyData, IExecuteFunctions, NodeOperationError } from 'n8n-workflow';

import type { Connection } from '../api/connection';
import { operationError, wordsOf } from '../api/errors';
import { withoutDot } from '../failureText';
import { fetchFile } from '../api/files/fetch';
import { FileError } from '../api/files/fileError';
import type { OpenFile } from '../api/files/open';
import { storeFile } from '../api/files/store';
import { freshLink } from '../api/links';
import { pause } from '../api/retry';
import { executionPolicy } from '../api/retryPolicy';
import { connect } from '../authentication';
import { fileRowOf, rowOf } from '../events/catalogue';
import { fileUrlOf, type HeyGenEvent } from '../events/event';
import { fileOwnersOf } from '../events/fileOwner';

/** The host may be silent for this long. */
const longestSilenceMs = 60_000;
/** HeyGen may report the end of a job a moment before there is a link. */
const lateMs = 3_000;

/**
 * Streams the finished file of an event into n8n's binary storage, as binary property `data`;
 * undefined for an event without a file.
 * @throws NodeOperationError that says why there is no file
 */
export async function download(
	context: IExecuteFunctions,
	event: HeyGenEvent,
	itemIndex: number,
	silenceMs = longestSilenceMs,
): Promise<IBinaryKeyData | undefined> {
	const row = fileRowOf(event.event_type);
	if (row === undefined) return undefined;
	const link = fileUrlOf(event, row.file) ?? '';
	// It is unknown whether a type that HeyGen added later has a file.
	if (link === '' && rowOf(event.event_type) === undefined) return undefined;
	const connection = await connect(context, executionPolicy);
	const takesText = row.file.some((name) => name.startsWith('caption_'));
	const source = { context, baseUrl: connection.baseUrl, silenceMs, takesText };
	const store = async (file: OpenFile) => ({ data: await storeFile(context, file) });
	const fetch = async (link: string, isFresh: boolean) =>
		await fetchFile({ ...source, ...(isFresh && { isFresh }) }, connection.policy, link, store);
	let failure: unknown = new FileError('dead', 'the event has no link');
	try {
		if (link !== '') return await fetch(link, false);
	} catch (error) {
		failure = error;
	}
	if (!isDead(failure)) throw told(context, failure, link, itemIndex);
	let fresh = await renewed(connection, event, row.fresh);
	if ('why' in fresh && fresh.isLate === true) {
		await pause(context, lateMs);
		fresh = await renewed(connection, event, row.fresh);
	}
	if ('why' in fresh) throw told(context, failure, link, itemIndex, fresh.why);
	try {
		return await fetch(fresh.link, true);
	} catch (error) {
		const why = 'also after HeyGen was asked for a fresh link';
		throw told(context, error, link, itemIndex, why);
	}
}

const isDead = (error: unknown): boolean => error instanceof FileError && error.reason === 'dead';

/** The same file under a freshly signed link, or why there is none. */
async function renewed(
	connection: Connection,
	event: HeyGenEvent,
	names: readonly string[],
): Promise<{ link: string } | { why: string; isLate?: true }> {
	try {
		for (const owner of fileOwnersOf(event)) {
			const link = await freshLink(connection, owner, names);
			if (link !== undefined) return { link };
		}
		return { why: 'and HeyGen has no fresh link', isLate: true };
	} catch (error) {
		return { why: `and HeyGen gave no fresh link: ${wordsOf(error)}` };
	}
}

function told(
	context: IExecuteFunctions,
	error: unknown,
	link: string,
	itemIndex: number,
	more = '',
): NodeOperationError {
	const isUnstored = error instanceof FileError && error.reason === 'unstored';
	const why = withoutDot([wordsOf(error), more].filter((part) => part !== '').join(', '));
	const message = isUnstored
		? `The file of the event was not stored by n8n: ${why}.`
		: `The file of the event could not be downloaded: ${why}.`;
	const description = isUnstored
		? "Check the disk, and n8n's storage for binary data."
		: `Check at HeyGen whether it still exists. Link: ${withoutQuery(link)}`;
	return operationError(context.getNode(), message, { itemIndex, description });
}

/** The query of a signed link is a secret. */
const withoutQuery = (link: string): string =>
	URL.canParse(link) ? new URL(link).origin + new URL(link).pathname : '';
