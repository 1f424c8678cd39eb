/** Works through a list, so many at a time. */
export async function inLanes<T>(
	list: readonly T[],
	width: number,
	work: (each: T) => Promise<void>,
): Promise<void> {
	const queue = [...list];
	const lane = async (): Promise<void> => {
		for (let next = queue.shift(); next !== undefined; next = queue.shift()) await work(next);
	};
	await Promise.all(Array.from({ length: width }, lane));
}

/** The same order in every run. */
export function shuffled<T>(list: readonly T[]): T[] {
	let state = 20_261_124;
	return list
		.map((value) => ({ value, rank: (state = (state * 48_271) % 2_147_483_647) }))
		.sort((a, b) => a.rank - b.rank)
		.map(({ value }) => value);
}
