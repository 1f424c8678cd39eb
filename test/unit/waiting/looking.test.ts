import type { Job } from '../../../nodes/HeyGen/waiting/job';
import { firstLooksAt, looksAt } from '../../../nodes/HeyGen/waiting/looking';
import { told } from './support/told';

const podcast = (id: string): Job => ({ kind: 'podcast', ids: [id] });
const video = (id: string): Job => ({ kind: 'video', ids: [id] });
const states = (looks: Array<{ state: string }>): string[] => looks.map(({ state }) => state);

describe('jobs that are asked for one by one', () => {
	it('come back in their order, with what HeyGen does not know as gone', async () => {
		const { heygen } = told({
			'/v3/podcasts/a': { status: 'failed' },
			'/v3/podcasts/c': { status: 'completed' },
		});
		const looks = await looksAt(heygen, [podcast('a'), podcast('b'), podcast('c')]);
		expect(states(looks)).toEqual(['failed', 'gone', 'completed']);
	});

	it('are open when HeyGen does not know them just after their creation', async () => {
		expect(states(await firstLooksAt(told({}).heygen, [podcast('a')]))).toEqual(['open']);
	});

	it('begin with the one that HeyGen called about, and stop at the first that is open', async () => {
		const { heygen, asked } = told({
			'/v3/podcasts/a': { status: 'running' },
			'/v3/podcasts/b': { status: 'completed' },
			'/v3/podcasts/c': { status: 'completed' },
		});
		const jobs = ['a', 'b', 'c'].map(podcast);
		const round = { width: 1, from: 1, untilOpen: true } as const;
		expect(states(await looksAt(heygen, jobs, round))).toEqual(['open', 'completed', 'completed']);
		expect(asked.map(({ path }) => path.at(-1))).toEqual(['b', 'c', 'a']);
		asked.length = 0;
		expect(states(await looksAt(heygen, jobs, { ...round, from: 0 }))).toEqual([
			'open',
			'open',
			'open',
		]);
		expect(asked).toHaveLength(1);
	});

	it('are not told from each other by an error: it is thrown', async () => {
		const { heygen } = told({ '/v3/podcasts/a': 500 });
		await expect(looksAt(heygen, [podcast('a')])).rejects.toMatchObject({ httpCode: '500' });
	});
});

describe('jobs whose states come in one call', () => {
	const path = '/v3/videos/statuses';

	it('are asked for alone only when none is open', async () => {
		const list = [
			{ video_id: 'a', status: 'completed' },
			{ video_id: 'b', status: 'processing' },
		];
		const { heygen, asked } = told({ [path]: list });
		expect(states(await looksAt(heygen, [video('a'), video('b')]))).toEqual(['completed', 'open']);
		expect(asked).toMatchObject([{ path, query: { video_ids: 'a,b' } }]);
	});

	it('come with what was made when all have ended', async () => {
		const { heygen } = told({
			[path]: [
				{ video_id: 'b', status: 'failed' },
				{ video_id: 'a', status: 'completed' },
			],
			'/v3/videos/a': { status: 'completed', duration: 3 },
			'/v3/videos/b': { status: 'failed' },
		});
		expect(await looksAt(heygen, [video('a'), video('b')])).toMatchObject([
			{ state: 'completed', data: { duration: 3 } },
			{ state: 'failed' },
		]);
	});

	it('are open where the list leaves them out', async () => {
		const { heygen } = told({ [path]: [{ video_id: 'a', status: 'completed' }] });
		expect(states(await looksAt(heygen, [video('a'), video('b')]))).toEqual(['completed', 'open']);
	});

	it('are asked for by the hundred', async () => {
		const { heygen, asked } = told({ [path]: [] });
		const jobs = Array.from({ length: 201 }, (_, index) => video(`v${index}`));
		await looksAt(heygen, jobs);
		const counts = asked.map(({ query }) => String(query?.video_ids).split(',').length);
		expect(counts).toEqual([100, 100, 1]);
	});
});
