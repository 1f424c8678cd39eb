import type { IPollFunctions } from 'n8n-workflow';

import type { Trigger } from '../../triggerContext';
import type { ListProgress, Undealt } from './progress';

/** What is more waits for the next tick: n8n keeps all of an execution in one row. */
const mostBytes = 800_000;
const mostAtOnce = 500;
/** Whatever ends an execution, what the ones before it have fetched is out. */
const mostFiles = 20;
/** An execution may fetch large files. */
const againMs = 9 * 60_000;
const mostTimes = 5;
/** In queue mode nobody here hears that an event was recorded: after that, only beside others. */
const mostTimesAlone = 2;

/** What is to be handed over now, what never was first. Forgets what is dealt with. */
export function nextPart(
	trigger: Trigger<IPollFunctions>,
	progress: ListProgress,
	nowMs: number,
): Undealt[] {
	const { memory, options } = trigger;
	forget(trigger, progress, nowMs);
	const due = [...progress.undealt.values()]
		.filter(({ nextAtMs }) => nextAtMs <= nowMs)
		.sort((a, b) => a.times - b.times || a.createdMs - b.createdMs);
	if (!memory.executesHere && due.every(({ times }) => times >= mostTimesAlone)) return [];
	const part: Undealt[] = [];
	let bytes = 0;
	for (const each of due.slice(0, options.downloadVideo ? mostFiles : mostAtOnce)) {
		bytes += Buffer.byteLength(JSON.stringify(each.handed));
		if (part.length > 0 && bytes > mostBytes) break;
		part.push(each);
	}
	for (const each of part) {
		each.nextAtMs = nowMs + againMs * 2 ** each.times;
		each.times++;
		// For a moment, a look at HeyGen's history does not count it as missed.
		memory.inFlight.handOver(each.keys);
	}
	return part.sort((a, b) => a.handed.atMs - b.handed.atMs);
}

function forget(
	{ memory, n8n }: Trigger<IPollFunctions>,
	progress: ListProgress,
	nowMs: number,
): void {
	for (const [name, { keys, times, nextAtMs }] of progress.undealt) {
		const isRecorded = memory.inFlight.isRecorded(keys);
		const isGivenUp = !isRecorded && times >= mostTimes && nextAtMs <= nowMs;
		if (isRecorded || isGivenUp) progress.undealt.delete(name);
		if (isGivenUp && memory.executesHere) {
			n8n.logger.warn(
				`The end of ${name} was handed over ${times} times, but no execution emitted it. Check the failed executions.`,
			);
		}
	}
}
