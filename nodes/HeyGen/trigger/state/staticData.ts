import type { IDataObject } from 'n8n-workflow';

import type { ApiVersion } from '../../api/connection';
import { isObject, parseJson, textOf, textsOf, type JsonObject } from '../../narrow';
import { pollingIn, type PollingState } from './listState';

/**
 * What survives a restart, in the workflow's static data. Only hooks and `poll()` write it: they run
 * in n8n's main process. An execution may run on a worker, where static data is empty and what is
 * written replaces everything; only one in the process of the poll that started it may write how far
 * that poll is (execute.ts). What a poll writes is saved only beside an execution that it starts, and
 * then the whole column goes back to what main had at the activation, over what Code nodes have saved
 * since. So a poll writes only what it repaired or began anew.
 *
 * It stands in global data, because some of n8n's pollers hand a poll an old copy of the node's own.
 * Whoever may edit the workflow can read it, the signing secret included (SECURITY.md).
 */
export interface Stored {
	/** Where HeyGen should deliver, for a poll, which can't ask n8n for it. */
	url?: string | undefined;
	endpoint?: RegisteredEndpoint | undefined;
	/** One of before, of which nobody knows yet whether another n8n uses it. */
	former?: RegisteredEndpoint | undefined;
	progress?: Progress | undefined;
	/** How far HeyGen's lists are dealt with: 'Receive Events: Polling'. */
	polling?: PollingState | undefined;
}

/** The endpoint at HeyGen that belongs to this trigger node. */
export interface RegisteredEndpoint {
	endpointId: string;
	secret: string;
	/** As HeyGen has it. */
	url: string;
	events: string[] | null;
	/** What HeyGen showed as events when they were set: it may write "every" in its own way. */
	shown: string[] | null;
	/** What the endpoint is narrowed to; HeyGen does not show it. */
	entityId?: string | undefined;
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

/** What the workflow wants, and since when. */
export interface Choice {
	/** What HeyGen's history held when it was chosen: none of that was wanted yet. */
	since: Position;
	/** null for every event. */
	types: string[] | null;
	/** Empty for every event. */
	callbackIds: string[];
}

/** How far HeyGen's history is dealt with. */
export interface Progress {
	/** Whose history it is: base URL, credential and entity. */
	history: string;
	/** Oldest first; the last one is in force. */
	choices: Choice[];
	/** All before it is dealt with, ms since 1970. Read again from some time before it. */
	atMs: number;
	/** When the workflow was deactivated, ms since 1970. */
	pausedAtMs?: number | undefined;
}

type Data = Record<string, unknown>;

/** @param global n8n's static data of the workflow */
export function readStored(global: Data, scope: string, owner: string): Stored {
	const value = global[scope];
	return isObject(value) && value.owner === owner ? storedIn(value) : {};
}

/** Replaces what stands there as a whole: n8n does not notice a change inside. */
export function writeStored(global: Data, scope: string, owner: string, stored: Stored): void {
	global[scope] = plain({ ...stored, owner });
	for (const [key, value] of Object.entries(global)) {
		if (isOfATrigger(key) && isAnothers(value, owner)) delete global[key];
	}
}

/** The scope of a trigger node (triggerContext.ts): Code nodes give their data other names. */
const isOfATrigger = (key: string): boolean => textsOf(parseJson(key))?.length === 2;

/** An imported or copied workflow brings the static data of the one it was made from. */
const isAnothers = (value: unknown, owner: string): boolean =>
	isObject(value) &&
	typeof value.owner === 'string' &&
	value.owner.includes('/') &&
	value.owner !== owner &&
	['endpoint', 'progress', 'polling'].some((name) => isObject(value[name]));

export const plain = (value: unknown): IDataObject =>
	JSON.parse(JSON.stringify(value)) as IDataObject;

const storedIn = (value: JsonObject): Stored => ({
	url: textOf(value.url),
	endpoint: endpointIn(value.endpoint),
	former: endpointIn(value.former),
	progress: progressIn(value.progress),
	polling: pollingIn(value.polling),
});

function endpointIn(value: unknown): RegisteredEndpoint | undefined {
	if (!isObject(value)) return undefined;
	const endpointId = textOf(value.endpointId);
	const secret = textOf(value.secret);
	const url = textOf(value.url);
	if (endpointId === undefined || secret === undefined || url === undefined) return undefined;
	return {
		endpointId,
		secret,
		url,
		events: textsOf(value.events) ?? null,
		shown: textsOf(value.shown) ?? null,
		entityId: textOf(value.entityId),
		apiVersion: value.apiVersion === 'v1' ? 'v1' : 'v3',
		baseUrl: textOf(value.baseUrl) ?? '',
		registeredAtMs: typeof value.registeredAtMs === 'number' ? value.registeredAtMs : 0,
	};
}

/** Also what a poll handed over. */
export function progressIn(value: unknown): Progress | undefined {
	if (!isObject(value) || !Array.isArray(value.choices)) return undefined;
	const history = textOf(value.history);
	const choices = value.choices.flatMap(choiceIn);
	const { atMs, pausedAtMs } = value;
	if (history === undefined || choices.length === 0 || typeof atMs !== 'number') return undefined;
	return { history, choices, atMs, ...(typeof pausedAtMs === 'number' && { pausedAtMs }) };
}

function choiceIn(value: unknown): Choice[] {
	if (!isObject(value) || !isObject(value.since)) return [];
	const { atMs, ids } = value.since;
	if (typeof atMs !== 'number') return [];
	const types = textsOf(value.types) ?? null;
	const callbackIds = textsOf(value.callbackIds) ?? [];
	return [{ since: { atMs, ids: textsOf(ids) ?? [] }, types, callbackIds }];
}
