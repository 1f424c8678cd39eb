/** One line of the product, and what a mistake would make of it. */
export interface Mutant {
	/** What would go wrong. */
	name: string;
	/** Below nodes/HeyGen. */
	file: string;
	/** A piece of the line that stands in the file once. */
	from: string;
	to: string;
	/** Files or folders below test/, those of the unit project first: they are run first. */
	near: readonly string[];
	/** Which part of `npm run test:all` notices it, and why not `npm test`. */
	later?: string;
}

/** The mutants of one file: name -> what stands there, what it becomes, and `later`. */
export const mutantsOf = (
	file: string,
	near: readonly string[],
	lines: Record<string, readonly [from: string, to: string, later?: string]>,
): Mutant[] =>
	Object.entries(lines).map(([name, [from, to, later]]) => ({
		name,
		file,
		from,
		to,
		near,
		...(later !== undefined && { later }),
	}));
