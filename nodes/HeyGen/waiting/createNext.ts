import type { IExecuteFunctions } from 'n8n-workflow';

import { clientOf, type HeyGen } from '../api/client';
import { asThrown, failureOf, wordsOf } from '../api/errors';
import { executionPolicy } from '../api/retryPolicy';
import { attempt, isFailing, type Failing } from '../operation/attempt';
import { Item } from '../operation/item';
import { ownCallback } from '../shared/ownCallback';
import { check, type Plan, type WaitSpec } from './create';
import { isToMake, namesOf, type Made } from './output';
import type { Parked } from './parked';

/** One call of the node. */
export interface Round {
	context: IExecuteFunctions;
	/** Connects once per call, and only if needed: reading a credential costs n8n a sandbox. */
	connect(): Promise<HeyGen>;
	spec: WaitSpec;
}

/** n8n's address of this execution. */
export const resumeUrlOf = (context: IExecuteFunctions): string =>
	String(context.getWorkflowDataProxy(0).$execution?.resumeUrl);

/** Reads and checks one item, and creates nothing. */
export async function planOf(
	{ context, connect, spec }: Round,
	index: number,
): Promise<Plan | Failing> {
	return await attempt(context, index, async () => {
		const item = new Item(context, index, [...spec.fields, spec.options]);
		return await check({ heygen: await connect(), item }, spec, resumeUrlOf(context));
	});
}

/**
 * Creates the items that are still missing, in order, until HeyGen accepts no more at once.
 * @param plans of items that are already checked; a retry reads the item again, and sends the same
 * keys
 * @param hasRoom a job has ended; otherwise nothing is uploaded that HeyGen may refuse
 * @returns HeyGen's message if it accepted no more
 */
export async function createNext(
	round: Round,
	parked: Parked,
	{ plans = [], hasRoom }: { plans?: ReadonlyArray<Plan | Failing> | undefined; hasRoom: boolean },
): Promise<string | undefined> {
	const { context } = round;
	if (!parked.entries.some(isToMake)) return undefined;
	const policy = { ...executionPolicy, waitsForLimits: false };
	const heygen = clientOf({ ...(await round.connect()).connection, policy });
	for (const [index, entry] of parked.entries.entries()) {
		if (!isToMake(entry)) continue;
		const plan = plans[index] ?? (await planOf(round, index));
		if (isFailing(plan)) {
			parked.entries[index] = plan;
			continue;
		}
		if (plan.hasFiles && !hasRoom) return noRoom;
		const work = async () => await makeOne(heygen, round, { plan, parked, index });
		const made = await attempt(context, index, work, () => namesOf(parked.entries));
		if ('refusal' in made) return made.refusal;
		parked.entries[index] = made;
		if ('job' in made) Object.assign(parked, { madeMs: Date.now(), looks: 0 });
	}
	return undefined;
}

const noRoom = 'none of the running jobs has ended';

/** @returns HeyGen's message if it may accept it later */
async function makeOne(
	heygen: HeyGen,
	{ context }: Round,
	{ plan, parked, index }: { plan: Plan; parked: Parked; index: number },
): Promise<Made | { refusal: string }> {
	const { isCalled, isAutomatic } = plan.options;
	const onRefused = (): void => void (parked.isRefused = true);
	const callback =
		isCalled && !(isAutomatic && parked.isRefused)
			? {
					url: ownCallback(resumeUrlOf(context), parked.wait, index),
					...(isAutomatic && { onRefused }),
				}
			: undefined;
	try {
		return { job: await plan.make(heygen, callback) };
	} catch (error) {
		if (failureOf(error)?.status !== 429) throw asThrown(error);
		return { refusal: wordsOf(error) };
	}
}
