/** A user waits for a list in the editor: after this time it shows what was found so far. */
export const longestMs = 8_000;

/** The answer, or undefined if it does not come in time. A late answer is ignored. */
export async function until<Answer>(
	untilMs: number,
	asked: Promise<Answer>,
): Promise<Answer | undefined> {
	asked.catch(() => undefined);
	const leftMs = Math.ceil(untilMs - Date.now());
	if (leftMs <= 0) return undefined;
	// Nodes must not set timers.
	const over = new Promise<undefined>((resolve) =>
		AbortSignal.timeout(leftMs).addEventListener('abort', () => resolve(undefined), { once: true }),
	);
	return await Promise.race([asked, over]);
}
