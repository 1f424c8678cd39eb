import { isObject } from '../../narrow';
import { pollIntervalIn, recoverIntervalIn } from '../description/options';
import type { Trigger } from '../triggerContext';

const minuteMs = 60_000;
/** n8n's ticks are not exactly a minute apart. */
const shyMs = minuteMs / 2;

/** The selected time between two checks at HeyGen. */
export const intervalMsOf = (trigger: Trigger): number =>
	minuteMs *
	(trigger.isPolling
		? pollIntervalIn(trigger.parameter('pollIntervalMinutes', undefined))
		: recoverIntervalIn(trigger.parameter('options', {})));

/** Whether a check is due. Only a schedule of every minute has ticks that are not checks. */
export function isTimeAgain(trigger: Trigger, askedAtMs: number, nowMs: number): boolean {
	return intervalMsOf(trigger) - shyMs <= nowMs - askedAtMs || !isEveryMinute(trigger);
}

function isEveryMinute(trigger: Trigger): boolean {
	const pollTimes: unknown = trigger.parameter('pollTimes', {});
	const items: unknown = isObject(pollTimes) ? pollTimes.item : undefined;
	return (
		Array.isArray(items) && items.some((item) => isObject(item) && item.mode === 'everyMinute')
	);
}
