import type { IPollFunctions } from 'n8n-workflow';

import type { Endpoint, WebhookApi } from '../api/webhooks/contract';
import { heldEndpoint, isSaved, nodeKey } from './held';
import type { HistoryItem } from './history';
import type { Repair } from './item';
import { registeredUrl } from './progress';
import { sameEvents, sameUrl } from './registration';
import { seenEvents } from './seen';

/** A repair that did not help is not asked for at every tick: each costs an execution. */
const attempts = new Map<string, { reason: string; count: number; ticks: number }>();

/**
 * What is wrong with this node's endpoint at HeyGen; undefined when nothing is, or when it was
 * just tried in vain.
 * @param missed events of the history that never arrived
 */
export async function neededRepair(
	context: IPollFunctions,
	api: WebhookApi,
	events: string[] | null,
	missed: HistoryItem[],
): Promise<Repair | undefined> {
	const key = nodeKey(context);
	const url = registeredUrl(context);
	if (url === undefined) return undefined;
	const repair = whatIsWrong(context, await endpointAt(api, url), events, missed);
	if (repair === undefined) {
		attempts.delete(key);
		seenEvents(key).forgetRefused();
		return undefined;
	}
	const before = attempts.get(key);
	const isSame = before?.reason === repair.reason;
	const count = isSame ? before.count : 0;
	const ticks = isSame ? before.ticks + 1 : 0;
	// Tried at once, then after 2, 4, 8 … ticks.
	const isDue = !isSame || ticks >= 2 ** count;
	attempts.set(key, {
		reason: repair.reason,
		count: count + (isDue ? 1 : 0),
		ticks: isDue ? 0 : ticks,
	});
	return isDue ? { url, ...repair } : undefined;
}

async function endpointAt(api: WebhookApi, url: string): Promise<Endpoint | undefined> {
	for await (const endpoint of api.endpoints()) {
		if (sameUrl(endpoint.url, url)) return endpoint;
	}
	return undefined;
}

function whatIsWrong(
	context: IPollFunctions,
	endpoint: Endpoint | undefined,
	events: string[] | null,
	missed: HistoryItem[],
): Omit<Repair, 'url'> | undefined {
	const stale = (reason: string) => ({ reason, secretIsStale: true });
	const other = (reason: string) => ({ reason, secretIsStale: false });
	const held = heldEndpoint(context);
	if (endpoint === undefined) return other('it was gone');
	if (!endpoint.enabled) return other('it was disabled');
	if (held === undefined || held.endpointId !== endpoint.id) {
		return other('it was replaced by another one with the same URL');
	}
	// Only HeyGen knows both the events of its history and what it sent here.
	const seen = seenEvents(nodeKey(context));
	if (missed.some(({ event }) => seen.wasRefused(event))) return stale('its secret had changed');
	if (!isSaved(context, held)) return other('its secret was rotated by an action node');
	if (!sameEvents(endpoint, events, 'v3')) return other('its events had changed');
	return undefined;
}
