import type { IDataObject } from 'n8n-workflow';

import type { Generation, SimulatedEndpoint } from '../../simulator';
import { listAndCreate, type Account, type Bench } from '../../e2e/support/bench';
import type { StoredWorkflow } from '../../e2e/support/restTypes';
import { until } from '../../e2e/support/until';

export const generations: Generation[] = ['v1', 'v3'];
/** Attempts come after 0.2, 0.9, 4, 16, 64 … seconds: n8n is back before the last of them. */
const timeScale = 0.0125;

/** A workflow that listens, and what HeyGen had for it when it was published. */
export interface Subject {
	account: Account;
	workflow: StoredWorkflow;
	endpoint: SimulatedEndpoint;
}

export async function subject(
	bench: Bench,
	generation: Generation,
	{ isClose = false, parameters = {} }: { isClose?: boolean; parameters?: IDataObject } = {},
): Promise<Subject> {
	const account = await bench.account(generation, { timeScale });
	const workflow = await (isClose ? account.listenClosely(parameters) : account.listen(parameters));
	return { account, workflow, endpoint: { ...account.endpointOf(workflow) } };
}

export const subjects = async (bench: Bench): Promise<Subject[]> =>
	await Promise.all(generations.map(async (each) => await subject(bench, each)));

/** How a delivery was answered by everybody who got it. */
export const accepts = async ({ account }: Pick<Subject, 'account'>): Promise<number[]> =>
	(await account.heygen.finishVideo()).attempts.map(({ status }) => status).sort();

/** Waits until the trigger has asked HeyGen since `from`, as it does at every start of n8n. */
export async function waitForList({ account }: Subject, from: number): Promise<void> {
	const [list] = listAndCreate[account.generation];
	await until('a list', async () => (account.calls(from).includes(list) ? true : undefined));
}
