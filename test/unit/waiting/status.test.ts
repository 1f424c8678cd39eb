import type { HeyGen } from '../../../nodes/HeyGen/api/client';
import type { Job } from '../../../nodes/HeyGen/waiting/jobs/job';
import { statusesOf } from '../../../nodes/HeyGen/waiting/status';
import { told } from './support/told';

const podcast = (id: string): Job => ({ type: 'podcast', ids: [id] });
const video = (id: string): Job => ({ type: 'video', ids: [id] });
type Round = Parameters<typeof statusesOf>[2];

/** The state of each, in the order of the jobs; undefined for one that was not asked for. */
async function statesOf(heygen: HeyGen, jobs: Job[], round?: Round) {
	const statuses = await statusesOf(heygen, jobs, round);
	return jobs.map((job) => statuses.get(job)?.state);
}

const done = { status: 'completed', video_url: 'https://x' };

describe('jobs that are asked for one by one', () => {
	it('each have their own state, and what HeyGen does not know yet is open', async () => {
		const { heygen } = told({ '/v3/podcasts/a': { status: 'failed' }, '/v3/podcasts/c': done });
		const jobs = [podcast('a'), podcast('not there'), podcast('c')];
		expect(await statesOf(heygen, jobs)).toEqual(['failed', 'open', 'completed']);
	});

	it('begin with the one that HeyGen called about, and stop at the first that is open', async () => {
		const { heygen, asked } = told({
			'/v3/podcasts/a': { status: 'running' },
			'/v3/podcasts/b': done,
			'/v3/podcasts/c': done,
		});
		const jobs = ['a', 'b', 'c'].map(podcast);
		const round = { width: 1, untilOpen: true } as const;
		expect(await statesOf(heygen, jobs, { ...round, first: jobs[1] })).toEqual([
			'open',
			'completed',
			'completed',
		]);
		expect(asked.map(({ path }) => path.at(-1))).toEqual(['b', 'c', 'a']);
		asked.length = 0;
		expect(await statesOf(heygen, jobs, round)).toEqual(['open', undefined, undefined]);
		expect(asked).toHaveLength(1);
	});

	it('throw what HeyGen says, or leave out the one it was said of', async () => {
		const { heygen } = told({ '/v3/podcasts/a': 500, '/v3/podcasts/b': done });
		const jobs = [podcast('a'), podcast('b')];
		await expect(statesOf(heygen, jobs)).rejects.toMatchObject({ httpCode: '500' });
		const unasked = (): void => {};
		expect(await statesOf(heygen, jobs, { width: 2, unasked })).toEqual([undefined, 'completed']);
	});
});

describe('jobs whose states come in one call', () => {
	const path = '/v3/videos/statuses';
	const jobs = [video('a'), video('b')];

	it('come with what was made when they have ended', async () => {
		const { heygen } = told({
			[path]: [
				{ video_id: 'b', status: 'failed' },
				{ video_id: 'a', status: 'completed' },
			],
			'/v3/videos/a': { ...done, duration: 3 },
			'/v3/videos/b': { status: 'failed' },
		});
		const statuses = await statusesOf(heygen, jobs);
		expect([...statuses.values()]).toMatchObject([
			{ state: 'completed', data: { duration: 3 } },
			{ state: 'failed' },
		]);
	});

	it('are not asked for alone while one is open and nobody waits for their data', async () => {
		const list = [
			{ video_id: 'a', status: 'completed' },
			{ video_id: 'b', status: 'processing' },
		];
		const { heygen, asked } = told({ [path]: list });
		const states = await statesOf(heygen, jobs, { width: 5, untilOpen: true });
		expect(states).toEqual(['completed', 'open']);
		expect(asked).toMatchObject([{ path, query: { video_ids: 'a,b' } }]);
	});

	it('are known by their states alone where that is enough', async () => {
		const list = [
			{ video_id: 'a', status: 'completed' },
			{ video_id: 'b', status: 'failed' },
		];
		const { heygen, asked } = told({ [path]: list });
		const states = await statesOf(heygen, jobs, { width: 5, statesOnly: true });
		expect(states).toEqual(['completed', 'failed']);
		expect(asked).toHaveLength(1);
	});

	it('are open where the list leaves them out', async () => {
		const { heygen } = told({ [path]: [{ video_id: 'a', status: 'completed' }] });
		const states = await statesOf(heygen, jobs, { width: 5, untilOpen: true });
		expect(states).toEqual(['completed', 'open']);
	});

	it('are asked for by the hundred', async () => {
		const { heygen, asked } = told({ [path]: [] });
		const many = Array.from({ length: 201 }, (_, index) => video(`v${index}`));
		await statusesOf(heygen, many, { width: 5, untilOpen: true });
		const counts = asked.map(({ query }) => String(query?.video_ids).split(',').length);
		expect(counts).toEqual([100, 100, 1]);
	});
});
