import type { IExecuteFunctions } from 'n8n-workflow';

import { connect } from '../../authentication';
import { wordsOf } from '../../api/errors';
import { executionPolicy } from '../../api/retryPolicy';
import type { PastEvent } from '../../api/webhooks/contract';
import { webhookApi } from '../../api/webhooks/webhookApi';
import { keysOf } from '../dedupe/keys';
import type { HandedEvent } from '../handover';
import { warnForAll, type OpenLookBack, type ProcessMemory } from '../state/processMemory';
import type { Progress } from '../state/staticData';
import type { Trigger } from '../triggerContext';
import { mostFiles, noteUnread } from './handOvers';
import { readHistory } from './history';
import { advanced, isWanted, overlapMs } from './progress';
import { pagesForLookBack, type SharedPages } from './sharedHistory';

/**
 * Finds the events of an outage, or a single event that never arrived.
 *
 * `poll()` hands over the time to look back to, and no event. Only `execute()` can read n8n's
 * processed data, so it reads HeyGen's history itself, from now back to that time. Then it goes
 * forward from the oldest event, and emits the events that n8n's processed data does not have. If
 * there are more than one execution should emit, the rest stays open, and the poll hands over the
 * look back again a minute later.
 *
 * The progress is recorded in n8n's processed data too, as a mark for every five minutes, in the
 * same call as the events: by each part of a look back, and by deliveries while polls find no
 * missing event (execute.ts). So whenever a process ends, the next one continues from the newest
 * mark. n8n drops the oldest keys first: all that was recorded since that mark is still there as
 * well, so no event that is emitted from there on can be a repeat.
 */

const minuteMs = 60_000;
const markMs = 5 * minuteMs;

/** The key in n8n's processed data which says that everything before this time is done. */
export const markOf = ({ scope }: Trigger, { history }: Progress, atMs: number): string =>
	`${scope} up to ${history} ${Math.floor(atMs / markMs)}`;

/** The number of keys for one call to n8n's processed data. */
const marksAtOnce = 100;
/** A node that has emitted nothing for a year has nothing to find. */
const longestMs = 366 * 24 * 60 * minuteMs;
/** HeyGen's clock may be ahead. */
const clockMs = 60 * minuteMs;

async function newestMark(
	trigger: Trigger<IExecuteFunctions>,
	progress: Progress,
	isShared: boolean,
): Promise<number> {
	const { n8n: context, memory } = trigger;
	const nowMs = Date.now();
	const untilMs = Math.max(progress.atMs, nowMs - longestMs);
	for (let atMs = nowMs + clockMs; atMs > untilMs; atMs -= marksAtOnce * markMs) {
		const times = Array.from({ length: marksAtOnce }, (_, index) => atMs - index * markMs);
		const keys = times.map((each) => markOf(trigger, progress, each));
		const index = (await memory.seenEvents.has({ context, keys, isShared })).indexOf(true);
		if (index !== -1) return Math.floor((times[index] ?? 0) / markMs) * markMs;
	}
	return progress.atMs;
}

/** Ten days of 10,000 events a day. */
const mostEntries = 100_000;
const mostAheadMs = 24 * 60 * minuteMs;
/** The rest waits for the next execution: n8n stores an execution's data in one row. */
const mostBytes = 800_000;
/** The size of an item without its event. */
const itemBytes = 300;
/** The number of events for one call to n8n's processed data. */
const mostAtOnce = 100;

/** Builds the output of the events, records them with a mark and returns the new ones. */
export type PutOut<Output> = (events: HandedEvent[], mark: string | undefined) => Promise<Output[]>;

/**
 * Emits the missed events, oldest first, up to the limit of one execution. If HeyGen does not
 * answer, the events that were read are emitted now, and the rest is looked for again.
 */
export async function bringMissed<Output extends { handed: HandedEvent }>(
	trigger: Trigger<IExecuteFunctions>,
	progress: Progress,
	isShared: boolean,
	putOut: PutOut<Output>,
): Promise<Output[]> {
	const { memory } = trigger;
	const open = memory.lookBack?.progress.atMs === progress.atMs ? memory.lookBack : undefined;
	if (open !== undefined) open.runningSinceMs = Date.now();
	try {
		const { missed, newestMs, isWhole } = await readMissed(trigger, progress, isShared, open);
		const out: Output[] = [];
		let at = 0;
		while (at < missed.length && !isFull(trigger, out)) {
			const part = await partFrom(trigger, missed.slice(at, at + mostAtOnce), isShared, out);
			at += part.length;
			const upToMs = missed[at]?.atMs ?? newestMs;
			const mark = isWhole ? markOf(trigger, progress, upToMs) : undefined;
			out.push(...(await putOut(part.events, mark)));
		}
		if (isWhole) noteReached(memory, open, missed[at]?.atMs, newestMs);
		else if (open !== undefined) noteUnread(open);
		return out;
	} finally {
		if (open !== undefined) open.runningSinceMs = undefined;
	}
}

type Outputs = ReadonlyArray<{ handed: HandedEvent }>;

const bytesOf = ({ event }: HandedEvent): number =>
	Buffer.byteLength(JSON.stringify(event)) + itemBytes;

const bytesIn = (out: Outputs): number => out.reduce((sum, { handed }) => sum + bytesOf(handed), 0);

/** Downloaded files are emitted before others are downloaded. */
const isFull = ({ options }: Trigger, out: Outputs): boolean =>
	options.downloadVideo ? out.length > 0 : bytesIn(out) >= mostBytes;

/** The next events for this execution. `length` also counts those that were probably emitted. */
async function partFrom(
	{ n8n: context, memory, options, scope }: Trigger<IExecuteFunctions>,
	next: HandedEvent[],
	isShared: boolean,
	out: Outputs,
): Promise<{ events: HandedEvent[]; length: number }> {
	if (!options.downloadVideo) {
		let bytes = bytesIn(out);
		const tooMany = next.findIndex((each) => (bytes += bytesOf(each)) > mostBytes);
		const events = tooMany === -1 ? next : next.slice(0, Math.max(1, tooMany));
		return { events, length: events.length };
	}
	const asked = new Map(
		next.map((each) => [{ keys: keysOf(each.event, each.atMs, scope), isOwn: false }, each]),
	);
	const events = [...asked.keys()];
	for (const each of await memory.seenEvents.probablySeen({ context, events, isShared })) {
		memory.inFlight.noteRecorded(each.keys);
		asked.delete(each);
	}
	const unseen = [...asked.values()];
	const [first] = unseen.slice(mostFiles);
	const length = first === undefined ? next.length : next.indexOf(first);
	return { events: unseen.slice(0, mostFiles), length };
}

/** @param leftMs when the first remaining event was made; undefined if none remains */
function noteReached(
	memory: ProcessMemory,
	open: OpenLookBack | undefined,
	leftMs: number | undefined,
	newestMs: number,
): void {
	if (leftMs === undefined) memory.pages = undefined;
	if (open === undefined || open !== memory.lookBack) return;
	if (leftMs === undefined) {
		memory.lookBack = undefined;
		// After thousands of events, a poll would report the oldest, forgotten ones as missing.
		memory.progress &&= advanced(memory.progress, newestMs, [], Date.now());
	} else
		Object.assign(open, {
			progress: { ...open.progress, atMs: leftMs },
			times: 0,
			nextAtMs: 0,
			isUnread: false,
		});
}

interface Read {
	/** The events that the workflow wants and this process has not recorded, oldest first. */
	missed: HandedEvent[];
	newestMs: number;
	/** false if HeyGen did not answer. */
	isWhole: boolean;
}

/** Reads HeyGen's history since the newest mark. @param open keeps where it was read from */
async function readMissed(
	trigger: Trigger<IExecuteFunctions>,
	progress: Progress,
	isShared: boolean,
	open: OpenLookBack | undefined,
): Promise<Read> {
	const { n8n, memory, scope } = trigger;
	const markedMs = await newestMark(trigger, progress, isShared);
	// n8n forgets the mark itself if many events come before the look back ends.
	if (open !== undefined) open.progress = { ...progress, atMs: markedMs };
	memory.pages = pagesForLookBack(progress.history, memory.pages);
	let isWhole = true;
	const entries = upToFailure(entriesOf(trigger, memory.pages), (error) => {
		isWhole = false;
		warnForAll(n8n, `HeyGen could not be asked for missed events. ${wordsOf(error)}`);
	});
	const found = await readHistory(entries, {
		fromMs: markedMs - overlapMs,
		untilMs: Infinity,
		most: mostEntries,
		latestMs: Date.now() + mostAheadMs,
	});
	if (found.cutAtMs !== undefined) {
		n8n.logger.warn(
			`HeyGen's history holds more than ${mostEntries} events since n8n last looked at it. Those from before ${new Date(found.cutAtMs).toISOString()} were not looked at; 'Webhook Event: Get Many' of the HeyGen node lists them.`,
		);
	}
	const missed = found.events
		.filter((past) => isWanted(progress, past))
		.map(({ event, madeAtMs }) => ({ event, atMs: madeAtMs }))
		.filter(({ event, atMs }) => !memory.inFlight.isRecorded(keysOf(event, atMs, scope)));
	return { missed, newestMs: found.newest?.atMs ?? progress.atMs, isWhole };
}

async function* entriesOf(
	{ n8n, options: { entityId } }: Trigger<IExecuteFunctions>,
	pages: SharedPages,
): AsyncGenerator<PastEvent, void> {
	const api = webhookApi(await connect(n8n, executionPolicy));
	yield* api.history({ entityId }, undefined, pages);
}

async function* upToFailure(
	entries: AsyncIterable<PastEvent>,
	note: (error: unknown) => void,
): AsyncGenerator<PastEvent, void> {
	try {
		yield* entries;
	} catch (error) {
		note(error);
	}
}
