import type { INodeExecutionData } from 'n8n-workflow';

import { isEvent, type HeyGenEvent } from '../events/event';
import { isObject, textOf, type JsonObject } from '../narrow';
import { pollingIn, type PollingState } from './state/listState';
import { thisProcess } from './state/processMemory';
import { plain, progressIn, type Progress } from './state/staticData';

/**
 * The data that `webhook()` and `poll()` pass to `execute()`, and the rule that emits each event
 * once and loses none.
 *
 * There are three separate moments: an event is *seen* in a delivery or in HeyGen's history,
 * *emitted* by `execute()`, and *recorded* in n8n's database. A delivery is handed over unchanged.
 * Of HeyGen's history, a poll hands over no event, only the time to look back to: see
 * poll/lookBack.ts.
 *
 * 1. An event that this process is still handling comes first, and that always ends
 *    (dedupe/inFlight.ts).
 * 2. `execute()` builds the output and downloads files, however long that takes. A hint tells
 *    whether a download is worth it, but decides nothing (dedupe/keys.ts).
 * 3. Last, one call to n8n's processed data records the event and tells whether it was known
 *    (dedupe/seenEvents.ts). Known events are dropped from the output.
 *
 * So nothing is recorded that was not emitted, except in the milliseconds between that call and
 * n8n's own save. If anything fails before that, HeyGen's repeat or a later look back brings the
 * event again. `execute()` may run on a worker, where static data is empty: it writes none there,
 * and no hand-over can make it change an endpoint, a secret or a position.
 */
export interface HandedOver {
	events: HandedEvent[];
	/** The time to read HeyGen's history from. */
	lookBack: Progress | undefined;
	/** The state of HeyGen's lists once the events are recorded. */
	polling: PollingState | undefined;
	/** Another process handed it over, so others may use n8n's processed data too. */
	isShared: boolean;
}

export interface HandedEvent {
	event: HeyGenEvent;
	/** From the unsigned header of a delivery, so only for the output. */
	eventId?: string | undefined;
	/** When HeyGen made it or its delivery arrived, ms since 1970. The day is part of its keys. */
	atMs: number;
	/** A sample for a test run, without a file. */
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
	// A user may enter a body, e.g. in a test run with edited data; it is used unchanged.
	if (isEvent(body)) return [{ event: body, atMs: nowMs }];
	return Array.isArray(body.events) ? body.events.flatMap((entry) => handedIn(entry, nowMs)) : [];
}

function handedIn(value: unknown, nowMs: number): HandedEvent[] {
	if (!isObject(value) || !isEvent(value.event)) return [];
	const atMs = typeof value.atMs === 'number' ? value.atMs : nowMs;
	return [{ event: value.event, atMs, eventId: textOf(value.eventId) }];
}
