/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { currentProcess } from './process';

const real = [
	'hrtime',
	'nextTick',
	'performance',
	'queueMicrotask',
	'setImmediate',
	'clearImmediate',
	'setInterval',
	'clearInterval',
	'setTimeout',
	'clearTimeout',
] as const;

/**
 * Only the date is made up: timers, sockets and the event loop are real. A process of n8n may have
 * a clock of its own, see `Process.aheadMs`; HeyGen's is the one that is set here. Ends with
 * useRealTimers.
 */
export function setTime(time: string | number): void {
	jest.useFakeTimers({ now: new Date(time), doNotFake: [...real] });
	const made = Date;
	const nowMs = (): number => made.now() + (currentProcess()?.aheadMs ?? 0);
	const skewed = new Proxy(made, {
		construct: (target, given: unknown[], newTarget) =>
			Reflect.construct(target, given.length === 0 ? [nowMs()] : given, newTarget) as Date,
		get: (target, name) => (name === 'now' ? nowMs : (Reflect.get(target, name) as unknown)),
	});
	Object.assign(globalThis, { Date: skewed });
}

export const minutes = (count: number): number => count * 60_000;
export const hours = (count: number): number => minutes(60 * count);

/** The date goes on by this much. */
export const advance = (ms: number): void => setTime(Date.now() + ms);

/** Waits of these lengths take long, so that nothing is late on a busy machine; till `jest.restoreAllMocks()`. */
export function stretch(...lengths: number[]): void {
	const { setTimeout: start } = globalThis;
	jest
		.spyOn(globalThis, 'setTimeout')
		.mockImplementation((work, ms = 0) =>
			lengths.includes(ms) ? start(work, 60_000).unref() : start(work, ms),
		);
}

const oneStepMs = 1_000;

/** Waits of such lengths take no time at all, till `jest.restoreAllMocks()`. @returns the lengths */
function skip(isSkipped: (ms: number) => boolean): number[] {
	const { setTimeout: start } = globalThis;
	const skipped: number[] = [];
	jest.spyOn(globalThis, 'setTimeout').mockImplementation((work, ms = 0) => {
		if (!isSkipped(ms)) return start(work, ms);
		skipped.push(ms);
		return start(work, 0);
	});
	return skipped;
}

/**
 * What asks again later sleeps in steps of a second: each of these ends at once. Time limits and the
 * date are left alone, but for the second that HeyGen gives a new webhook URL.
 */
export const skipSleep = (): number[] => skip((ms) => ms === oneStepMs);

/** What waits nearly as long as HeyGen does. */
export const skipPatience = (): number[] => skip((ms) => ms > 4_000 && ms < 10_000);

/**
 * The time limits of requests end when they are told to, and not before; till
 * `jest.restoreAllMocks()`. @returns ends those that there are
 */
export function holdLimits(): () => void {
	const limits: AbortController[] = [];
	jest.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
		const limit = new AbortController();
		limits.push(limit);
		return limit.signal;
	});
	return () => {
		for (const limit of limits) limit.abort(new DOMException('Too late', 'TimeoutError'));
	};
}

/**
 * What waits a quarter of a second to some seconds before it asks again goes on at once, and the
 * date moves on by as much. @returns ends it
 */
export function sleepByDate(): () => void {
	const { setTimeout: start } = globalThis;
	const spy = jest.spyOn(globalThis, 'setTimeout').mockImplementation((work, ms = 0) => {
		const isSleep = ms >= 250 && ms <= 4_000;
		if (isSleep) advance(ms);
		return start(work, isSleep ? 0 : ms);
	});
	return () => spy.mockRestore();
}
