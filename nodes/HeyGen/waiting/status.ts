import type { HeyGen } from '../api/client';
import { unlessGone } from '../api/errors';
import { idText } from '../narrow';
import { stateOf, type Job, type Look, type State } from './jobs/job';
import { kindOf } from './jobs/jobTypes';

/** HeyGen takes so many IDs in one call. */
const most = 100;
/** How the jobs are asked for, one after the other. */
interface Round {
	/** So many at the same time. */
	width: number;
	/** The place of the first; those before it come last. */
	from?: number;
	/** With one that is open the jobs that are left are not asked for: they come back as open. */
	untilOpen?: true;
}

/** HeyGen counts requests, and an execution has time. */
const unhurried: Round = { width: 5 };

/**
 * Asks HeyGen for all jobs. Where many states come in one call, what was made is asked for only when
 * nothing is open any more.
 * @throws HeyGenError when HeyGen can't be asked
 */
export async function looksAt(
	heygen: HeyGen,
	jobs: readonly Job[],
	round = unhurried,
): Promise<Look[]> {
	const states = await statesOf(heygen, jobs);
	const first = await each(jobs, round, async (job) => {
		const state = states.get(job);
		return state === undefined ? await lookAt(heygen, job) : { state, data: {} };
	});
	if (states.size === 0 || first.some(({ state }) => state === 'open')) return first;
	return await each(jobs, round, async (job, index) => {
		const look = first[index];
		return look === undefined || states.has(job) ? await lookAt(heygen, job) : look;
	});
}

/** Just made, a job that HeyGen does not know is one that it does not know yet. */
export async function firstLooksAt(heygen: HeyGen, jobs: readonly Job[]): Promise<Look[]> {
	const looks = await looksAt(heygen, jobs);
	return looks.map((look) =>
		look.state === 'gone' || look.lacksPart === true ? { state: 'open', data: {} } : look,
	);
}

/** The states of the jobs of which several can be asked in one call. */
async function statesOf(heygen: HeyGen, jobs: readonly Job[]): Promise<Map<Job, State>> {
	const states = new Map<Job, State>();
	for (const kind of new Set(jobs.map((job) => job.kind))) {
		const { statuses } = kindOf(kind);
		const alike = jobs.filter((job) => job.kind === kind);
		const ids = alike.flatMap((job) => job.ids);
		if (statuses === undefined || ids.length < 2) continue;
		const byId = new Map<string | undefined, State>();
		for (let start = 0; start < ids.length; start += most) {
			const query = { [statuses.key]: ids.slice(start, start + most).join(',') };
			for (const one of await heygen.list({ method: 'GET', path: statuses.path, query })) {
				// HeyGen calls every ID of these lists video_id.
				byId.set(idText(one.video_id), stateOf(one.status));
			}
		}
		for (const job of alike) states.set(job, byId.get(job.ids[0]) ?? 'open');
	}
	return states;
}

const lookAt = async (heygen: HeyGen, job: Job): Promise<Look> =>
	(await unlessGone(kindOf(job.kind).look(heygen, job))) ?? { state: 'gone', data: {} };

async function each(
	jobs: readonly Job[],
	{ width, from = 0, untilOpen }: Round,
	ask: (job: Job, index: number) => Promise<Look>,
): Promise<Look[]> {
	const looks = jobs.map((): Look => ({ state: 'open', data: {} }));
	const all = [...jobs.entries()];
	const inOrder = [...all.slice(from), ...all.slice(0, from)];
	for (let start = 0; start < inOrder.length; start += width) {
		const some = inOrder.slice(start, start + width);
		const seen = await Promise.all(
			some.map(async ([index, job]) => ({ index, look: await ask(job, index) })),
		);
		for (const { index, look } of seen) looks[index] = look;
		if (untilOpen === true && seen.some(({ look }) => look.state === 'open')) break;
	}
	return looks;
}
