import type { Bench } from '../support/bench';
import type { Environment } from '../support/environment';

export const limitMs = 300_000;

/** What is there before n8n ends, and what is to be seen once it is back. */
export interface Prepared {
	/** Begins when everything is there, right before n8n ends. */
	last?: () => Promise<unknown>;
	/** While n8n is away. */
	meanwhile?: () => Promise<unknown>;
	after: () => Promise<unknown>;
}

/** Each of them has a workflow and an account of its own. */
export type Cases = Record<string, (bench: Bench) => Promise<Prepared>>;

interface Restart {
	/** As a power cut ends it; else as an administrator does. */
	isKill?: boolean;
	/** What n8n has from then on, beside what it had. */
	env?: Environment;
	/** Where HeyGen is told to deliver to from then on. */
	webhookUrl?: (bench: Bench) => string;
}

async function prepared(bench: Bench, [name, before]: [string, Cases[string]]) {
	try {
		return { name, ...(await before(bench)) };
	} catch (error) {
		// its own test tells of it
		return { name, after: async () => await Promise.reject(error) };
	}
}

/**
 * One end of n8n and one start, shared by everything that needs them: a start is most of the time. Each case is a
 * test.
 */
export function round(title: string, bench: Bench, how: Restart, cases: Cases): void {
	describe(title, () => {
		const all = new Map<string, Prepared>();
		const each = async (part: 'last' | 'meanwhile'): Promise<unknown> =>
			await Promise.all([...all.values()].map(async (one) => await one[part]?.()));
		beforeAll(async () => {
			const ready = Object.entries(cases).map(async (one) => await prepared(bench, one));
			for (const { name, ...one } of await Promise.all(ready)) all.set(name, one);
			await each('last');
			await (how.isKill ? bench.n8n.kill() : bench.n8n.stop());
			await each('meanwhile');
			await bench.n8n.restart(how.env, how.webhookUrl?.(bench));
		}, limitMs);
		afterAll(async () => await bench.closeAccounts());
		it.each(Object.keys(cases))('%s', async (name) => void (await all.get(name)?.after()), limitMs);
	});
}
