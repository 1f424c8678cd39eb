import { until } from '../support/until';
import type { Cases } from './round';
import { idsOf, subject } from './subject';

/** Proves what the engine tests call "database": ticks of the scheduler, each on static data read anew. */

/** n8n's newer poller: static data is fresh at each tick, and the node's own a copy of its own. */
export const newerPoller = {
	N8N_SCHEDULER_ENABLED: 'true',
	N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
	N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
};

const timeoutMs = 150_000;

export const scheduled: Cases = {
	async 'recovers, repairs and keeps the secret when its ticks come from the scheduler'(bench) {
		const parameters = { options: { recoverIntervalMinutes: 1 } };
		const one = await subject(bench, 'v3', { parameters });
		const { heygen } = one.account;
		const ids = async (): Promise<string[]> => (await idsOf(bench, one)).flat();
		const delivered = String((await heygen.finishVideo()).event_data.video_id);
		heygen.removeEndpoint(one.endpoint.endpoint_id);
		const createdAt = new Date(Date.now() - 30_000);
		const data = heygen.sample('avatar_video.success');
		await heygen.emit('avatar_video.success', data, { deliver: false, createdAt });
		await until('the repair', async () => heygen.endpoints[0], { timeoutMs });
		await until('the missed event', async () => (await ids()).length > 1 || undefined, {
			timeoutMs,
		});
		return {
			after: async () => {
				// The new secret is in static data, which each delivery reads anew.
				const after = await heygen.finishVideo();
				expect(after.attempts.at(-1)).toMatchObject({ status: 200 });
				const last = String(after.event_data.video_id);
				await until('the last event', async () => (await ids()).includes(last) || undefined);
				expect((await ids()).sort()).toEqual([delivered, String(data.video_id), last].sort());
				expect(heygen.endpoints).toHaveLength(1);
			},
		};
	},
};
