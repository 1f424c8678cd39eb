/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { setTimeout as sleep } from 'node:timers/promises';

/** Another order at every call, by Fisher and Yates. */
export function shuffled<Entry>(entries: readonly Entry[]): Entry[] {
	const mixed = [...entries];
	for (let last = mixed.length - 1; last > 0; last--) {
		const other = Math.floor(Math.random() * (last + 1));
		[mixed[last], mixed[other]] = [mixed[other] as Entry, mixed[last] as Entry];
	}
	return mixed;
}

/** Does it for every entry, `width` at a time, and gives the results in the order of the entries. */
export async function pooled<Entry, Result>(
	entries: readonly Entry[],
	width: number,
	work: (entry: Entry) => Promise<Result>,
): Promise<Result[]> {
	const results: Result[] = [];
	const left = [...entries.entries()].reverse();
	const lane = async (): Promise<void> => {
		for (let next = left.pop(); next !== undefined; next = left.pop()) {
			const [index, entry] = next;
			results[index] = await work(entry);
		}
	};
	await Promise.all(Array.from({ length: width }, lane));
	return results;
}

/** Begins the work `count` times, one every `everyMs`, and waits for all of it. */
export async function steadily<Result>(
	count: number,
	everyMs: number,
	work: () => Promise<Result>,
): Promise<Result[]> {
	const begun: Array<Promise<Result>> = [];
	for (let each = 0; each < count; each++) {
		begun.push(work());
		await sleep(everyMs);
	}
	return await Promise.all(begun);
}
