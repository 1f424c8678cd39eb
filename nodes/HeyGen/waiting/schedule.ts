const minuteMs = 60_000;

/** Where HeyGen is asked, what takes seconds ends before anything is parked. */
const heldMs = [5_000, 10_000, 15_000];

/** How long the node may stay in n8n's hands before look number `looks`; undefined: no longer. */
export const heldBefore = (looks: number): number | undefined => heldMs[looks];

/** Where n8n can't call the node again. */
export const heldAllTheTimeMs = 15_000;

/** HeyGen calls, so these are for callbacks that are lost. At most 30 a day. */
const calledMinutes = [10, 20, 40];

interface Since {
	/** How often HeyGen was asked since something was made last, the execution being parked. */
	looks: number;
	madeMs: number;
	/** HeyGen calls for everything that is waited for. */
	isCalled: boolean;
	/** What was parked together does not wake together. */
	wait: string;
}

/** How long to be parked until the next look. */
export function parkedMs({ looks, madeMs, isCalled, wait }: Since, nowMs: number): number {
	const askedMinutes = nowMs - madeMs < 30 * minuteMs ? 1 : 5;
	const minutes = isCalled ? (calledMinutes[looks] ?? 60) : askedMinutes;
	const spread = Number.parseInt(wait.slice(0, 4), 16) / 0x1_0000;
	return minutes * minuteMs * (1 + spread / 10);
}
