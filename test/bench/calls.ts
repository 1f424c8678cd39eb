/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { setTimeout as sleep } from 'node:timers/promises';

import { until } from '../e2e/support/until';
import type { Account } from '../e2e/support/bench';

const historyPath = '/v3/webhooks/events';
const measuredTicks = 10;
/** A tick asks for the history, then for the endpoints; the next one is six seconds away. */
const tickTakesMs = 2_000;
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
		heygen.requests
			.slice(from)
			.map(({ method, path }) => `${method} ${path.replace(/[0-9a-f]{24}/, '{endpoint_id}')}`);
	const workflow = await account.listenClosely();
	const activation = since(0);
	const looks = (): number => heygen.count('GET', historyPath);
	await sleep(tickTakesMs);
	const [from, first] = [heygen.requests.length, looks()];
	await until('ticks', async () => (looks() >= first + measuredTicks ? true : undefined), {
		timeoutMs: 240_000,
	});
	await sleep(tickTakesMs);
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
