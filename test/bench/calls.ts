import { until } from '../e2e/support/until';
import type { Account } from '../e2e/support/bench';

const historyPath = '/v3/webhooks/events';
const measuredTicks = 10;
/** The default of Recover Interval. */
const ticksAnHour = 6;

/** What the trigger asks HeyGen for, by counting. */
export interface Calls {
	activation: string[];
	idleTicks: number;
	idleCalls: number;
	idleAnHour: number;
	deactivation: string[];
}

/** @param everySixSeconds the workflow's ticks; an hour of idling has as many as the default interval makes */
export async function countCalls(
	account: Account,
	deactivate: (workflowId: string) => Promise<void>,
): Promise<Calls> {
	const { heygen } = account;
	const since = (from: number): string[] =>
		heygen.requests.slice(from).map(({ method, path }) => `${method} ${path}`);
	const workflow = await account.listenClosely();
	const activation = since(0);
	const looks = (): number => heygen.count('GET', historyPath);
	const [from, first] = [heygen.requests.length, looks()];
	await until('ticks', async () => (looks() >= first + measuredTicks ? true : undefined), {
		timeoutMs: 240_000,
	});
	const idleTicks = looks() - first;
	const idleCalls = heygen.requests.length - from;
	const before = heygen.requests.length;
	await deactivate(workflow.id);
	return {
		activation,
		idleTicks,
		idleCalls,
		idleAnHour: (idleCalls / idleTicks) * ticksAnHour,
		deactivation: since(before).filter((call) => !call.includes(historyPath)),
	};
}
