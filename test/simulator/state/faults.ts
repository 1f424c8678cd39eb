import type { Fault } from '../types';

/** The faults to come: the first that fits is taken, and used up after its number of times. */
export class Faults {
	private readonly list: Array<{ fault: Fault; left: number }> = [];

	add(fault: Fault): void {
		this.list.push({ fault, left: fault.times ?? 1 });
	}

	/** `named` asks only for faults that name a path, as file downloads do. */
	take(method: string, path: string, named = false): Fault | undefined {
		const entry = this.list.find(
			({ fault }) =>
				(!named || fault.path !== undefined) &&
				(fault.method === undefined || fault.method.toUpperCase() === method) &&
				pathFits(path, fault.path),
		);
		if (!entry) return undefined;
		entry.left -= 1;
		if (entry.left <= 0) this.list.splice(this.list.indexOf(entry), 1);
		return entry.fault;
	}

	clear(): void {
		this.list.length = 0;
	}
}

export function pathFits(path: string, wanted: string | RegExp | undefined): boolean {
	if (wanted === undefined) return true;
	return typeof wanted === 'string' ? wanted === path : path.search(wanted) >= 0;
}
