import { isObject, textsOf } from '../../narrow';

/** IDs of jobs, each with its time of creation at HeyGen, ms since 1970. */
export type Ids = Readonly<Record<string, number>>;

/** How far one of HeyGen's lists of jobs was processed. */
export interface ListState {
	/** The event types wanted at the last poll. */
	types: string[] | null;
	callbackIds: string[];
	/** When the newest job was created, ms since 1970, by HeyGen's clock. */
	newestMs: number;
	/** Jobs created since shortly before that time which have ended and are done. */
	done: Ids;
	/** Jobs that have not ended, whatever their age. */
	open: Ids;
}

/** The state of 'Receive Events: Polling'. Plain data: it is stored and handed over. */
export interface PollingState {
	/** The account of the lists: Base URL and credential. */
	account: string;
	lookedAtMs: number;
	/** By the path of the list. */
	lists: Readonly<Record<string, ListState>>;
}

export function pollingIn(value: unknown): PollingState | undefined {
	if (!isObject(value) || !isObject(value.lists)) return undefined;
	const { account, lookedAtMs } = value;
	if (typeof account !== 'string' || typeof lookedAtMs !== 'number') return undefined;
	const lists = Object.entries(value.lists).flatMap(([path, list]) => {
		const state = listIn(list);
		return state === undefined ? [] : [[path, state] as const];
	});
	return { account, lookedAtMs, lists: Object.fromEntries(lists) };
}

function listIn(value: unknown): ListState | undefined {
	if (!isObject(value) || typeof value.newestMs !== 'number') return undefined;
	return {
		types: textsOf(value.types) ?? null,
		callbackIds: textsOf(value.callbackIds) ?? [],
		newestMs: value.newestMs,
		done: idsIn(value.done),
		open: idsIn(value.open),
	};
}

const idsIn = (value: unknown): Ids =>
	Object.fromEntries(
		Object.entries(isObject(value) ? value : {}).filter(
			(entry): entry is [string, number] => typeof entry[1] === 'number',
		),
	);
