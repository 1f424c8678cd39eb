import type { IDataObject } from 'n8n-workflow';

import { isObject, textOf, textsOf } from '../narrow';
import { nodeKey, ownerOf, type Context } from './held';

/** A point in HeyGen's delivery history, in HeyGen's own clock: all up to it is dealt with. */
export interface Position {
	atMs: number;
	/** Events of exactly that moment (HeyGen writes whole seconds) that are dealt with. */
	ids: string[];
}

interface Progress {
	/** The URL that HeyGen should have, for a poll, which can't ask n8n for it. */
	url?: string;
	position?: Position;
	/** When the workflow was deactivated, ms since 1970. */
	pausedAtMs?: number;
}

/** Per node, of this process: a tick's own static data is lost when it emits nothing. */
const urls = new Map<string, string>();
const scanned = new Map<string, Position>();
const called = new Set<string>();

/** HeyGen itself gives up on an event after a day. Source: heygen-api/webhooks.md section 3. */
const longestPauseMs = 24 * 3_600_000;

// In global data, because some of n8n's pollers hand a poll an old copy of the node's own.
function read(context: Context): Progress {
	const value = context.getWorkflowStaticData('global')[context.getNode().id];
	if (!isObject(value) || value.owner !== ownerOf(context)) return {};
	const url = textOf(value.url);
	const position = readPosition(value.position);
	return {
		...(url !== undefined && { url }),
		...(position !== undefined && { position }),
		...(typeof value.pausedAtMs === 'number' && { pausedAtMs: value.pausedAtMs }),
	};
}

export function readPosition(value: unknown): Position | undefined {
	if (!isObject(value) || typeof value.atMs !== 'number') return undefined;
	return { atMs: value.atMs, ids: textsOf(value.ids) ?? [] };
}

function write(context: Context, progress: Progress): void {
	context.getWorkflowStaticData('global')[context.getNode().id] = {
		...progress,
		owner: ownerOf(context),
	} as unknown as IDataObject;
}

export function noteRegistration(context: Context, url: string): void {
	urls.set(nodeKey(context), url);
	const { position } = read(context);
	write(context, { url, ...(position !== undefined && { position }) });
}

/** The position stays: a changed parameter removes and registers, and nothing in between is lost. */
export function forgetRegistration(context: Context): void {
	urls.delete(nodeKey(context));
	called.delete(nodeKey(context));
	const position = scanned.get(nodeKey(context)) ?? read(context).position;
	scanned.delete(nodeKey(context));
	if (position !== undefined) write(context, { position, pausedAtMs: Date.now() });
	else delete context.getWorkflowStaticData('global')[context.getNode().id];
}

export const registeredUrl = (context: Context): string | undefined =>
	urls.get(nodeKey(context)) ?? read(context).url;

/** Where to go on; undefined at the first activation and after a long pause. */
export function savedPosition(context: Context, nowMs: number): Position | undefined {
	const { position, pausedAtMs } = read(context);
	return pausedAtMs !== undefined && nowMs - pausedAtMs > longestPauseMs ? undefined : position;
}

/** Only from the first call of an activation, or from `execute()`: the rest is not saved. */
export function savePosition(context: Context, position: Position): void {
	const { url, position: before } = read(context);
	if (before !== undefined && before.atMs > position.atMs) return;
	write(context, { position, ...(url !== undefined && { url }) });
}

/** Whether this is the first poll of a registration in this process: n8n tells no difference. */
export function isFirstCall(context: Context): boolean {
	const key = nodeKey(context);
	const isFirst = !called.has(key);
	called.add(key);
	return isFirst;
}

export const scannedPosition = (context: Context): Position | undefined =>
	scanned.get(nodeKey(context));

export const noteScanned = (context: Context, position: Position): void => {
	scanned.set(nodeKey(context), position);
};
