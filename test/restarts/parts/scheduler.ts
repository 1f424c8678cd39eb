import type { Bench } from '../../e2e/support/bench';
import { idsOf } from '../../e2e/support/stored';
import { until } from '../../e2e/support/until';
import { subject } from '../support/subject';

/** Proves what the engine tests call "database": ticks of the scheduler, each on static data read anew. */

/** n8n's newer poller: static data is fresh at each tick, and the node's own a copy of its own. */
export const newerPoller = {
	N8N_SCHEDULER_ENABLED: 'true',
	N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
	N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
};

const timeoutMs = 150_000;

export const scheduled: Record<string, (bench: Bench) => Promise<void>> = {
	async 'n8n recovers, repairs and keeps the secret when ticks come from its scheduler'(bench) {
		const parameters = { options: { recoverIntervalMinutes: 1 } };
		const one = await subject(bench, 'v3', { parameters });
		const { heygen } = one.account;
		const comes = async (id: unknown): Promise<unknown> =>
			await until(
				'the event',
				async () => (await idsOf(bench, one)).flat().includes(String(id)) || undefined,
				{ timeoutMs },
			);
		const { event_data: delivered } = await heygen.finishVideo();
		heygen.removeEndpoint(one.endpoint.endpoint_id);
		const createdAt = new Date(Date.now() - 30_000);
		const data = heygen.sample('avatar_video.success');
		await heygen.emit('avatar_video.success', data, { deliver: false, createdAt });
		await until('the repair', async () => heygen.endpoints[0], { timeoutMs });
		await comes(data.video_id);
		// The new secret is in static data, which each delivery reads anew.
		const { attempts, event_data: last } = await heygen.finishVideo();
		expect(attempts.at(-1)).toMatchObject({ status: 200 });
		await comes(last.video_id);
		const ids = [delivered, data, last].map(({ video_id }) => String(video_id));
		expect((await idsOf(bench, one)).flat().sort()).toEqual(ids.sort());
		expect(heygen.endpoints).toHaveLength(1);
	},
};
