import { invalid } from '../api/errors';
import { hex } from './ids';

export interface Page<T> {
	data: T[];
	has_more: boolean;
	next_token: string | null;
}

interface Cursor {
	scope: string;
	/** What was still to come when the page before was cut, so that new items move nothing. */
	rest: readonly unknown[];
}

/** Cuts lists into pages; a token means nothing outside of this table. */
export class Pages {
	private readonly cursors = new Map<string, Cursor>();

	/** `scope` names the list and its filters: a token is good for no other. */
	cut<T>(scope: string, items: readonly T[], limit: number, token: string | null): Page<T> {
		const left = this.remaining(scope, items, token);
		const rest = left.slice(limit);
		const next = rest.length > 0 ? hex(18) : null;
		if (next !== null) this.cursors.set(next, { scope, rest });
		return { data: left.slice(0, limit), has_more: next !== null, next_token: next };
	}

	clear(): void {
		this.cursors.clear();
	}

	private remaining<T>(scope: string, items: readonly T[], token: string | null): T[] {
		if (token === null) return [...items];
		const cursor = this.cursors.get(token);
		if (cursor?.scope !== scope) throw invalid('token', 'This page token is not one of this list.');
		const rest = new Set(cursor.rest);
		return items.filter((item) => rest.has(item));
	}
}
