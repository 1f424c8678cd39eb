import { reasonOf, withoutDot } from '../failureText';
import { idText, isObject, textOf } from '../narrow';
import type { HeyGen } from './client';
import { failureOf, asThrown, wordsOf } from './errors';
import { pause } from './retry';

/** HeyGen's state of an uploaded file, and why it refused it. */
export interface Ingested {
	status: string;
	/** Set when HeyGen refused the file. */
	refusal?: string;
}

/** Includes the status words of API v1. Source: docs/facts/heygen.md#jobs. */
const open = new Set(['queued', 'processing', 'pending', 'waiting']);

const longestPauseMs = 10_000;
const longestMs = 5 * 60_000;

/**
 * Waits until HeyGen has processed uploaded files: it checks each, and one that it refuses is not
 * an asset. After five minutes, the file is returned as it is.
 * @returns by asset ID; empty if HeyGen refuses to say, since the upload itself succeeded
 * Source: docs/facts/heygen.md#uploads.
 */
export async function ingested(
	heygen: HeyGen,
	assetIds: readonly string[],
): Promise<ReadonlyMap<string, Ingested>> {
	const giveUpAtMs = Date.now() + longestMs;
	for (let pauseMs = 1_000; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
		const states = await statesOf(heygen, assetIds);
		const isDone = [...states.values()].every(({ status }) => !open.has(status));
		if (isDone || Date.now() + pauseMs > giveUpAtMs) return states;
		await pause(heygen.connection.context, pauseMs);
	}
}

async function statesOf(
	heygen: HeyGen,
	assetIds: readonly string[],
): Promise<Map<string, Ingested>> {
	const query = { asset_ids: assetIds.join(',') };
	const states = new Map<string, Ingested>();
	try {
		for (const entry of await heygen.list({ method: 'GET', path: '/v3/assets/statuses', query })) {
			// HeyGen uses the same answer for videos, so it also calls the ID of an asset video_id.
			const id = idText(entry.video_id);
			const status = textOf(entry.status);
			if (id === undefined || status === undefined) continue;
			states.set(id, status === 'failed' ? { status, refusal: why(entry.error) } : { status });
		}
	} catch (error) {
		// A key may be allowed to write assets but not to read them.
		if (failureOf(error) === undefined) throw asThrown(error);
		const { logger } = heygen.connection.context;
		logger.debug(`HeyGen could not be asked about an upload: ${wordsOf(error)}`);
	}
	return states;
}

const why = (error: unknown): string =>
	withoutDot((isObject(error) ? reasonOf(error) : textOf(error)) ?? 'it gives no reason');
