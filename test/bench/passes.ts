/** What a pass measured, by the name of the figure. */
export type Measured = Record<string, number>;

export interface Spread {
	median: number;
	least: number;
	most: number;
}

export function spread(values: number[]): Spread {
	const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
	const at = (index: number): number => sorted[index] ?? NaN;
	const middle = (sorted.length - 1) / 2;
	const median = (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2;
	return { median, least: at(0), most: at(sorted.length - 1) };
}

/** The value below which so many of 100 lie. */
export function percentile(values: number[], percent: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? NaN;
}

/**
 * Measures all subjects once a pass, one after the other, so that what else the machine does hits each of them:
 * what is compared comes from the same run.
 */
export async function inPasses<Subject extends { name: string }>(
	subjects: Subject[],
	count: number,
	measure: (subject: Subject, pass: number) => Promise<Measured>,
): Promise<Map<string, Measured[]>> {
	const all = new Map<string, Measured[]>(subjects.map(({ name }) => [name, []]));
	for (let pass = 0; pass < count; pass++) {
		for (const subject of subjects) all.get(subject.name)?.push(await measure(subject, pass));
	}
	return all;
}

/** Each pass of one beside the same pass of the other. */
export const ratios = (ours: Measured[], theirs: Measured[], figure: string): number[] =>
	ours.map((measured, pass) => (measured[figure] ?? NaN) / (theirs[pass]?.[figure] ?? NaN));
