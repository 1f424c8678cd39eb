import type { World } from '../state/world';
import type { JsonObject } from '../types';
import { newResourceId, unixSeconds } from '../state/ids';
import { callNow, finish } from './finish';
import type { Job } from './jobs';
import { kindOf, type JobKind } from './kinds';
import { blankVideo } from './resources';
import { beginVideo } from './session';
import type {
	CallbackAttempt,
	CallbackPlan,
	FinishedJob,
	FinishOptions,
	UploadPlan,
} from './types';

/** What a test may do with jobs. */
export class JobDesk {
	constructor(protected readonly world: World) {
		world.jobs.onTime = (job) => void finish(world, job);
	}

	/** Every job of the account, the oldest first. */
	get jobs(): Job[] {
		return this.world.jobs.all;
	}

	/** What was sent to the addresses that jobs and batches were given. */
	get callbacks(): CallbackAttempt[] {
		return this.world.callbacks.attempts;
	}

	/** A job that somebody began elsewhere, with what differs from a blank one; its ID. */
	beginJob(kind: JobKind, more: JsonObject = {}): string {
		const id = newResourceId();
		const { idKey } = this.world.shelves[kindOf(kind).shelf];
		const blank =
			kind === 'video'
				? blankVideo({ title: 'Simulated video' }, id)
				: { [idKey]: id, title: 'Simulated job', created_at: unixSeconds(), failure_message: null };
		this.world.jobs.start(kind, { id, item: { ...blank, ...more } });
		return id;
	}

	/** Ends a job by its id, or the newest open one of a kind. @throws RangeError for none */
	async finishJob(which: string, options: FinishOptions = {}): Promise<FinishedJob> {
		return await finish(this.world, this.job(which), options);
	}

	/** Ends every open job of a batch, in their order. */
	async finishBatch(batchId: string, options: FinishOptions = {}): Promise<FinishedJob[]> {
		const open = this.jobs.filter((job) => job.batchId === batchId && this.world.jobs.isOpen(job));
		const ended: FinishedJob[] = [];
		for (const job of open) ended.push(await finish(this.world, job, options));
		return ended;
	}

	/** To another state of its kind that does not end it; an agent that generates has a video. */
	moveJob(which: string, status: string, more: JsonObject = {}): void {
		const job = this.job(which);
		if (job.kind === 'session' && status === 'generating') beginVideo(this.world, job);
		this.world.jobs.move(job, status, more);
	}

	/** Calls the address of a job or a batch, whatever its state, and changes nothing. */
	async callBack(id: string, plan: CallbackPlan = {}): Promise<CallbackAttempt[]> {
		const { first, settled } = await callNow(this.world, id, plan);
		await settled;
		return first;
	}

	/** Jobs begun from now on end well by themselves after so long; undefined: never. */
	finishAfter(ms: number | undefined): void {
		this.world.jobs.finishAfterMs = ms;
	}

	/** Whether the create of an agent names its video already. */
	nameAgentVideo(atOnce: boolean): void {
		this.world.agentVideoAtOnce = atOnce;
	}

	/** How many jobs may be open at once. */
	limitJobs(count: number): void {
		this.world.jobs.limit = count;
	}

	/** What becomes of the files of direct uploads from now on. */
	planUploads(plan: UploadPlan): void {
		this.world.uploadPlan = plan;
	}

	/** What becomes of the callbacks of every job from now on. */
	planCallbacks(plan: CallbackPlan): void {
		this.world.callbacks.plan = plan;
	}

	/** By id, or the newest open one of a kind. */
	findJob(which: string): Job | undefined {
		return this.world.jobs.find(which);
	}

	private job(which: string): Job {
		const job = this.findJob(which);
		if (!job) throw new RangeError(`no job ${which}`);
		return job;
	}
}
