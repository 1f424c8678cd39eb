import type { HeyGen } from '../api/client';
import { asThrown, failureOf } from '../api/errors';
import { idText } from '../narrow';
import type { Job, JobType } from './jobs/job';
import { jobTypeOf } from './jobs/jobTypes';
import { unlessMissing } from './jobs/missing';
import { isAtWork, open, stateOf, type JobStatus, type State } from '../shared/jobState';

/** HeyGen accepts this many IDs in one request. */
const most = 100;

/** How to ask for the jobs. */
interface Round {
	/** The number of requests at the same time. */
	width: number;
	/** Ask for this one first, then for those after it. */
	first?: Job | undefined;
	/** Stop at the first open job, because the states of the others are not needed. */
	untilOpen?: true;
	/** The state is enough, so that one request can ask for many. */
	statesOnly?: true;
	/** A job that can't be asked for counts as open, unless this throws. */
	unasked?(error: unknown): void;
}

/** HeyGen limits requests, and an execution has time. */
const unhurried: Round = { width: 5 };

/**
 * Asks HeyGen for all jobs; those missing in the answer were not asked for.
 * @throws HeyGenError if HeyGen can't be asked
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
		const asked = unlessNoId(job, jobTypeOf(job.type).ask(heygen, job));
		return await unlessMissing([job.type, ...job.ids].join(), asked);
	};
	return await each(jobs, round, ask);
}

/** An ID that a user entered may be invalid: that is an error of its own item. */
async function unlessNoId({ isKnown }: Job, asked: Promise<JobStatus>): Promise<JobStatus> {
	try {
		return await asked;
	} catch (error) {
		if (isKnown === true && isRefused(error, [400, 422])) return { state: 'gone', data: {} };
		throw asThrown(error);
	}
}

/** HeyGen refuses the request. */
function isRefused(error: unknown, statuses: readonly number[]): boolean {
	const { status = 0, code } = failureOf(error) ?? {};
	return code !== undefined && statuses.includes(status);
}

/** The states of jobs that one request can ask for together. */
async function toldTogether(heygen: HeyGen, jobs: readonly Job[]): Promise<Map<Job, JobStatus>> {
	const told = new Map<Job, JobStatus>();
	for (const type of new Set(jobs.map((job) => job.type))) {
		const { statuses } = jobTypeOf(type);
		const alike = jobs.filter((job) => job.type === type);
		const ids = alike.flatMap((job) => job.ids);
		if (statuses === undefined || ids.length < 2) continue;
		const listed = await statesOf(heygen, statuses, ids).catch((error: unknown) => {
			// Each is asked for on its own then.
			if (isRefused(error, [400, 403, 404, 422])) return undefined;
			throw asThrown(error);
		});
		for (const job of alike) {
			// An entered ID that is not listed is asked for on its own: it may be invalid.
			const isListed = job.isKnown !== true || job.ids.every((id) => listed?.has(id));
			if (listed !== undefined && isListed) told.set(job, toldOf(job, listed));
		}
	}
	return told;
}

/** By ID. A running job is not asked for on its own. */
type Listed = Map<string | undefined, State | 'atWork'>;

/** HeyGen's list of states for these IDs. */
async function statesOf(
	heygen: HeyGen,
	{ path, key }: NonNullable<JobType['statuses']>,
	ids: readonly string[],
): Promise<Listed> {
	const states: Listed = new Map();
	for (let start = 0; start < ids.length; start += most) {
		const query = { [key]: ids.slice(start, start + most).join(',') };
		for (const one of await heygen.list({ method: 'GET', path, query })) {
			// HeyGen calls every ID in these lists video_id.
			states.set(idText(one.video_id), isAtWork(one.status) ? 'atWork' : stateOf(one));
		}
	}
	return states;
}

/** A job that has ended, or whose state only the job itself explains, is asked for on its own. */
function toldOf({ ids, stopOnFirstFailure }: Job, listed: Listed): JobStatus {
	const states = ids.map((id) => listed.get(id));
	const isStopped = stopOnFirstFailure === true && states.includes('failed');
	const openIds = ids.filter((_id, index) => (states[index] ?? 'atWork') === 'atWork');
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
