import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { HeyGen } from '../api/client';
import { needsV3 } from '../api/errors';
import { executionPolicy } from '../api/retryPolicy';
import { connectHeyGen } from '../authentication';
import type { Plan, WaitSpec } from './create';
import { planOf, type Round } from './createNext';
import { attempt, isFailing, type Failing } from '../operation/attempt';
import { isOwnRun } from '../operation/n8nStack';
import { broken, finished, namesOf } from './output';
import { keepForRetry, newlyParked, parkedBefore, type Parked } from './parked';
import { Wait } from './wait';

/**
 * `execute()` of every operation that waits. It checks all items, creates all, and parks the
 * execution. After a callback, and when it is time to ask HeyGen, n8n calls this again, see
 * operation/n8nStack.ts; if it can't, resume.ts takes over.
 */
export async function execute(
	context: IExecuteFunctions,
	spec: WaitSpec,
): Promise<INodeExecutionData[][]> {
	const keeps = isOwnRun(context);
	const before = keeps ? parkedBefore(context) : undefined;
	const toMake = context.getInputData().map(() => ({ isToMake: true }) as const);
	const parked = before ?? newlyParked(context, toMake);
	let isParked = false;
	const work = async () => {
		const round = roundOf(context, spec);
		const plans = before === undefined ? await checkAll(round, parked) : undefined;
		const waited = await new Wait(round, parked, plans).goOn();
		({ isParked } = waited);
		return waited.items;
	};
	const items = await attempt(context, 0, work, () => namesOf(parked.entries)).finally(() => {
		if (keeps && !isParked) keepForRetry(context, parked);
	});
	return [isFailing(items) ? finished(context, broken(parked.entries, items)) : items];
}

function roundOf(context: IExecuteFunctions, spec: WaitSpec): Round {
	const connected = async (): Promise<HeyGen> => {
		const heygen = await connectHeyGen(context, executionPolicy);
		if (heygen.connection.apiVersion === 'v3') return heygen;
		throw needsV3(context.getNode(), 'Waiting for HeyGen');
	};
	let once: Promise<HeyGen> | undefined;
	return { context, spec, connect: async () => await (once ??= connected()) };
}

/** Finds an error in the last item before HeyGen has started on the first. */
async function checkAll(round: Round, parked: Parked): Promise<Array<Plan | Failing>> {
	// An unusable credential is not an error of one item.
	await round.connect();
	const plans: Array<Plan | Failing> = [];
	for (const index of parked.entries.keys()) {
		const plan = await planOf(round, index);
		plans.push(plan);
		if (isFailing(plan)) {
			parked.entries[index] = plan;
			continue;
		}
		parked.waitMs = Math.max(parked.waitMs, plan.options.waitMs);
		const { failsLate } = plan.options.flags;
		if (failsLate === true) parked.entries[index] = { isToMake: true, failsLate };
	}
	return plans;
}
