import type { OpenLookBack, ProcessMemory } from '../state/processMemory';
import type { Progress } from '../state/staticData';
import type { Trigger } from '../triggerContext';

/** When, and how often, a poll hands a look back over (lookBack.ts). */

const minuteMs = 60_000;
/** How often it is handed over while no execution gets further, and how long it waits between at most. */
const here = { mostTimes: 5, longestWaitMs: 8 * minuteMs };
/** In queue mode nobody here hears of its end: once for each part, and once more. */
const elsewhere = { longestWaitMs: 4 * minuteMs };
/** Nor how much there is, when it is more than a poll has read: what a day may bring. */
const uncounted = { longestWaitMs: 60 * minuteMs, mostTimes: 12, mostTimesWithFiles: 29 };
/** An execution may fetch large files, and may end without telling. */
const longestRunMs = 60 * minuteMs;

/** Whatever ends an execution, what the ones before it have fetched is out. */
export const mostFiles = 5;
/** An execution holds as many at least, unless events are larger than any that is known. */
const fewestEvents = 400;

/**
 * @param missing how many events a poll has found missing, Infinity where there may be more than it
 * has read, and whether there is one that no look back before this one may have seen
 */
export function openLookBack(
	{ memory, options }: Trigger,
	from: Progress,
	{ count, isNews }: { count: number; isNews: boolean },
): void {
	const { lookBack } = memory;
	const pace = paceOf(memory, options.downloadVideo, count);
	const progress = lookBack?.progress ?? from;
	// While files are fetched, what is new waits: two executions would fetch the same ones.
	const isRunning = lookBack?.runningSinceMs !== undefined && !options.downloadVideo;
	if (lookBack === undefined || (isRunning && isNews)) {
		const state = { times: 0, nextAtMs: 0, isUnread: false, runningSinceMs: undefined };
		memory.lookBack = { progress, ...pace, ...state };
		return;
	}
	if (lookBack.isUnread || lookBack.times >= lookBack.mostTimes) lookBack.nextAtMs = 0;
	lookBack.mostTimes = Math.max(lookBack.mostTimes, pace.mostTimes);
}

/** An execution of this process has not had all of HeyGen's history: from now on polls tell when to ask. */
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

/** The look back that is to be handed over now; the times between grow, unless it gets further. */
export function dueLookBack({ lookBack }: ProcessMemory, nowMs: number): Progress | undefined {
	if (lookBack === undefined || nowMs < lookBack.nextAtMs) return undefined;
	const { runningSinceMs } = lookBack;
	if (runningSinceMs !== undefined && nowMs - runningSinceMs < longestRunMs) return undefined;
	lookBack.times++;
	const growingMs = Math.min(minuteMs * 2 ** (lookBack.times - 1), lookBack.longestWaitMs);
	const waitMs = lookBack.times < lookBack.mostTimes ? growingMs : Infinity;
	// A bit less: n8n's ticks are not exactly a minute apart.
	lookBack.nextAtMs = nowMs + 0.9 * waitMs;
	return lookBack.progress;
}
