/**
 * Finds out whether HeyGen signs with a secret other than the stored one. Anyone can send a wrong
 * signature, and a forger who saw a lost event can copy it, so one refusal and one missed event
 * prove nothing. A secret counts as changed if two polls, without a correct signature in between,
 * each find an event that never arrived, made since the previous poll, and a refusal after it.
 * Forgeries in between, however many, neither cause nor hide that.
 */

export interface Signatures {
	/** Events made before this prove nothing: the last correct signature or sign, or the start. */
	fromMs: number;
	/** When the first and the last wrong signature since the last correct one came. */
	refusedFromMs?: number;
	refusedAtMs?: number | undefined;
	/** The number of polls that found an event and a refusal. */
	signs: number;
}

export const newSignatures = (nowMs = Date.now()): Signatures => ({ fromMs: nowMs, signs: 0 });

/** HeyGen writes whole seconds. */
const roundingMs = 1_000;
const enoughSigns = 2;
const longMs = 2 * 60_000;

/** Only the time of a refusal is kept. @returns whether refusals have continued for minutes */
export function noteRefused(signatures: Signatures, nowMs: number): boolean {
	signatures.refusedFromMs ??= nowMs;
	signatures.refusedAtMs = nowMs;
	return nowMs - signatures.refusedFromMs >= longMs;
}

/** @param madeAtMs when HeyGen made an event that never arrived, by HeyGen's clock */
export function noteMissed(signatures: Signatures, madeAtMs: number, nowMs: number): void {
	const { fromMs, refusedAtMs = -Infinity } = signatures;
	if (madeAtMs + roundingMs <= fromMs || refusedAtMs < madeAtMs - roundingMs) return;
	signatures.signs++;
	// The next sign needs an event and a refusal of its own.
	signatures.fromMs = nowMs;
	signatures.refusedAtMs = undefined;
}

export const isSecretChanged = ({ signs }: Signatures): boolean => signs >= enoughSigns;
