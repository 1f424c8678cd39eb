import { isObject, textsOf } from '../../narrow';

/** IDs of jobs, each with when HeyGen made it, ms since 1970. */
export type Ids = Readonly<Record<string, number>>;

/** How far one of HeyGen's lists of jobs is dealt with. */
export interface ListState {
	/** What was wanted at the last look. */
	types: string[] | null;
	callbackIds: string[];
	/** When the newest job was made, ms since 1970, in HeyGen's clock. */
	newestMs: number;
	/** Jobs made since shortly before that, which have ended and are dealt with. */
	done: Ids;
	/** Jobs that have not ended, whenever they were made. */
	open: Ids;
}

/** How far 'Receive Events: Polling' is. Plain data: it is stored and handed over. */
export interface PollingState {
	/** Whose lists: Base URL and credential. */
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
