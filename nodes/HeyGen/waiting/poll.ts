import type { IExecuteFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import type { HeyGen } from '../api/client';
import { asThrown, failureOf, wordsOf } from '../api/errors';
import { isPassing, type Failure } from '../api/failure';
import type { Job } from './jobs/job';
import type { JobStatus } from './jobs/state';
import { statusesOf } from './status';

const everyMs = 15_000;
/** A cancelled execution ends that soon. */
const stepMs = 1_000;

/** Asks for jobs while n8n runs the node. What has ended is not asked for again. */
export class Poll {
	/** The jobs that have ended. */
	readonly ended = new Map<Job, JobStatus>();

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly heygen: HeyGen,
	) {}

	/**
	 * Asks until so many of the jobs have ended, or the time is up.
	 * @returns whether so many have
	 * @throws HeyGenError when HeyGen itself refuses to say
	 */
	async until(jobs: readonly Job[], count: number, untilMs: number): Promise<boolean> {
		for (;;) {
			await this.once(jobs);
			if (jobs.length - this.openOf(jobs).length >= count) return true;
			const leftMs = untilMs - Date.now();
			if (leftMs <= 0) return false;
			await this.pause(Math.min(everyMs, leftMs));
		}
	}

	/**
	 * HeyGen may be away, or something in between: then it is asked again later.
	 * @param isFinal which failures are thrown on
	 */
	async once(jobs: readonly Job[], isFinal = isHeyGensWord): Promise<void> {
		const unasked = (error: unknown): void => {
			const failure = failureOf(error);
			if (failure === undefined || isFinal(failure)) throw asThrown(error);
			this.context.logger.debug(`HeyGen is asked again later: ${wordsOf(error)}`);
		};
		try {
			const statuses = await statusesOf(this.heygen, this.openOf(jobs), { width: 5, unasked });
			for (const [job, status] of statuses) {
				if (status.state !== 'open') this.ended.set(job, status);
			}
		} catch (error) {
			unasked(error);
		}
	}

	openOf(jobs: readonly Job[]): Job[] {
		return jobs.filter((job) => !this.ended.has(job));
	}

	private async pause(ms: number): Promise<void> {
		for (let leftMs = ms; leftMs > 0; leftMs -= stepMs) {
			this.context.getExecutionCancelSignal()?.throwIfAborted();
			await sleep(Math.min(stepMs, leftMs));
		}
	}
}

/** Not a proxy's page, or a firewall's JSON, which knows no code. */
const isHeyGensWord = (failure: Failure): boolean =>
	!isPassing(failure) &&
	failure.isPage !== true &&
	failure.unreadable !== true &&
	failure.redirectedTo === undefined &&
	(failure.code !== undefined || failure.status === 401);
