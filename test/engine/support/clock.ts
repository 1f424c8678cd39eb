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

/** Only the date is made up: timers, sockets and the event loop are real. Ends with useRealTimers. */
export function setTime(time: string | number): void {
	jest.useFakeTimers({ now: new Date(time), doNotFake: [...real] });
}

export const minutes = (count: number): number => count * 60_000;

/** The date goes on by this much. */
export const advance = (ms: number): void => setTime(Date.now() + ms);
