import { useN8n } from './support/bench';
import { allOutput } from './support/stored';
import { until } from './support/until';
import { triggerName } from './support/workflows';

/** n8n's newer poller: static data is fresh at each tick, and the node's own a copy of its own. */
const bench = useN8n({
	env: {
		N8N_SCHEDULER_ENABLED: 'true',
		N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
		N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
	},
});
const limitMs = 300_000;
const waitMs = 150_000;

it(
	'recovers, repairs and keeps the secret when its ticks come from the scheduler',
	async () => {
		const account = await bench.account('v3');
		const workflow = await account.listen({ options: { recoverIntervalMinutes: 1 } });
		const delivered = String((await account.heygen.finishVideo()).event_data.video_id);
		const { endpoint_id } = account.endpointOf(workflow);
		account.heygen.removeEndpoint(endpoint_id);
		const createdAt = new Date(Date.now() - 30_000);
		const data = account.heygen.sample('avatar_video.success');
		await account.heygen.emit('avatar_video.success', data, { deliver: false, createdAt });
		await until('the repair', async () => account.heygen.endpoints[0], { timeoutMs: waitMs });
		const ids = async (): Promise<string[]> =>
			(await allOutput(bench.n8n, workflow.id, triggerName))
				.flat()
				.map((item) => String(item.video_id));
		await until('the missed event', async () => ((await ids()).length > 1 ? true : undefined), {
			timeoutMs: waitMs,
		});
		// The new secret is in static data, which each delivery reads anew.
		await bench.n8n.restart();
		const after = await account.heygen.finishVideo();
		expect(after.attempts.at(-1)).toMatchObject({ status: 200 });
		const last = String(after.event_data.video_id);
		await until('the last event', async () => ((await ids()).includes(last) ? true : undefined));
		expect((await ids()).sort()).toEqual([delivered, String(data.video_id), last].sort());
		expect(account.heygen.endpoints).toHaveLength(1);
	},
	limitMs,
);
