export interface Finding {
	/** Method and path as HeyGen writes them, with names in place of IDs. */
	call: string;
	what: string;
}

/** What a run has found out. Nothing in here may hold a value of the account. */
export class Findings {
	readonly differences: Finding[] = [];
	/** What could not be compared, and why. */
	readonly open: Finding[] = [];
	private readonly compared = new Set<string>();

	/** The call was compared; each of `what` is a difference. */
	compare(call: string, what: string[]): void {
		this.compared.add(call);
		this.differences.push(...what.map((each) => ({ call, what: each })));
	}

	/** One fact about a call. */
	expect(call: string, isSo: boolean, otherwise: string): void {
		this.compare(call, isSo ? [] : [otherwise]);
	}

	leaveOpen(call: string, why: string): void {
		this.open.push({ call, what: why });
	}

	/** The calls that answered as expected in every way. */
	get confirmed(): string[] {
		const differing = new Set(this.differences.map(({ call }) => call));
		return [...this.compared].filter((call) => !differing.has(call)).sort();
	}
}
