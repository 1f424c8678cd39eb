import { clientOf } from '../api/client';
import { asThrown, failureOf, wordsOf } from '../api/errors';
import { isPassing, type Failure } from '../api/failure';
import { executionPolicy, lookPolicy, type RetryPolicy } from '../api/retryPolicy';
import type { Round } from './createNext';
import type { Job } from './jobs/job';
import type { JobStatus } from '../shared/jobState';
import type { Entry, Made } from './output';
import { statusesOf } from './status';

/** Asks for the jobs in one call of the node. Jobs that have ended are not asked for again. */
export class Poll {
	/** The states of ended jobs, with their results. */
	readonly statuses = new Map<Job, JobStatus>();
	/** Why HeyGen could not be asked last time. */
	unasked: string | undefined;

	constructor(private readonly round: Round) {}

	/**
	 * Asks for open jobs, and marks in the entries those that have ended.
	 * @param isFinal failures that are thrown
	 * @param isFollowed another look follows, so this one is a single try
	 * @returns how many have ended
	 */
	async look(
		entries: readonly Entry[],
		isFinal: (failure: Failure) => boolean,
		isFollowed: boolean,
	): Promise<number> {
		const open = openOf(entries);
		this.unasked = undefined;
		const policy = isFollowed ? lookPolicy : executionPolicy;
		const statuses = await this.ask(open, { statesOnly: true, policy }, isFinal);
		for (const entry of open) this.note(entry, statuses.get(entry.job));
		return open.length - openOf(entries).length;
	}

	/** Records the state of a job. */
	note(entry: Made, status: JobStatus | undefined): void {
		if (status === undefined || status.state === 'open') return;
		entry.ended = isGood(status) ? 'completed' : 'failed';
		if (status.isBare !== true) this.statuses.set(entry.job, status);
	}

	/** Gets the results of all ended jobs. HeyGen may report that one is open after all. */
	async results(entries: readonly Entry[]): Promise<void> {
		const missing = madeIn(entries).filter(
			({ job, ended }) => ended !== undefined && !this.statuses.has(job),
		);
		const statuses = await this.ask(missing, { policy: executionPolicy }, isHeyGensWord);
		for (const entry of missing) {
			const status = statuses.get(entry.job);
			if (status === undefined || status.state === 'open') delete entry.ended;
			else this.statuses.set(entry.job, status);
		}
	}

	/** If HeyGen or something in between is down, it is asked again later. */
	private async ask(
		entries: readonly Made[],
		{ policy, ...how }: { statesOnly?: true; policy: RetryPolicy },
		isFinal: (failure: Failure) => boolean,
	): Promise<ReadonlyMap<Job, JobStatus>> {
		const unasked = (error: unknown): void => {
			const failure = failureOf(error);
			if (failure === undefined || isFinal(failure)) throw asThrown(error);
			this.unasked = wordsOf(error);
			this.round.context.logger.debug(`HeyGen is asked again later: ${this.unasked}`);
		};
		const jobs = entries.map(({ job }) => job);
		if (jobs.length === 0) return new Map();
		const { connection } = await this.round.connect();
		const heygen = clientOf({ ...connection, policy });
		try {
			return await statusesOf(heygen, jobs, { width: 5, unasked, ...how });
		} catch (error) {
			unasked(error);
			return new Map();
		}
	}
}

const madeIn = (entries: readonly Entry[]): Made[] => entries.filter((entry) => 'job' in entry);

export const openOf = (entries: readonly Entry[]): Made[] =>
	madeIn(entries).filter(({ ended }) => ended === undefined);

const isGood = ({ state }: JobStatus): boolean =>
	state === 'completed' || state === 'waiting_for_input';

/** An answer from HeyGen itself: not a proxy's page, or a firewall's JSON without a code. */
export const isHeyGensWord = (failure: Failure): boolean =>
	!isPassing(failure) &&
	failure.isPage !== true &&
	failure.unreadable !== true &&
	failure.redirectedTo === undefined &&
	(failure.code !== undefined || failure.status === 401);
