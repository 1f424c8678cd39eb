import type { HistoryFilter, WebhookApi } from '../api/webhooks/contract';
import { isEvent, type HeyGenEvent } from '../events/event';
import { textOf } from '../narrow';
import type { EventItem } from './item';
import type { Position } from './progress';
import { rememberedKeys } from './repeats';

/** Beyond what n8n's database remembers (three keys an event) a repeat would look new. */
const mostEvents = Math.floor(rememberedKeys / 3) - 300;

export interface Window {
	/** Only what HeyGen made later than this. */
	after: Position;
	/** Nor what is older than this, ms since 1970. */
	fromMs: number;
	/** What is younger is left for the next time. */
	untilMs: number;
}

/** What `poll()` hands to `execute()`, always with the time HeyGen made it. */
export type HistoryItem = EventItem & Required<Pick<EventItem, 'madeAtMs'>>;

export interface Found {
	/** Oldest first. */
	events: HistoryItem[];
	/** The newest moment up to which everything was seen. */
	position: Position;
}

/** What is wanted of the part of HeyGen's delivery history that falls into the window. */
export async function readHistory(
	api: WebhookApi,
	filter: HistoryFilter,
	{ after, fromMs, untilMs }: Window,
	isWanted: (event: HeyGenEvent) => boolean,
): Promise<Found> {
	const since = new Set(after.ids);
	const events: HistoryItem[] = [];
	let position = after;
	let first: number | undefined;
	for await (const { createdAtMs, sent } of api.history(filter)) {
		if (createdAtMs === undefined || !isEvent(sent)) continue;
		first ??= createdAtMs;
		// The order is not documented: only where times are seen to fall may the rest be left out.
		const isOver = createdAtMs < Math.max(after.atMs, fromMs);
		if ((isOver && createdAtMs < first) || events.length >= mostEvents) break;
		if (isOver || createdAtMs > untilMs) continue;
		position = advance(position, createdAtMs, textOf(sent.event_id));
		const isDone = createdAtMs === after.atMs && since.has(textOf(sent.event_id) ?? '');
		if (!isDone && isWanted(sent)) events.push({ event: sent, madeAtMs: createdAtMs });
	}
	return { events: events.reverse().sort((a, b) => a.madeAtMs - b.madeAtMs), position };
}

/** Where the history stands now: everything in it is older than an activation. */
export async function newestPosition(api: WebhookApi): Promise<Position> {
	let position: Position = { atMs: 0, ids: [] };
	let first: number | undefined;
	for await (const { createdAtMs, sent } of api.history({})) {
		if (createdAtMs === undefined) continue;
		first ??= createdAtMs;
		if (createdAtMs < first) break;
		position = advance(position, createdAtMs, textOf(sent.event_id));
	}
	return position;
}

function advance(position: Position, atMs: number, id: string | undefined): Position {
	if (atMs < position.atMs) return position;
	const ids = id === undefined ? [] : [id];
	if (atMs > position.atMs) return { atMs, ids };
	return { atMs, ids: [...new Set([...position.ids, ...ids])] };
}
