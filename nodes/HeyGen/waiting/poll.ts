import { asThrown, failureOf, wordsOf } from '../api/errors';
import { isPassing, type Failure } from '../api/failure';
import type { Round } from './createNext';
import type { Job } from './jobs/job';
import type { JobStatus } from '../shared/jobState';
import type { Entry, Made } from './output';
import { statusesOf } from './status';

/** Asks for jobs in one call of the node. What has ended is not asked for again. */
export class Poll {
	/** Of the jobs that have ended, with what was made. */
	readonly statuses = new Map<Job, JobStatus>();
	/** Why HeyGen could not be asked last time. */
	unasked: string | undefined;

	constructor(private readonly round: Round) {}

	/**
	 * Asks for what is open, and notes in the entries what has ended.
	 * @param isFinal which failures are thrown on
	 * @returns how many have ended
	 */
	async look(entries: readonly Entry[], isFinal: (failure: Failure) => boolean): Promise<number> {
		const open = openOf(entries);
		this.unasked = undefined;
		const statuses = await this.ask(open, { statesOnly: true }, isFinal);
		for (const entry of open) this.note(entry, statuses.get(entry.job));
		return open.length - openOf(entries).length;
	}

	/** What HeyGen said of one. */
	note(entry: Made, status: JobStatus | undefined): void {
		if (status === undefined || status.state === 'open') return;
		entry.ended = isGood(status) ? 'completed' : 'failed';
		if (status.isBare !== true) this.statuses.set(entry.job, status);
	}

	/** Asks for what was made of all that has ended. HeyGen may say of one that it is open after all. */
	async results(entries: readonly Entry[]): Promise<void> {
		const missing = madeIn(entries).filter(
			({ job, ended }) => ended !== undefined && !this.statuses.has(job),
		);
		const statuses = await this.ask(missing, {}, isHeyGensWord);
		for (const entry of missing) {
			const status = statuses.get(entry.job);
			if (status === undefined || status.state === 'open') delete entry.ended;
			else this.statuses.set(entry.job, status);
		}
	}

	/** HeyGen may be away, or something in between: then it is asked again later. */
	private async ask(
		entries: readonly Made[],
		how: { statesOnly?: true },
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
		const heygen = await this.round.connect();
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

/** Not a proxy's page, or a firewall's JSON, which knows no code. */
export const isHeyGensWord = (failure: Failure): boolean =>
	!isPassing(failure) &&
	failure.isPage !== true &&
	failure.unreadable !== true &&
	failure.redirectedTo === undefined &&
	(failure.code !== undefined || failure.status === 401);
