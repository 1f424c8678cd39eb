import type { ICheckProcessedOptions, IExecuteFunctions } from 'n8n-workflow';

import { wordsOf } from '../api/errors';
import {
	deliveryKeys,
	fingerprint,
	historyKeys,
	signedIdOf,
	type SignedKeys,
} from '../events/fingerprint';
import { nodeKey } from './held';
import type { EventItem } from './item';

/** Three keys an event. The check costs 4 ms at this size. */
export const rememberedKeys = 10_000;
const options: ICheckProcessedOptions = { mode: 'entries', maxEntries: rememberedKeys };

/**
 * n8n's check reads, changes and writes one row without a lock, so that two at once forget each
 * other's keys: within a process they go one after the other.
 */
const chains = new Map<string, Promise<unknown>>();

async function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
	const before = chains.get(key) ?? Promise.resolve();
	const mine = before.then(work, work);
	chains.set(key, mine);
	try {
		return await mine;
	} finally {
		if (chains.get(key) === mine) chains.delete(key);
	}
}

/**
 * Those that this workflow has not emitted yet, remembered from now on in n8n's database, for all
 * processes and restarts.
 */
export async function onlyNew(
	context: IExecuteFunctions,
	items: EventItem[],
): Promise<EventItem[]> {
	if (items.length === 0) return [];
	try {
		return await inTurn(nodeKey(context), async () => await check(context, items, Date.now()));
	} catch (error) {
		// Twice is bad, never is worse.
		context.logger.warn(
			`n8n could not tell whether HeyGen events are repeats, they are passed on. ${wordsOf(error)}`,
		);
		return items;
	}
}

async function check(
	context: IExecuteFunctions,
	items: EventItem[],
	nowMs: number,
): Promise<EventItem[]> {
	const keyed = items.map((item) => ({ item, ...keysOf(item, nowMs) }));
	const fresh = await record(
		context,
		keyed.flatMap(({ own, neighbour }) => [own, neighbour]),
	);
	const seen = new Set<string>();
	const kept = new Set<string>();
	const left: EventItem[] = [];
	const onlyAsked: string[] = [];
	for (const { item, own, neighbour } of keyed) {
		const isNew = fresh.has(own) && fresh.has(neighbour) && !seen.has(own);
		if (isNew) {
			left.push(item);
			kept.add(own);
		}
		// A repeat must not stretch the memory by a day: the next day's event may be a real one.
		else if (!seen.has(own)) onlyAsked.push(...[own, neighbour].filter((key) => fresh.has(key)));
		// The neighbour of a delivery is yesterday, which nobody asks for any more.
		if (isNew && item.madeAtMs !== undefined) onlyAsked.push(neighbour);
		seen.add(own);
	}
	const unwanted = onlyAsked.filter((key) => !kept.has(key));
	if (unwanted.length > 0) await context.helpers.removeProcessed(unwanted, 'node', options);
	return await withoutKnownIds(context, left);
}

function keysOf({ event, madeAtMs }: EventItem, nowMs: number): SignedKeys {
	const print = fingerprint(event);
	return madeAtMs === undefined ? deliveryKeys(print, nowMs) : historyKeys(print, madeAtMs);
}

/** Ids are asked last: a replayed body under a forged id must not use that id up. */
async function withoutKnownIds(
	context: IExecuteFunctions,
	items: EventItem[],
): Promise<EventItem[]> {
	const idOf = ({ event, eventId }: EventItem) => signedIdOf(event) ?? eventId;
	const ids = items.flatMap((item) => idOf(item) ?? []);
	if (ids.length === 0) return items;
	const fresh = await record(
		context,
		ids.map((id) => `id ${id}`),
	);
	const seen = new Set<string>();
	return items.filter((item) => {
		const id = idOf(item);
		if (id === undefined) return true;
		const isNew = fresh.has(`id ${id}`) && !seen.has(id);
		seen.add(id);
		return isNew;
	});
}

/** Records the keys and tells which were new. */
async function record(context: IExecuteFunctions, keys: string[]): Promise<Set<unknown>> {
	const unique = [...new Set(keys)];
	const ask = async () => await context.helpers.checkProcessedAndRecord(unique, 'node', options);
	const [first] = await Promise.allSettled([ask()]);
	// Two first inserts at once: PostgreSQL refuses one of them, the second try finds the row.
	const result = first.status === 'fulfilled' ? first.value : await ask();
	return new Set(result.new);
}
