import type { INodeExecutionData } from 'n8n-workflow';

import { isEvent, type HeyGenEvent } from '../events/event';
import { isObject, textOf, type JsonObject } from '../narrow';
import { pollingIn, type PollingState } from './state/listState';
import { thisProcess } from './state/processMemory';
import { plain, progressIn, type Progress } from './state/staticData';

/**
 * What `webhook()` and `poll()` give to `execute()`, and the rule that makes each event come out
 * once, and none get lost.
 *
 * Three moments are three: an event is *seen* in a delivery or in HeyGen's history, *put out* by
 * `execute()`, and *recorded* in n8n's database. A delivery is handed over as it came. A poll hands
 * over no event, only from when to look back: poll/lookBack.ts.
 *
 * 1. What is under way in the process comes first, and always ends (dedupe/inFlight.ts).
 * 2. `execute()` makes the output: files are fetched now, however long that takes. Whether that is
 *    worth it is asked by a hint, which decides nothing (dedupe/keys.ts).
 * 3. Last comes the one call to n8n's memory that records the event and says whether it was known
 *    (dedupe/seenEvents.ts). What was known is dropped from the output.
 *
 * So nothing is recorded that was not put out, but for the milliseconds between that call and n8n's
 * own saving. Wherever anything breaks before, HeyGen's repeat or a later look back brings the event
 * again. `execute()` may run on a worker, where static data is empty: it writes none, and nothing in
 * a hand-over lets it change an endpoint, a secret or a position.
 */
export interface HandedOver {
	events: HandedEvent[];
	/** From where HeyGen's history is to be read. */
	lookBack: Progress | undefined;
	/** How far HeyGen's lists are dealt with once the events are recorded. */
	polling: PollingState | undefined;
	/** Made by another process than this one: others may be asking n8n's memory too. */
	isShared: boolean;
}

export interface HandedEvent {
	event: HeyGenEvent;
	/** From the header of a delivery, which nobody signed: for the output only. */
	eventId?: string | undefined;
	/** When HeyGen made it, or when its delivery came, ms since 1970: its day is part of its keys. */
	atMs: number;
	/** Made up for a test run: there is no file behind it. */
	isSample?: boolean;
}

interface ToHandOver {
	events?: HandedEvent[];
	lookBack?: Progress | undefined;
	repaired?: string | undefined;
	polling?: PollingState | undefined;
}

export const handOver = (handed: ToHandOver): INodeExecutionData => ({
	json: plain({ ...handed, process: thisProcess }),
});

export function readHandedOver(items: INodeExecutionData[], nowMs: number): HandedOver {
	const bodies: JsonObject[] = items.map(({ json }) => json);
	const [lookBack] = bodies.flatMap((body) => progressIn(body.lookBack) ?? []);
	const [polling] = bodies.flatMap((body) => pollingIn(body.polling) ?? []);
	return {
		events: bodies.flatMap((body) => eventsIn(body, nowMs)),
		lookBack,
		polling,
		isShared: bodies.some(({ process }) => process !== undefined && process !== thisProcess),
	};
}

function eventsIn(body: JsonObject, nowMs: number): HandedEvent[] {
	// A body put in by hand, e.g. by a test run with edited data, is taken as it is.
	if (isEvent(body)) return [{ event: body, atMs: nowMs }];
	return Array.isArray(body.events) ? body.events.flatMap((entry) => handedIn(entry, nowMs)) : [];
}

function handedIn(value: unknown, nowMs: number): HandedEvent[] {
	if (!isObject(value) || !isEvent(value.event)) return [];
	const atMs = typeof value.atMs === 'number' ? value.atMs : nowMs;
	return [{ event: value.event, atMs, eventId: textOf(value.eventId) }];
}
