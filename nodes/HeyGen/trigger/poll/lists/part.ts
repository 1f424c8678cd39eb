import type { IPollFunctions } from 'n8n-workflow';

import type { Trigger } from '../../triggerContext';
import type { ListProgress, Undealt } from './progress';

/** The rest waits for the next poll: n8n stores an execution's data in one row. */
const mostBytes = 800_000;
const mostAtOnce = 500;
/** If an execution is ended early, the earlier ones have emitted what they downloaded. */
const mostFiles = 20;
/** An execution may download large files. */
const againMs = 9 * 60_000;
const mostTimes = 5;
/** In queue mode this process does not see the record: after that, only together with others. */
const mostTimesAlone = 2;

/** The events to hand over now, new ones first. Forgets those that are done. */
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
		// For a moment, a check of HeyGen's history does not count it as missed.
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
