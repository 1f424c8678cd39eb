/**
 * Reads the format in which n8n hands out execution data: a JSON array of values, in which every string inside a
 * value is the index of another value, so that shared and circular references survive.
 */
export function parseFlatted(text: string): unknown {
	const values: unknown[] = JSON.parse(text);
	const seen = new Map<number, unknown>();
	const at = (index: number): unknown => {
		if (seen.has(index)) return seen.get(index);
		const value = values[index];
		if (typeof value !== 'object' || value === null) return value;
		const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [] : {};
		// before its members, which may point back to it
		seen.set(index, copy);
		const members = Object.entries(value).map(([key, member]): [string, unknown] => [
			key,
			typeof member === 'string' ? at(Number(member)) : member,
		]);
		return Object.assign(copy, Object.fromEntries(members));
	};
	return at(0);
}
