import type { HeyGen } from '../api/client';
import { asThrown } from '../api/errors';
import { idText } from '../narrow';
import type { Job } from './jobs/job';
import { jobTypeOf } from './jobs/jobTypes';
import { unlessMissing } from './jobs/missing';
import { isAtWork, open, stateOf, type JobStatus, type State } from '../shared/jobState';

/** HeyGen takes so many IDs in one call. */
const most = 100;

/** How the jobs are asked for, one after the other. */
interface Round {
	/** So many at the same time. */
	width: number;
	/** Asked first, and those behind it next. */
	first?: Job | undefined;
	/** Once one is open the others are not asked for any more: nobody waits for their data. */
	untilOpen?: true;
	/** A state that comes in one call with many others is enough. */
	statesOnly?: true;
	/** A job that can't be asked for counts as open, unless this throws. */
	unasked?(error: unknown): void;
}

/** HeyGen counts requests, and an execution has time. */
const unhurried: Round = { width: 5 };

/**
 * Asks HeyGen for all jobs; what is not in the answer was not asked for.
 * @throws HeyGenError when HeyGen can't be asked
 */
export async function statusesOf(
	heygen: HeyGen,
	jobs: readonly Job[],
	round: Round = unhurried,
): Promise<Map<Job, JobStatus>> {
	const told = await toldTogether(heygen, jobs);
	const isEnough =
		round.statesOnly === true ||
		(round.untilOpen === true && [...told.values()].some(({ state }) => state === 'open'));
	const ask = async (job: Job): Promise<JobStatus> => {
		const known = told.get(job);
		if (known !== undefined && (isEnough || known.state === 'open')) return known;
		return await unlessMissing(job.ids.join(), jobTypeOf(job.type).ask(heygen, job));
	};
	return await each(jobs, round, ask);
}

/** The states of the jobs of which several can be asked in one call. */
async function toldTogether(heygen: HeyGen, jobs: readonly Job[]): Promise<Map<Job, JobStatus>> {
	const told = new Map<Job, JobStatus>();
	for (const type of new Set(jobs.map((job) => job.type))) {
		const { statuses } = jobTypeOf(type);
		const alike = jobs.filter((job) => job.type === type);
		const ids = alike.flatMap((job) => job.ids);
		if (statuses === undefined || ids.length < 2) continue;
		const { path, key } = statuses;
		const closed = new Map<string | undefined, State>();
		for (let start = 0; start < ids.length; start += most) {
			const query = { [key]: ids.slice(start, start + most).join(',') };
			for (const one of await heygen.list({ method: 'GET', path, query })) {
				// HeyGen calls every ID of these lists video_id.
				if (!isAtWork(one.status)) closed.set(idText(one.video_id), stateOf(one));
			}
		}
		for (const job of alike) told.set(job, toldOf(job, closed));
	}
	return told;
}

/** What has ended, or has a state that only the job itself explains, is asked for on its own. */
function toldOf(
	{ ids, stopOnFirstFailure }: Job,
	closed: ReadonlyMap<string | undefined, State>,
): JobStatus {
	const openIds = ids.filter((id) => !closed.has(id));
	const states = ids.map((id) => closed.get(id));
	const isStopped = stopOnFirstFailure === true && states.includes('failed');
	if (openIds.length > 0 && !isStopped) return { ...open, openIds };
	const isFailed = isStopped || !states.includes('completed');
	return { state: isFailed ? 'failed' : 'completed', data: {}, isBare: true };
}

async function each(
	jobs: readonly Job[],
	{ width, first, untilOpen, unasked }: Round,
	ask: (job: Job) => Promise<JobStatus>,
): Promise<Map<Job, JobStatus>> {
	const statuses = new Map<Job, JobStatus>();
	const from = first === undefined ? 0 : jobs.indexOf(first);
	const inOrder = [...jobs.slice(from), ...jobs.slice(0, from)];
	for (let start = 0; start < inOrder.length; start += width) {
		const some = inOrder.slice(start, start + width);
		const failed = await Promise.all(
			some.map(async (job) => {
				try {
					statuses.set(job, await ask(job));
				} catch (error) {
					if (unasked === undefined) throw asThrown(error);
					unasked(error);
					return true;
				}
				return false;
			}),
		);
		const isOpen = some.some((job) => statuses.get(job)?.state === 'open');
		if ((untilOpen === true && isOpen) || !failed.includes(false)) break;
	}
	return statuses;
}
