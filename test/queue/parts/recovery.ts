import { steadily } from '../../e2e/support/burst';
import { figures } from '../support/figures';
import { missing, twice } from '../support/outcome';
import type { Queue } from '../support/stage';
import { Watched } from '../support/watched';

/** What the looks at HeyGen's history do, which are main's, beside what processors and workers do. */
export const recovery: Record<string, (queue: Queue) => Promise<void>> = {
	async 'leaves endpoint and secret as they are beside deliveries, and brings a missed event once'(
		queue,
	) {
		const watched = await Watched.listen(queue);
		const { account, endpoint, looks: before } = watched;
		const delivered = await steadily(20, 500, async () => await account.heygen.finishVideo());
		const missed = await watched.make(false);
		await watched.ticks(4);
		const ids = [...delivered.map(({ event_data }) => String(event_data.video_id)), missed];
		await watched.arrival(ids);
		const seen = await watched.outcome();
		figures('recovery beside deliveries', {
			events: ids.length,
			twice: twice(seen).length,
			ticks: watched.looks - before,
			executions: seen.executions,
			'empty executions': seen.empty,
		});
		expect(account.heygen.endpoints).toEqual([endpoint]);
		expect(twice(seen)).toEqual([]);
		expect(missing(seen, ids)).toEqual([]);
		const { attempts } = account.heygen;
		expect(seen.executions).toBeLessThanOrEqual(attempts.length + watched.looks - before);
		expect(await watched.answers()).toEqual([200, 200]);
		await watched.ticks(2);
		const quietTicks = (await watched.outcome()).executions;
		await watched.ticks(3);
		// nothing was delivered since, and what was there is handed over twice at the most
		expect((await watched.outcome()).executions).toBeLessThanOrEqual(quietTicks + 1);
	},

	async 'hands every event over twice at the most, and makes one execution a tick at the most'(
		queue,
	) {
		const watched = await Watched.listen(queue);
		const before = watched.looks;
		const { heygen } = watched.account;
		// at the same moment, so that a look or two find them
		await Promise.all(Array.from({ length: 5 }, async () => await heygen.finishVideo()));
		await watched.ticks(6);
		const seen = await watched.outcome();
		figures('five deliveries, six ticks', {
			executions: seen.executions,
			'empty executions': seen.empty,
		});
		expect(seen.times.size).toBe(5);
		const ofLooks = seen.executions - heygen.attempts.length;
		expect(ofLooks).toBeLessThanOrEqual(Math.min(2, watched.looks - before));
	},
};
