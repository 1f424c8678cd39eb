import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { isEvent, type HeyGenEvent } from '../events/event';
import { isObject, textOf, type JsonObject } from '../narrow';
import { thisProcess } from './memory';

/**
 * What `webhook()` and `poll()` give to `execute()`, and the rule that makes each event come out
 * once, and none get lost.
 *
 * Three moments are three: an event is *seen* by a delivery or a poll, *put out* by `execute()`, and
 * *recorded* in n8n's database. Whoever sees it only hands it over and knows nothing yet:
 *
 * 1. A claim in the process comes first, and always ends (dedupe/inFlight.ts).
 * 2. `execute()` makes the output: files are fetched now, however long that takes. Whether that is
 *    worth it is asked by a hint, which decides nothing (dedupe/keys.ts).
 * 3. Last comes the one call to n8n's memory that records the event and says whether it was known
 *    (dedupe/seenEvents.ts). What was known is dropped from the output.
 *
 * So nothing is recorded that was not put out, but for the milliseconds between that call and n8n's
 * own saving. Wherever anything breaks before, HeyGen's repeat or a later poll hands the event over
 * again. `execute()` may run on a worker, where static data is empty: it writes none, and nothing in
 * a hand-over lets it change an endpoint, a secret or a position.
 *
 * All events of a hand-over are in one item, because Execute Once lets only the first item through.
 * It is stored with the execution, and read in executions of older versions too.
 */
export interface HandedOver {
	events: HandedEvent[];
	/** Made by another process than this one: others may be asking n8n's memory too. */
	isShared: boolean;
	/** The keys of version 0.1.0 are asked for too. */
	isUpgrade: boolean;
}

export interface HandedEvent {
	event: HeyGenEvent;
	/** From the header of a delivery, which nobody signed: for the output only. */
	eventId?: string;
	/** When HeyGen made it, or when its delivery came, ms since 1970: its day is part of its keys. */
	atMs: number;
	/** It is from HeyGen's history. */
	isPast?: boolean;
}

/** @param why what a poll repaired, for who looks at the execution */
export const handOver = (
	events: HandedEvent[],
	isUpgrade: boolean,
	why?: string,
): INodeExecutionData => ({
	json: plain({
		events,
		process: thisProcess,
		...(isUpgrade && { isUpgrade }),
		...(why !== undefined && { repaired: why }),
	}),
});

const plain = (value: unknown): IDataObject => JSON.parse(JSON.stringify(value)) as IDataObject;

export function readHandedOver(items: INodeExecutionData[], nowMs: number): HandedOver {
	const bodies: JsonObject[] = items.map(({ json }) => json);
	return {
		events: bodies.flatMap((body) => eventsIn(body, nowMs)),
		isShared: bodies.some(({ process }) => process !== undefined && process !== thisProcess),
		isUpgrade: bodies.some(({ isUpgrade }) => isUpgrade === true),
	};
}

function eventsIn(body: JsonObject, nowMs: number): HandedEvent[] {
	// A body put in by hand, e.g. by a test run with edited data, is taken as it is.
	if (isEvent(body)) return [{ event: body, atMs: nowMs }];
	if (Array.isArray(body.events)) return body.events.flatMap((entry) => handedIn(entry, nowMs));
	// Version 0.1.0: an item for each event.
	return handedIn(body, nowMs);
}

function handedIn(value: unknown, nowMs: number): HandedEvent[] {
	if (!isObject(value) || !isEvent(value.event)) return [];
	const { event, atMs, madeAtMs } = value;
	const eventId = textOf(value.eventId);
	const time = typeof atMs === 'number' ? atMs : madeAtMs;
	const isPast = value.isPast === true || typeof madeAtMs === 'number';
	return [
		{
			event,
			atMs: typeof time === 'number' ? time : nowMs,
			...(eventId !== undefined && { eventId }),
			...(isPast && { isPast }),
		},
	];
}
