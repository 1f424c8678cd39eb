import { ApiError, invalid } from '../api/errors';
import type { Reply } from '../http/reply';

const KEEP_MS = 24 * 60 * 60 * 1000;
const PATTERN = /^[A-Za-z0-9_\-:.]{1,255}$/;

interface Entry {
	at: number;
	reply: Reply | undefined;
}

/** Gives the first answer again when a key comes back to the same route. */
export class Idempotency {
	private readonly entries = new Map<string, Entry>();

	constructor(private readonly now: () => number = Date.now) {}

	async run(key: string | undefined, route: string, work: () => Promise<Reply>): Promise<Reply> {
		if (key === undefined) return await work();
		if (!PATTERN.test(key)) {
			throw invalid('Idempotency-Key', 'The Idempotency-Key header is malformed.');
		}
		const name = `${route} ${key}`;
		const known = this.entries.get(name);
		if (known && this.now() - known.at < KEEP_MS) {
			if (known.reply) return known.reply;
			throw new ApiError(409, 'request_in_progress', 'The first call with this key still runs.');
		}
		const entry: Entry = { at: this.now(), reply: undefined };
		this.entries.set(name, entry);
		const reply = await work();
		// Too many at once is said before anything was tried: the key is still unused.
		if (reply.status === 429) this.entries.delete(name);
		else entry.reply = reply;
		return reply;
	}

	clear(): void {
		this.entries.clear();
	}
}
