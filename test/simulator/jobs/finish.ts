import { emit } from '../delivery/emit';
import type { World } from '../state/world';
import { callBatch, isOver, tellBatch } from './batches';
import type { Sent } from './callbacks';
import { toldOf } from './event';
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
	const failing = (options.outcome ?? 'completed') !== 'completed';
	const early = plan.earlyMs === undefined ? undefined : await callEarly(world, job, failing, plan);
	hideEnd(job, plan);
	if (job.kind === 'session') endVideo(world, job, options);
	world.jobs.end(job, options);
	const deliver = options.deliver ?? true;
	const { known, event_type, event_data } = toldOf(job, failing);
	const event = known ? await emit(world, event_type, event_data, { deliver }) : null;
	const called = early ?? (await callBack(world, job, failing, plan));
	const batch = isOver(world, job) ? await tellBatch(world, job, plan, deliver) : undefined;
	const ends = [event?.settled, called.settled, batch?.settled];
	const settled = Promise.all(ends).then(() => undefined);
	return { kind: job.kind, id: job.id, event, callbacks: called.first, settled };
}

/** The call comes first; what it tells of becomes true a little later. */
async function callEarly(world: World, job: Job, failing: boolean, plan: CallbackPlan) {
	const called = await callBack(world, job, failing, plan);
	await world.waits.wait(plan.earlyMs ?? 0);
	return called;
}

async function callBack(
	world: World,
	job: Job,
	failing: boolean,
	plan: CallbackPlan,
): Promise<Sent> {
	const { kind, id: jobId, callbackUrl: url } = job;
	const { event_type, event_data } = toldOf(job, failing);
	const body = { event_type, event_data };
	return await world.callbacks.send({ kind, jobId, url, body }, plan);
}

/** The callback of a job or a batch at any time. @throws RangeError when there is none */
export async function callNow(world: World, id: string, plan: CallbackPlan): Promise<Sent> {
	const job = world.jobs.find(id);
	if (job) return await callBack(world, job, world.jobs.isFailed(job), plan);
	if (world.shelves.batches.find(id)) return await callBatch(world, id, plan);
	throw new RangeError(`no job or batch ${id}`);
}

/** Keeps what the API tells of the job as it was, for a number of looks. */
function hideEnd(job: Job, plan: CallbackPlan): void {
	if (plan.staleLooks) job.stale = { item: structuredClone(job.item), left: plan.staleLooks };
	job.down = plan.downLooks ?? 0;
}
