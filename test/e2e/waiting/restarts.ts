import type { Bench } from '../support/bench';
import { n8nNode, webhookNode } from '../support/joined';
import { begin, createAndWait, out, Parked, start } from '../support/parked';
import { until } from '../support/until';
import { chain, noOp } from '../support/workflows';

const limitMs = 300_000;

/** Of the two that are parked one is woken after each restart. */
export function restarts(bench: Bench): void {
	const make = (account: Parameters<typeof createAndWait>[0]) =>
		chain(
			'Restarts',
			webhookNode(start),
			createAndWait(account, { parameters: { script: 'one' } }),
			noOp(),
		);

	it(
		'goes on after n8n was stopped while it was parked',
		async () => {
			const parked = await Parked.published(bench, make);
			await parked.waits();
			// the rest of the file has one slot for executions
			await bench.n8n.restart({ N8N_CONCURRENCY_PRODUCTION_LIMIT: '1' });
			await parked.finish();
			expect(out(await parked.ends())).toMatchObject([{ status: 'completed' }]);
		},
		limitMs,
	);

	it(
		'holds no slot while it is parked, and waits for one when it is woken',
		async () => {
			const first = await Parked.published(bench, make);
			await first.waits();
			const [secondId = ''] = await begin(bench, first.workflow, 1);
			const second = first.other(secondId);
			await second.waits();
			const busy = await bench.api.workflows.create(
				chain(
					'Busy',
					webhookNode(start),
					n8nNode('wait', 'Hold', 1.1, { amount: 5, unit: 'seconds' }),
				),
			);
			await bench.api.workflows.activate(busy.id);
			const [busyId = ''] = await begin(bench, busy, 1);
			await first.finish(undefined, { callback: { hangUpMs: limitMs } });
			expect((await first.other(busyId).ends()).status).toBe('success');
			expect(out(await first.ends())).toMatchObject([{ status: 'completed' }]);
			expect(out(await second.ends())).toMatchObject([{ status: 'completed' }]);
			expect(first.statuses).toEqual([200, 200]);
		},
		limitMs,
	);

	it(
		'goes on after n8n was killed while it was parked, and while it asked HeyGen',
		async () => {
			const parked = await Parked.published(bench, make);
			await parked.waits();
			const { heygen, videos } = parked;
			const [video = ''] = videos;
			const path = `/v3/videos/${video}`;
			await parked.finish([video], { callback: { send: false } });
			const before = heygen.count('GET', path);
			heygen.fault({ kind: 'hang', method: 'GET', path });
			const called = heygen.callBack(video, { retryMs: [] });
			await until('n8n to ask HeyGen', async () => heygen.count('GET', path) > before || undefined);
			await bench.n8n.kill();
			await bench.n8n.restart();
			// cut off, or given up before the end
			expect([0, 503]).toContain((await called)[0]?.status);
			expect((await parked.now()).status).toBe('waiting');
			await heygen.callBack(video);
			expect(out(await parked.ends())).toMatchObject([{ id: video, status: 'completed' }]);
		},
		limitMs,
	);
}
