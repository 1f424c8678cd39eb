import type { Bench } from '../support/bench';
import { webhookNode } from '../support/joined';
import { begin, createAndWait, out, Parked, start } from '../support/parked';
import { chain, noOp } from '../support/workflows';

/** Proves that n8n wakes many at once, and answers whom it cannot take so that HeyGen calls again. */

const count = 40;
const limitMs = 300_000;

/** n8n wakes what it can take, and the rest as HeyGen calls again. */
export function many(bench: Bench): void {
	it(
		`wakes ${count} executions that are called for at once`,
		async () => {
			const first = await Parked.published(bench, (account) =>
				chain(
					'Many',
					webhookNode(start),
					createAndWait(account, { parameters: { script: '={{ $json.body.script }}' } }),
					noOp(),
				),
			);
			const more = await begin(bench, first.workflow, count - 1);
			const all = [first, ...more.map((id) => first.other(id))];
			expect(all).toHaveLength(count);
			for (const each of all) await each.waits();
			const { heygen, videos } = first;
			const callback = { hangUpMs: limitMs, retryMs: Array(10).fill(1_000_000) as number[] };
			const ends = videos.map(async (id) => await heygen.finishJob(id, { callback }));
			for (const { settled } of await Promise.all(ends)) await settled;
			const ids: unknown[] = [];
			for (const each of all) ids.push(...out(await each.ends()).map(({ id }) => id));
			expect(ids.sort()).toEqual([...videos].sort());
			expect(heygen.count('POST', '/v3/videos')).toBe(count);
		},
		limitMs,
	);
}
