/** Drops the oldest entries of a map that has more than `most`. */
export function cap(map: Map<unknown, unknown>, most: number): void {
	for (const oldest of map.keys()) {
		if (map.size <= most) return;
		map.delete(oldest);
	}
}
