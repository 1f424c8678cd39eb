/**
 * Whether HeyGen signs with another secret than the one that is stored. Anybody can send a wrong
 * signature, and a forger who saw a lost event can copy it: so one refusal and one missed event prove
 * nothing. A secret counts as changed after two events that HeyGen's history shows and that never
 * arrived, made at least one interval of the polls apart and both after the last right signature, each with a refusal
 * after it. However many forgeries come between, they neither make nor hide that.
 */

export interface Signatures {
	/** Of the last right one; before the first, when this process began to listen. */
	signedAtMs: number;
	/** Of wrong ones since, one a minute at most, newest last. */
	refusedAtMs: number[];
	/** When HeyGen made the first and the last event that never arrived since. */
	missedMadeAtMs: number[];
}

export const newSignatures = (nowMs = Date.now()): Signatures => ({
	signedAtMs: nowMs,
	refusedAtMs: [],
	missedMadeAtMs: [],
});

/** HeyGen writes whole seconds. */
const roundingMs = 1_000;
const apartMs = 60_000;
const mostRefusals = 100;

export function noteSigned(signatures: Signatures, nowMs: number): void {
	signatures.signedAtMs = nowMs;
	signatures.refusedAtMs = [];
	signatures.missedMadeAtMs = [];
}

/** Nothing of what was refused is kept but that it came: the last one, and one for each minute. */
export function noteRefused({ refusedAtMs }: Signatures, nowMs: number): void {
	const before = refusedAtMs.at(-2);
	if (before !== undefined && nowMs - before < apartMs) refusedAtMs.pop();
	refusedAtMs.push(nowMs);
	if (refusedAtMs.length > mostRefusals) refusedAtMs.splice(1, 1);
}

/** @param madeAtMs when HeyGen made an event that never arrived, in HeyGen's clock */
export function noteMissed(signatures: Signatures, madeAtMs: number): void {
	const { signedAtMs, missedMadeAtMs } = signatures;
	if (madeAtMs + roundingMs <= signedAtMs) return;
	const times = [...missedMadeAtMs, madeAtMs];
	signatures.missedMadeAtMs = [...new Set([Math.min(...times), Math.max(...times)])];
}

/** @param tickMs how often a poll looks */
export function isSecretChanged(signatures: Signatures, tickMs: number): boolean {
	const { refusedAtMs, missedMadeAtMs } = signatures;
	const [first, last] = missedMadeAtMs;
	if (first === undefined || last === undefined || last - first < tickMs) return false;
	const wasRefused = (fromMs: number, untilMs: number): boolean =>
		refusedAtMs.some((atMs) => atMs >= fromMs - roundingMs && atMs < untilMs);
	return wasRefused(first, last) && wasRefused(last, Infinity);
}
