import type { IDataObject } from 'n8n-workflow';

import type { ApiVersion } from '../../api/connection';
import { isObject, parseJson, textOf, textsOf, type JsonObject } from '../../narrow';
import { pollingIn, type PollingState } from './listState';

/**
 * The data that survives a restart, in the workflow's static data. Only hooks and `poll()` write
 * it, because they run in n8n's main process. An execution may run on a worker, where static data
 * is empty and a write replaces everything. Only an execution in the process of the poll that
 * started it may write the progress of that poll (execute.ts). n8n saves the changes of a poll only
 * along with an execution that the poll starts, and then resets the whole column to main's data
 * from the activation, over the data that Code nodes have saved since. So a poll writes only what
 * it repaired or started anew.
 *
 * It is in global data, because some of n8n's pollers give a poll an old copy of the node's own
 * data. Everyone who may edit the workflow can read it, including the signing secret (SECURITY.md).
 */
export interface Stored {
	/** The URL for HeyGen's deliveries, for polls, which can't get it from n8n. */
	url?: string | undefined;
	endpoint?: RegisteredEndpoint | undefined;
	/** An earlier endpoint, if it is not known yet whether another n8n uses it. */
	former?: RegisteredEndpoint | undefined;
	progress?: Progress | undefined;
	/** The progress in HeyGen's lists, for 'Receive Events: Polling'. */
	polling?: PollingState | undefined;
}

/** The endpoint at HeyGen that belongs to this trigger node. */
export interface RegisteredEndpoint {
	endpointId: string;
	secret: string;
	/** As HeyGen has it. */
	url: string;
	events: string[] | null;
	/** The events as HeyGen showed them then: it may write "every event" in its own way. */
	shown: string[] | null;
	/** The endpoint's entity; HeyGen does not show it. */
	entityId?: string | undefined;
	apiVersion: ApiVersion;
	baseUrl: string;
	/** When the secret became known, ms since 1970: the newer of two secrets verifies. */
	registeredAtMs: number;
}

/** A time in HeyGen's history, by HeyGen's clock. */
export interface Position {
	atMs: number;
	/** The events of exactly that time that belong to it, because HeyGen writes whole seconds. */
	ids: string[];
}

/** The events that the workflow wants, and since when. */
export interface Choice {
	/** The newest part of HeyGen's history then: nothing up to there was wanted yet. */
	since: Position;
	/** null = every event. */
	types: string[] | null;
	/** Empty = every event. */
	callbackIds: string[];
}

/** The progress in HeyGen's history. */
export interface Progress {
	/** Identifies the history: Base URL, credential and entity. */
	history: string;
	/** Oldest first; the last one is the current one. */
	choices: Choice[];
	/** Everything before it is done, ms since 1970. Reading starts some time before it. */
	atMs: number;
	/** When the workflow was deactivated, ms since 1970. */
	pausedAtMs?: number | undefined;
}

type Data = Record<string, unknown>;

/** @param global the workflow's static data in n8n */
export function readStored(global: Data, scope: string, owner: string): Stored {
	const value = global[scope];
	return isObject(value) && value.owner === owner ? storedIn(value) : {};
}

/** Replaces the whole value, because n8n does not notice a change inside it. */
export function writeStored(global: Data, scope: string, owner: string, stored: Stored): void {
	global[scope] = plain({ ...stored, owner });
	for (const [key, value] of Object.entries(global)) {
		if (isOfATrigger(key) && isAnothers(value, owner)) delete global[key];
	}
}

/** The scope of a trigger node (triggerContext.ts) has this form; Code nodes use other names. */
const isOfATrigger = (key: string): boolean => textsOf(parseJson(key))?.length === 2;

/** An imported or copied workflow has the static data of the original one. */
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

/** Also reads the progress that a poll handed over. */
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
