import type { TriggerMemory } from '../memory';
import { nameOf, type Keys } from '../dedupe/keys';

/** What was handed over and is not recorded by then is handed over again, each time later. */
const againAfterMs = 10 * 60_000;
/** Where executions run elsewhere, nobody here knows whether it was recorded. */
const mostTimesElsewhere = 2;
/** About a day in all. */
const mostTimesHere = 8;

/** It may have to be handed over, now or later. */
export function isOpen(memory: TriggerMemory, keys: Keys, nowMs: number): boolean {
	const { claims, handedOver } = memory;
	const { times = 0, isRecorded = false } = handedOver.get(nameOf(keys)) ?? {};
	if (isRecorded || claims.isRecorded(keys)) return false;
	return times < mostTimes(memory) || claims.isDealtWith(keys, nowMs);
}

/** One that is open is handed over now, or when it was handed over long ago. */
export function isDue(memory: TriggerMemory, keys: Keys, nowMs: number): boolean {
	const before = memory.handedOver.get(nameOf(keys));
	if (memory.claims.isDealtWith(keys, nowMs)) return false;
	if (before === undefined) return true;
	const { times, atMs } = before;
	return times < mostTimes(memory) && nowMs - atMs >= againAfterMs * 2 ** (times - 1);
}

const mostTimes = ({ executesHere }: TriggerMemory): number =>
	executesHere ? mostTimesHere : mostTimesElsewhere;

const mostHandedOver = 10_000;

export function noteHandedOver({ handedOver }: TriggerMemory, keys: Keys, nowMs: number): void {
	const name = nameOf(keys);
	const times = (handedOver.get(name)?.times ?? 0) + 1;
	handedOver.delete(name);
	handedOver.set(name, { atMs: nowMs, times, isRecorded: false });
	for (const oldest of handedOver.keys()) {
		if (handedOver.size <= mostHandedOver) break;
		handedOver.delete(oldest);
	}
}
