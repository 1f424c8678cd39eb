import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { clientOf, type HeyGen } from '../api/client';
import { asThrown, failureOf, needsV3 } from '../api/errors';
import { executionPolicy } from '../api/retryPolicy';
import type { HeyGenRequest } from '../api/request';
import { connectHeyGen } from '../authentication';
import { InvalidInput } from '../operation/fields/invalidInput';
import { Item } from '../operation/item';
import { onErrorOf } from '../operation/itemError';
import { callbackUrl, check, create, type Plan, type WaitSpec } from './create';
import { withFiles } from './files';
import type { JobStatus } from './jobs/state';
import type { Job } from './jobs/job';
import {
	attempt,
	broken,
	finished,
	isFailing,
	itemsOf,
	jobsOf,
	outcomesOf,
	pendingItem,
	type Entry,
	type Failing,
} from './output';
import { waitOf, writeParked } from './parked';
import { Poll } from './poll';

/**
 * `execute()` of every operation that waits. All items are checked, then all are made, then n8n
 * parks the execution and never comes back here: resume.ts goes on.
 */
export async function execute(
	context: IExecuteFunctions,
	spec: WaitSpec,
): Promise<INodeExecutionData[][]> {
	const entries: Entry[] = [];
	const work = async () => await waitFor(context, spec, entries);
	const waited = await attempt(context, 0, work, () => jobsOf(entries));
	if (isFailing(waited)) {
		const all = context.getInputData().map((_item, index) => entries[index] ?? waited);
		return [finished(context, broken(all, waited))];
	}
	if ('pending' in waited) return [waited.pending];
	const { heygen, statuses, plans } = waited;
	const items = finished(context, entries, statuses);
	const wantsFile = plans.map((plan) => !isFailing(plan) && plan.options.download);
	return [await withFiles(context, heygen, { entries, items, wantsFile })];
}

interface Waited {
	heygen: HeyGen;
	plans: ReadonlyArray<Plan | Failing>;
	/** Of what has ended. */
	statuses: ReadonlyMap<Job, JobStatus>;
}

/**
 * @param entries what is made is put in here
 * @returns what the editor shows meanwhile, where the execution is parked
 */
async function waitFor(
	context: IExecuteFunctions,
	spec: WaitSpec,
	entries: Entry[],
): Promise<Waited | { pending: INodeExecutionData[] }> {
	const heygen = await connectHeyGen(context, executionPolicy);
	if (heygen.connection.apiVersion !== 'v3') {
		throw needsV3(context.getNode(), 'Creating and waiting');
	}
	const wait = waitOf(context);
	const plans = await checkAll(context, heygen, { spec, wait });
	const options = plans.flatMap((plan) => (isFailing(plan) ? [] : plan.options));
	const waitMs = Math.max(0, ...options.map((one) => one.waitMs));
	const poll = new Poll(context, heygen);
	await createAll(context, heygen, { spec, plans, entries, poll, waitMs });
	const jobs = jobsOf(entries);
	if (options[0]?.byCallback === true) {
		// A callback that comes before the execution is stored finds nobody.
		await poll.once(jobs, () => false);
		if (poll.openOf(jobs).length > 0) {
			return { pending: await park(context, { wait, entries }, { statuses: poll.ended, waitMs }) };
		}
	} else await poll.until(jobs, jobs.length, Date.now() + waitMs);
	return { heygen, plans, statuses: poll.ended };
}

async function checkAll(
	context: IExecuteFunctions,
	heygen: HeyGen,
	{ spec, wait }: { spec: WaitSpec; wait: string },
): Promise<Array<Plan | Failing>> {
	const resumeUrl = String(context.getWorkflowDataProxy(0).$execution?.resumeUrl);
	const plans: Array<Plan | Failing> = [];
	let byCallback: boolean | undefined;
	for (const index of context.getInputData().keys()) {
		const plan = await attempt(context, index, async () => {
			const item = new Item(context, index, [...spec.fields, spec.options]);
			const address = (place: number) => callbackUrl(resumeUrl, wait, place);
			const made = await check({ heygen, item }, spec, address);
			byCallback ??= made.options.byCallback;
			if (made.options.byCallback === byCallback) return made;
			throw new InvalidInput(
				"'How to Wait' is not the same for all items",
				'There is one wait for all of them: choose one way.',
			);
		});
		plans.push(plan);
	}
	return plans;
}

interface Round {
	spec: WaitSpec;
	plans: ReadonlyArray<Plan | Failing>;
	entries: Entry[];
	poll: Poll;
	waitMs: number;
}

async function createAll(
	context: IExecuteFunctions,
	heygen: HeyGen,
	{ spec, plans, entries, poll, waitMs }: Round,
): Promise<void> {
	let untilMs: number | undefined;
	const { connection } = heygen;
	const policy = { ...executionPolicy, waitsForLimits: false };
	const whileOursRun = clientOf({ ...connection, policy });
	/** HeyGen runs so many jobs at once: the next one is made when one of ours has ended. */
	const send = async (request: HeyGenRequest): Promise<IDataObject> => {
		for (;;) {
			const open = poll.openOf(jobsOf(entries));
			try {
				return await (open.length > 0 ? whileOursRun : heygen).object(request);
			} catch (error) {
				if (failureOf(error)?.status !== 429 || open.length === 0) throw asThrown(error);
				untilMs ??= Date.now() + waitMs;
				if (!(await poll.until(open, 1, untilMs))) throw asThrown(error);
			}
		}
	};
	for (const [index, plan] of plans.entries()) {
		if (isFailing(plan)) {
			entries.push(plan);
			continue;
		}
		const work = async (): Promise<Entry> => ({ job: await create(heygen, plan, spec, send) });
		entries.push(await attempt(context, index, work, () => jobsOf(entries)));
	}
}

/** @param statuses of what has ended already */
async function park(
	context: IExecuteFunctions,
	parked: { wait: string; entries: Entry[] },
	{ statuses, waitMs }: { statuses: ReadonlyMap<Job, JobStatus>; waitMs: number },
): Promise<INodeExecutionData[]> {
	const { entries } = parked;
	const limit = new Date(Date.now() + waitMs);
	writeParked(context, parked);
	// At the limit n8n lets through what stands there, and calls nothing of ours.
	const atLimit = itemsOf(outcomesOf(entries, statuses), onErrorOf(context.getNode()));
	context.getExecuteData().data.main = [atLimit];
	await context.putExecutionToWait(limit);
	return entries.map(pendingItem);
}
