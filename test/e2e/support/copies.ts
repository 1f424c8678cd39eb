import type { SimulatedEndpoint } from '../../simulator';
import type { Account, Bench } from './bench';
import type { FaultName } from './faults';
import type { N8n } from './n8n';
import { outcomeOf } from './observed';
import type { StoredWorkflow } from './restTypes';
import { Scene } from './scene';
import { until } from './until';
import { productionUrl } from './workflows';

interface Original {
	account: Account;
	workflow: StoredWorkflow;
}

export const endpointsAt = (
	{ account, workflow }: Original,
	{ webhookUrl }: N8n,
): SimulatedEndpoint[] =>
	account.heygen.endpoints.filter(({ url }) => url === productionUrl(webhookUrl, workflow));

export async function endpointAt(original: Original, n8n: N8n): Promise<SimulatedEndpoint> {
	return await until(`an endpoint at ${n8n.webhookUrl}`, async () => {
		const [endpoint, ...others] = endpointsAt(original, n8n);
		return others.length === 0 ? endpoint : undefined;
	});
}

/** Both have an event that happens: the workflow, and its copy in that n8n. */
export async function showCopy(
	bench: Bench,
	fault: FaultName,
	{ account, workflow }: Original,
	n8n: N8n,
	copy = workflow,
): Promise<void> {
	const scene = new Scene(bench, account, workflow, account.endpointOf(workflow));
	const { attempts } = await scene.emit({});
	expect(attempts.map(({ status }) => status)).toEqual([200, 200]);
	await scene.arrive();
	const there = await until('the event in the copy', async () => {
		const seen = await outcomeOf(n8n, copy.id, scene.events);
		return seen.lost === 0 ? seen : undefined;
	});
	expect(there.twice).toBe(0);
	await scene.show(fault, { lost: 0, way: 'by their deliveries' });
}
