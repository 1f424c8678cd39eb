/**
 * Whether HeyGen signs with another secret than the one that is stored. Anybody can send a wrong
 * signature, and a forger who saw a lost event can copy it: so one refusal and one missed event prove
 * nothing. A secret counts as changed when two polls, without a right signature in between, each find an
 * event that never arrived, made since the poll before, and a refusal after it. However many forgeries
 * come between, they neither make nor hide that.
 */

export interface Signatures {
	/** Events made before this prove nothing: the last right signature or sign, or the beginning. */
	fromMs: number;
	/** When the first and the last wrong one came since the last right one. */
	refusedFromMs?: number;
	refusedAtMs?: number | undefined;
	/** How many polls found an event and a refusal. */
	signs: number;
}

export const newSignatures = (nowMs = Date.now()): Signatures => ({ fromMs: nowMs, signs: 0 });

/** HeyGen writes whole seconds. */
const roundingMs = 1_000;
const enoughSigns = 2;
const longMs = 2 * 60_000;

/** Nothing of what was refused is kept but that it came. @returns whether this goes on for minutes */
export function noteRefused(signatures: Signatures, nowMs: number): boolean {
	signatures.refusedFromMs ??= nowMs;
	signatures.refusedAtMs = nowMs;
	return nowMs - signatures.refusedFromMs >= longMs;
}

/** @param madeAtMs when HeyGen made an event that never arrived, in HeyGen's clock */
export function noteMissed(signatures: Signatures, madeAtMs: number, nowMs: number): void {
	const { fromMs, refusedAtMs = -Infinity } = signatures;
	if (madeAtMs + roundingMs <= fromMs || refusedAtMs < madeAtMs - roundingMs) return;
	signatures.signs++;
	// The next one needs an event and a refusal of its own.
	signatures.fromMs = nowMs;
	signatures.refusedAtMs = undefined;
}

export const isSecretChanged = ({ signs }: Signatures): boolean => signs >= enoughSigns;
