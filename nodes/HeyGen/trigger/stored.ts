import type { IDataObject } from 'n8n-workflow';

import type { ApiVersion } from '../api/connection';
import { isObject, textOf, textsOf, type JsonObject } from '../narrow';
import { ownerOf, scopeOf, type Context } from './identity';

/**
 * What survives a restart, in the workflow's static data. Written by hooks and `poll()` only: they run
 * in n8n's main process. An execution may run on a worker, where static data is empty and what is
 * written replaces everything. What a poll writes is saved only when it emits, and then the whole
 * column is put back as main knows it, over what others saved since: so a poll writes seldom.
 *
 * It stands in global data, because some of n8n's pollers hand a poll an old copy of the node's own.
 * Who may edit the workflow can read it, the signing secret included (SECURITY.md).
 */
export interface Stored {
	/** Where HeyGen should deliver, for a poll, which can't ask n8n for it. */
	url?: string;
	endpoint?: Held;
	progress?: Progress;
	/** Until then keys of version 0.1.0 are asked for too, ms since 1970. */
	legacyUntilMs?: number;
}

/** The endpoint at HeyGen that belongs to this trigger node. */
export interface Held {
	endpointId: string;
	secret: string;
	/** As HeyGen has it. */
	url: string;
	events: string[] | null;
	/** What HeyGen showed as events when they were set: it may write "every" in its own way. */
	shown: string[] | null;
	/** What the endpoint is narrowed to; HeyGen does not show it. */
	entityId?: string;
	apiVersion: ApiVersion;
	baseUrl: string;
	/** When the secret became known, ms since 1970: of two, the newer one verifies. */
	registeredAtMs: number;
}

/** A moment in HeyGen's history, in HeyGen's own clock. */
export interface Position {
	atMs: number;
	/** Events of exactly that moment (HeyGen writes whole seconds) that belong to it. */
	ids: string[];
}

/** How far HeyGen's history is dealt with. */
export interface Progress {
	/** Whose history it is: base URL and credential. */
	account: string;
	/** Where the history stood at the first activation: all up to it is never emitted. */
	floor: Position;
	/** All before it is dealt with, ms since 1970. Read again from some time before it. */
	atMs: number;
	/** When the workflow was deactivated, ms since 1970. */
	pausedAtMs?: number;
}

const dayMs = 86_400_000;

export function readStored(context: Context): Stored {
	const value = context.getWorkflowStaticData('global')[scopeOf(context)];
	if (isOwned(context, value)) return storedIn(value);
	return readFirstVersion(context);
}

/** Replaces what stands there as a whole: n8n does not notice a change inside. */
export function writeStored(context: Context, stored: Stored): void {
	const global = context.getWorkflowStaticData('global');
	global[scopeOf(context)] = plain({ ...stored, owner: ownerOf(context) });
	// What version 0.1.0 kept has been read into it.
	const node = context.getWorkflowStaticData('node');
	if (node.endpoint !== undefined) delete node.endpoint;
	if (isOwned(context, global[context.getNode().id])) delete global[context.getNode().id];
	for (const [key, value] of Object.entries(global)) {
		if (isAnothers(context, value)) delete global[key];
	}
}

/**
 * An imported or copied workflow brings the memory of the one it was made from. What a Code node
 * keeps may look a little like it.
 */
const isAnothers = (context: Context, value: unknown): boolean =>
	isObject(value) &&
	typeof value.owner === 'string' &&
	value.owner.includes('/') &&
	value.owner !== ownerOf(context) &&
	['endpoint', 'progress', 'position'].some((name) => isObject(value[name]));

const isOwned = (context: Context, value: unknown): value is JsonObject =>
	isObject(value) && value.owner === ownerOf(context);

const plain = (value: unknown): IDataObject => JSON.parse(JSON.stringify(value)) as IDataObject;

function storedIn(value: JsonObject): Stored {
	const url = textOf(value.url);
	const endpoint = heldIn(value.endpoint);
	const progress = progressIn(value.progress);
	const { legacyUntilMs } = value;
	return {
		...(url !== undefined && { url }),
		...(endpoint !== undefined && { endpoint }),
		...(progress !== undefined && { progress }),
		...(typeof legacyUntilMs === 'number' && { legacyUntilMs }),
	};
}

function heldIn(value: unknown): Held | undefined {
	if (!isObject(value)) return undefined;
	const endpointId = textOf(value.endpointId);
	const secret = textOf(value.secret);
	const url = textOf(value.url);
	if (endpointId === undefined || secret === undefined || url === undefined) return undefined;
	const entityId = textOf(value.entityId);
	return {
		endpointId,
		secret,
		url,
		events: textsOf(value.events) ?? null,
		shown: textsOf(value.shown) ?? null,
		...(entityId !== undefined && { entityId }),
		apiVersion: value.apiVersion === 'v1' ? 'v1' : 'v3',
		baseUrl: textOf(value.baseUrl) ?? '',
		registeredAtMs: typeof value.registeredAtMs === 'number' ? value.registeredAtMs : 0,
	};
}

function positionIn(value: unknown): Position | undefined {
	if (!isObject(value) || typeof value.atMs !== 'number') return undefined;
	return { atMs: value.atMs, ids: textsOf(value.ids) ?? [] };
}

function progressIn(value: unknown): Progress | undefined {
	if (!isObject(value)) return undefined;
	const account = textOf(value.account);
	const floor = positionIn(value.floor);
	if (account === undefined || floor === undefined) return undefined;
	const { atMs, pausedAtMs } = value;
	return {
		account,
		floor,
		atMs: typeof atMs === 'number' ? Math.max(atMs, floor.atMs) : floor.atMs,
		...(typeof pausedAtMs === 'number' && { pausedAtMs }),
	};
}

/** Any account: version 0.1.0 did not say whose history it had read. */
export const anyAccount = 'any';

/** As version 0.1.0 wrote it: the endpoint in node data, the rest in global data. */
function readFirstVersion(context: Context): Stored {
	const node: unknown = context.getWorkflowStaticData('node').endpoint;
	const global: unknown = context.getWorkflowStaticData('global')[context.getNode().id];
	const endpoint = isOwned(context, node) ? heldIn(node) : undefined;
	const rest = isOwned(context, global) ? global : {};
	const url = textOf(rest.url) ?? endpoint?.url;
	const position = positionIn(rest.position);
	const { pausedAtMs } = rest;
	const isThere = endpoint !== undefined || position !== undefined;
	return {
		...(url !== undefined && { url }),
		...(endpoint !== undefined && { endpoint: { ...endpoint, shown: endpoint.events } }),
		...(position !== undefined && {
			progress: {
				account: anyAccount,
				floor: position,
				atMs: position.atMs,
				...(typeof pausedAtMs === 'number' && { pausedAtMs }),
			},
		}),
		...(isThere && { legacyUntilMs: Date.now() + dayMs }),
	};
}
