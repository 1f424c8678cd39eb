import { emit } from '../delivery/emit';
import type { World } from '../state/world';
import { finishBatch } from './batches';
import { toldOf } from './event';
import type { Told } from './event';
import type { Job } from './jobs';
import { endVideo } from './session';
import type { CallbackPlan, FinishedJob, FinishOptions } from './types';

/** Ends a job, and tells endpoints, its callback and, with its last item, its batch. */
export async function finish(
	world: World,
	job: Job,
	options: FinishOptions = {},
): Promise<FinishedJob> {
	const plan = { ...world.callbacks.plan, ...options.callback };
	const early = plan.earlyMs === undefined ? undefined : await callEarly(world, job, plan, options);
	hideEnd(job, plan);
	endJob(world, job, options);
	const failed = world.jobs.isFailed(job);
	const told = toldOf(job, failed);
	const deliver = options.deliver ?? true;
	const event = told.known
		? await emit(world, told.event_type, told.event_data, { deliver })
		: null;
	const called = early ?? (await callBack(world, job, told, plan));
	await finishBatch(world, job, plan, deliver);
	const settled = Promise.all([event?.settled, called.settled]).then(() => undefined);
	return { kind: job.kind, id: job.id, event, callbacks: called.first, settled };
}

/** The call comes first; what it tells of becomes true a little later. */
async function callEarly(world: World, job: Job, plan: CallbackPlan, options: FinishOptions) {
	const failed = (options.outcome ?? 'completed') !== 'completed';
	const called = await callBack(world, job, toldOf(job, failed), plan);
	await world.waits.wait(plan.earlyMs ?? 0);
	return called;
}

async function callBack(world: World, job: Job, told: Told, plan: CallbackPlan) {
	if (job.callbackUrl === null || plan.send === false) {
		return { first: [], settled: Promise.resolve() };
	}
	const { event_type, event_data } = told;
	const body = { event_type, event_data };
	const called = { kind: job.kind, jobId: job.id, url: job.callbackUrl, body };
	return await world.callbacks.send(called, plan);
}

/** Keeps what the API tells of the job as it was, for a number of looks. */
function hideEnd(job: Job, plan: CallbackPlan): void {
	if (plan.staleLooks) job.stale = { item: structuredClone(job.item), left: plan.staleLooks };
	job.down = plan.downLooks ?? 0;
}

function endJob(world: World, job: Job, options: FinishOptions): void {
	if (job.kind === 'session') endVideo(world, job, options);
	world.jobs.end(job, options);
}
