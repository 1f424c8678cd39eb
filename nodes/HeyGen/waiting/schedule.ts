const minuteMs = 60_000;

/** If the node asks HeyGen, jobs that take seconds end before the execution is parked. */
const heldMs = [5_000, 10_000, 15_000];

/** How long the node may keep running before request number `looks`; undefined: park now. */
export const heldBefore = (looks: number): number | undefined => heldMs[looks];

/** If n8n can't call the node again. */
export const heldAllTheTimeMs = 15_000;

/** For lost callbacks. At most 30 a day. */
const calledMinutes = [10, 20, 40];

interface Since {
	/** How often HeyGen was asked since the last create while the execution was parked. */
	looks: number;
	madeMs: number;
	/** HeyGen calls back for every job. */
	isCalled: boolean;
	/** Executions that were parked together don't wake together. */
	wait: string;
}

/** How long to park until HeyGen is asked next. */
export function parkedMs({ looks, madeMs, isCalled, wait }: Since, nowMs: number): number {
	const askedMinutes = nowMs - madeMs < 30 * minuteMs ? 1 : 5;
	const minutes = isCalled ? (calledMinutes[looks] ?? 60) : askedMinutes;
	const spread = Number.parseInt(wait.slice(0, 4), 16) / 0x1_0000;
	return minutes * minuteMs * (1 + spread / 10);
}
