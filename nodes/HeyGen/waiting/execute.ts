import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { HeyGen } from '../api/client';
import { needsV3, wordsOf } from '../api/errors';
import { executionPatience } from '../api/patience';
import { connectHeyGen } from '../authentication';
import { Item } from '../operation/item';
import { onErrorOf } from '../operation/itemError';
import { callbackUrl } from './address';
import { askFor } from './poll';
import { attempt, isFailing, type Failing } from './attempt';
import { begin, checked, type Checked } from './create';
import { finished } from './finish';
import type { Job, Look } from './jobs/job';
import { firstLooksAt } from './status';
import { optionsOf, type Options } from './options';
import { itemsOf, outcomeAtLimit, pendingItem } from './output';
import type { Waits } from './spec';
import { jobsOf, waitOf, writeParked, type Entry, type Parked } from './parked';

/**
 * `execute()` of every operation that waits. All items are checked, then all are made, then n8n
 * parks the execution and never comes back here: resume.ts goes on.
 */
export async function createAndWait(
	context: IExecuteFunctions,
	waits: Waits,
): Promise<INodeExecutionData[][]> {
	const heygen = await attempt(context, 0, async () => await connected(context));
	if (isFailing(heygen))
		return finished(
			context,
			context.getInputData().map(() => heygen),
			[],
		);
	const plans = await checkAll(context, heygen, waits);
	const first = plans.find(isPlan);
	if (first === undefined) return finished(context, plans.filter(isFailing), []);
	const wait = waitOf(context);
	const { options } = first;
	const entries = await beginAll(context, heygen, plans, { waits, wait });
	if (!options.byCallback) return await askFor(context, heygen, entries, options);
	const looks = await firstLook(context, heygen, jobsOf(entries));
	if (looks.every(({ state }) => state !== 'open')) return finished(context, entries, looks);
	return await park(context, { wait, entries }, options.waitMs);
}

interface Plan extends Checked {
	/** Those of the first item hold for all: there is one wait. */
	options: Options;
}

const isPlan = (plan: Plan | Failing): plan is Plan => !isFailing(plan);

async function checkAll(
	context: IExecuteFunctions,
	heygen: HeyGen,
	waits: Waits,
): Promise<Array<Plan | Failing>> {
	const plans: Array<Plan | Failing> = [];
	let options: Options | undefined;
	for (const index of context.getInputData().keys()) {
		const plan = await attempt(context, index, async () => {
			const item = new Item(context, index, [...waits.fields, waits.options]);
			options ??= optionsOf(item, waits.options);
			return { ...(await checked({ heygen, item }, waits, options)), options };
		});
		plans.push(plan);
	}
	return plans;
}

async function connected(context: IExecuteFunctions): Promise<HeyGen> {
	const heygen = await connectHeyGen(context, executionPatience);
	if (heygen.connection.apiVersion === 'v3') return heygen;
	throw needsV3(context.getNode(), 'Creating and waiting');
}

async function beginAll(
	context: IExecuteFunctions,
	heygen: HeyGen,
	plans: ReadonlyArray<Plan | Failing>,
	{ waits, wait }: { waits: Waits; wait: string },
): Promise<Entry[]> {
	const resumeUrl = String(context.getWorkflowDataProxy(0).$execution?.resumeUrl);
	const entries: Entry[] = [];
	for (const [index, plan] of plans.entries()) {
		if (isFailing(plan)) {
			entries.push(plan);
			continue;
		}
		const { byCallback, stopOnFirstFailure } = plan.options;
		const callback = byCallback ? callbackUrl(resumeUrl, wait, index) : undefined;
		const make = async (): Promise<Entry> => {
			const job = await begin(heygen, plan, waits, callback);
			return { job: { ...job, ...(stopOnFirstFailure && { stopOnFirstFailure }) } };
		};
		entries.push(await attempt(context, index, make, entries));
	}
	return entries;
}

/** A callback that comes before the execution is stored finds nobody, so HeyGen is asked once. */
async function firstLook(
	context: IExecuteFunctions,
	heygen: HeyGen,
	jobs: readonly Job[],
): Promise<Look[]> {
	try {
		return await firstLooksAt(heygen, jobs);
	} catch (error) {
		context.logger.debug(`HeyGen could not be asked before parking: ${wordsOf(error)}`);
		return jobs.map(() => ({ state: 'open', data: {} }));
	}
}

async function park(
	context: IExecuteFunctions,
	parked: Parked,
	waitMs: number,
): Promise<INodeExecutionData[][]> {
	const { entries } = parked;
	const limit = new Date(Date.now() + waitMs);
	writeParked(context, parked);
	// At the limit n8n lets through what stands there, and calls nothing of ours.
	const atLimit = itemsOf(entries.map(outcomeAtLimit), onErrorOf(context.getNode()));
	context.getExecuteData().data.main = [atLimit];
	await context.putExecutionToWait(limit);
	return [entries.map(pendingItem)];
}
