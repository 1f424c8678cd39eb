import type { OpenLookBack, ProcessMemory } from '../state/processMemory';
import type { Progress } from '../state/staticData';
import type { Trigger } from '../triggerContext';

/** Decides when, and how often, a poll hands over a look back (lookBack.ts). */

const minuteMs = 60_000;
/** Limits while no execution makes progress: the number of hand-overs, and the wait between two. */
const here = { mostTimes: 5, longestWaitMs: 8 * minuteMs };
/** In queue mode this process does not see its end: one hand-over per part, and one more. */
const elsewhere = { longestWaitMs: 4 * minuteMs };
/** If there is more than a poll has read, the amount is unknown: enough hand-overs for a day. */
const uncounted = { longestWaitMs: 60 * minuteMs, mostTimes: 12, mostTimesWithFiles: 29 };
/** An execution may download large files, and may end without a notice. */
const longestRunMs = 60 * minuteMs;

/** If an execution is ended early, the earlier ones have emitted what they downloaded. */
export const mostFiles = 5;
/** An execution emits at least this many, unless events are larger than any known one. */
const fewestEvents = 400;

/**
 * @param missing the number of events that a poll found missing, Infinity if there may be more than
 * it read, and whether an earlier look back can't have seen one of them
 */
export function openLookBack(
	{ memory, options }: Trigger,
	from: Progress,
	{ count, isNews }: { count: number; isNews: boolean },
): void {
	const { lookBack } = memory;
	const pace = paceOf(memory, options.downloadVideo, count);
	const progress = lookBack?.progress ?? from;
	// While files are downloaded, new events wait: two executions would download the same files.
	const isRunning = lookBack?.runningSinceMs !== undefined && !options.downloadVideo;
	if (lookBack === undefined || (isRunning && isNews)) {
		const state = { times: 0, nextAtMs: 0, isUnread: false, runningSinceMs: undefined };
		memory.lookBack = { progress, ...pace, ...state };
		return;
	}
	if (lookBack.isUnread || lookBack.times >= lookBack.mostTimes) lookBack.nextAtMs = 0;
	lookBack.mostTimes = Math.max(lookBack.mostTimes, pace.mostTimes);
}

/** This process could not read all of HeyGen's history: from now on polls decide when to retry. */
export function noteUnread(lookBack: OpenLookBack): void {
	Object.assign(lookBack, { ...here, isUnread: true });
}

type Pace = Pick<OpenLookBack, 'mostTimes' | 'longestWaitMs'>;

function paceOf({ executesHere }: ProcessMemory, hasFiles: boolean, count: number): Pace {
	if (executesHere) return here;
	const parts = Math.ceil(count / (hasFiles ? mostFiles : fewestEvents));
	if (count < Infinity) return { ...elsewhere, mostTimes: parts + 1 };
	const { longestWaitMs, mostTimes, mostTimesWithFiles } = uncounted;
	return { longestWaitMs, mostTimes: hasFiles ? mostTimesWithFiles : mostTimes };
}

/** The look back to hand over now. The waits get longer while it makes no progress. */
export function dueLookBack({ lookBack }: ProcessMemory, nowMs: number): Progress | undefined {
	if (lookBack === undefined || nowMs < lookBack.nextAtMs) return undefined;
	const { runningSinceMs } = lookBack;
	if (runningSinceMs !== undefined && nowMs - runningSinceMs < longestRunMs) return undefined;
	lookBack.times++;
	const growingMs = Math.min(minuteMs * 2 ** (lookBack.times - 1), lookBack.longestWaitMs);
	const waitMs = lookBack.times < lookBack.mostTimes ? growingMs : Infinity;
	// Slightly less, because n8n's ticks are not exactly a minute apart.
	lookBack.nextAtMs = nowMs + 0.9 * waitMs;
	return lookBack.progress;
}
