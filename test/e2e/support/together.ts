const limitMs = 400_000;

/**
 * Cases that have nothing to do with each other, all begun at once in one n8n, and each of them a
 * test. What is slow of them is mostly waiting.
 */
export function together<Stage>(
	stage: Stage,
	cases: Record<string, (stage: Stage) => Promise<void>>,
): void {
	const running = new Map<string, Promise<void>>();
	beforeAll(() => {
		for (const [name, run] of Object.entries(cases)) {
			const ending = run(stage);
			// its own test tells of it
			ending.catch(() => undefined);
			running.set(name, ending);
		}
	});
	it.each(Object.keys(cases))('%s', async (name) => await running.get(name), limitMs);
}
