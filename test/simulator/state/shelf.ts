import type { JsonObject } from '../types';

/** Makes the invented thing of a number, counted from 0. */
export type Invent = (index: number) => JsonObject;

/** The things of one kind, newest first. A key that starts with `_` is never shown. */
export class Shelf {
	readonly items = new Map<string, JsonObject>();
	private waiting: Array<() => void> = [];

	/** `missing` is the error code of a 404. */
	constructor(
		readonly idKey: string,
		readonly missing = 'not_found',
	) {}

	/** Things that were there before; made when somebody first looks. */
	seed(count: number, invent: Invent): void {
		this.waiting.push(() => {
			for (let index = count - 1; index >= 0; index--) this.put(invent(index));
		});
	}

	find(id: string): JsonObject | undefined {
		this.fill();
		return this.items.get(id);
	}

	/** Newest first; what was seeded keeps its order, behind what was made. */
	list(): JsonObject[] {
		this.fill();
		return [...this.items.values()].reverse();
	}

	add(item: JsonObject): JsonObject {
		this.fill();
		return this.put(item);
	}

	remove(id: string): boolean {
		this.fill();
		return this.items.delete(id);
	}

	clear(): void {
		this.items.clear();
		this.waiting = [];
	}

	private put(item: JsonObject): JsonObject {
		this.items.set(String(item[this.idKey]), item);
		return item;
	}

	/** Backwards, since lists begin with what came last. */
	private fill(): void {
		const { waiting } = this;
		this.waiting = [];
		for (const make of waiting) make();
	}
}

/** What may be seen of a thing. */
export const shown = (item: object): JsonObject =>
	Object.fromEntries(Object.entries(item).filter(([key]) => !key.startsWith('_')));
