import type { Bench } from '../../e2e/support/bench';
import type { Environment } from '../../e2e/support/environment';

/** HeyGen's repeats are minutes apart in the end, where a start of n8n takes long. */
export const limitMs = 600_000;

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

/** Its own test tells of what went wrong before. */
const failed = (error: unknown): Prepared => ({ after: async () => await Promise.reject(error) });

/**
 * One end of n8n and one start, shared by everything that needs them: a start is most of the time. Each case is a
 * test.
 */
export function round(title: string, bench: Bench, how: Restart, cases: Cases): void {
	describe(title, () => {
		const all = new Map<string, Prepared>();
		const everybody = async (work: (name: string) => Promise<unknown>): Promise<unknown> =>
			await Promise.all(
				Object.keys(cases).map(
					async (name) => await work(name).catch((error: unknown) => all.set(name, failed(error))),
				),
			);
		beforeAll(async () => {
			await everybody(async (name) => {
				const before = await cases[name]?.(bench);
				if (before !== undefined) all.set(name, before);
			});
			await everybody(async (name) => await all.get(name)?.last?.());
			await (how.isKill ? bench.n8n.kill() : bench.n8n.stop());
			await everybody(async (name) => await all.get(name)?.meanwhile?.());
			await bench.n8n.restart(how.env, how.webhookUrl?.(bench));
		}, limitMs);
		afterAll(async () => await bench.closeAccounts());
		it.each(Object.keys(cases))('%s', async (name) => void (await all.get(name)?.after()), limitMs);
	});
}
