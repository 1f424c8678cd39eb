import type { SimulatedEndpoint } from '../simulator';
import type { Account } from './support/bench';
import { useSharedN8n } from './support/bench';
import { json } from './support/executions';
import type { Execution, StoredWorkflow } from './support/restTypes';
import { until } from './support/until';
import { afterName, testUrl, triggerName, triggerWorkflow } from './support/workflows';

/**
 * Proves what the engine tests take for granted of a test run: where the trigger's webhook has no method, n8n runs
 * it at once, with an empty item, published or not; else n8n calls the trigger with a webhook URL and with
 * static data of their own, ends it after the first event, and goes on listening after a delivery was refused.
 */
const bench = useSharedN8n();
const next = { whenTesting: 'next' };

/** Starts "Execute workflow" and gives the endpoint that HeyGen has for it. */
async function listen(account: Account, workflow: StoredWorkflow): Promise<SimulatedEndpoint> {
	const started = await bench.api.workflows.run(workflow.id, triggerName);
	expect(started).toMatchObject({ waitingForWebhook: true });
	const url = testUrl(bench.n8n.webhookUrl, workflow);
	const found = account.heygen.endpoints.filter((each) => each.url === url);
	expect(found).toHaveLength(1);
	return found[0] as SimulatedEndpoint;
}

async function gone({ heygen }: Account, { endpoint_id }: SimulatedEndpoint): Promise<void> {
	await until('the end of the test endpoint', async () =>
		heygen.endpoints.some((each) => each.endpoint_id === endpoint_id) ? undefined : true,
	);
}

/** The newest of `count` executions by hand. */
async function manualRun(workflow: StoredWorkflow, count: number): Promise<Execution> {
	return await until('a manual run', async () => {
		const all = await bench.api.executions.list({ workflowId: workflow.id });
		const manual = all.filter(({ mode, status }) => mode === 'manual' && status === 'success');
		const newest = manual[0];
		return newest && manual.length === count
			? await bench.api.executions.get(newest.id)
			: undefined;
	});
}

describe('a test run that waits for the next event', () => {
	it('has an endpoint of its own, beside that of the active workflow, until an event came', async () => {
		const account = await bench.account('v3');
		const workflow = await account.listen(next);
		const active = { ...account.endpointOf(workflow) };
		const test = await listen(account, workflow);
		expect(test.secret).not.toBe(active.secret);
		expect(test.events).toEqual(active.events);

		const { attempts, event_data } = await account.heygen.finishVideo();
		expect(attempts.map(({ status }) => status)).toEqual([200, 200]);
		const run = await manualRun(workflow, 1);
		expect(json(run, afterName)).toMatchObject([{ video_id: event_data.video_id }]);

		await gone(account, test);
		expect(account.heygen.endpoints).toEqual([active]);
		expect((await account.heygen.failVideo()).attempts).toMatchObject([{ status: 200 }]);
		const all = await bench.api.executions.waitFor(workflow.id, 3);
		expect(all.map(({ mode }) => mode).sort()).toEqual(['manual', 'webhook', 'webhook']);
		expect(all.map((each) => json(each, afterName).length)).toEqual([1, 1, 1]);
	});

	it('shows an event that was there before, again and again', async () => {
		const account = await bench.account('v3');
		const workflow = await account.listen(next);
		const body = Buffer.from('{"event_type":"avatar_video.fail","event_data":{"video_id":"x"}}');
		await account.heygen.send(account.endpointOf(workflow), body);
		for (const count of [1, 2]) {
			const test = await listen(account, workflow);
			expect(await account.heygen.send(test, body)).toMatchObject({ status: 200 });
			expect(json(await manualRun(workflow, count), afterName)).toMatchObject([{ video_id: 'x' }]);
			await gone(account, test);
		}
	});

	it('goes on listening after a forged delivery, and leaves nothing when it is stopped', async () => {
		const account = await bench.account('v3');
		const workflow = await account.save(
			triggerWorkflow({ parameters: next, credential: account.credential }),
		);
		const test = await listen(account, workflow);
		const body = Buffer.from('{"event_type":"avatar_video.fail","event_data":{"video_id":"y"}}');
		const forged = await account.heygen.send(test, body, { secret: 'whsec_other' });
		expect(forged.status).toBe(401);
		expect(account.heygen.endpoints).toEqual([test]);
		await bench.api.workflows.stopListening(workflow);
		expect(account.heygen.endpoints).toEqual([]);
		expect(await bench.api.executions.list({ workflowId: workflow.id })).toEqual([]);
	});
});

describe('a test run that shows a past event', () => {
	it('is not listened for, and leaves the published workflow alone', async () => {
		const account = await bench.account('v3');
		const workflow = await account.listen();
		const active = { ...account.endpointOf(workflow) };
		const { event_data } = await account.heygen.finishVideo();
		await bench.api.executions.waitFor(workflow.id, 1);
		const started = await bench.api.workflows.run(workflow.id, triggerName);
		expect(started).not.toHaveProperty('waitingForWebhook');
		expect(json(await manualRun(workflow, 1), afterName)).toMatchObject([
			{ video_id: event_data.video_id },
		]);
		expect(account.heygen.endpoints).toEqual([active]);
		expect((await account.heygen.failVideo()).attempts).toMatchObject([{ status: 200 }]);
		await bench.api.executions.waitFor(workflow.id, 3);
	});

	it.each(['v1', 'v3'] as const)('is a sample for a new account of API %s', async (generation) => {
		const account = await bench.account(generation);
		const workflow = await account.save(triggerWorkflow({ credential: account.credential }));
		await bench.api.workflows.run(workflow.id, triggerName);
		const run = await manualRun(workflow, 1);
		expect(json(run, afterName)).toMatchObject([{ sample: true }]);
		expect(account.heygen.requests.every(({ method }) => method === 'GET')).toBe(true);
	});
});
