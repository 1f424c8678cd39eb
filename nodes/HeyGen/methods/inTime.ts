/** A person waits for a list in the editor: after this they get what was found until then. */
export const longestMs = 8_000;

/** The answer, or undefined where it does not come until then. What it says later is not heard. */
export async function until<Answer>(
	untilMs: number,
	asked: Promise<Answer>,
): Promise<Answer | undefined> {
	asked.catch(() => undefined);
	const leftMs = Math.ceil(untilMs - Date.now());
	if (leftMs <= 0) return undefined;
	// Nodes may set no timer of their own.
	const over = new Promise<undefined>((resolve) =>
		AbortSignal.timeout(leftMs).addEventListener('abort', () => resolve(undefined), { once: true }),
	);
	return await Promise.race([asked, over]);
}
