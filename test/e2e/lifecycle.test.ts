import type { Generation } from '../simulator';
import { listAndCreate, useN8n } from './support/bench';
import { json } from './support/executions';
import {
	afterName,
	apiKeyCredential,
	chain,
	heygenTrigger,
	noOp,
	productionUrl,
	triggerName,
} from './support/workflows';

const bench = useN8n();
const generations: Generation[] = ['v1', 'v3'];
const chosenByDefault = ['avatar_video.success', 'avatar_video.fail'];

describe.each(generations)('credential of API %s', (generation) => {
	it('is told to work', async () => {
		const { credential } = await bench.account(generation);
		const told = await bench.api.credentials.test(credential.id ?? '');
		expect(told).toEqual({ status: 'OK', message: 'Connection successful!' });
	});

	it('is told not to work with a wrong key, and why', async () => {
		const { heygen } = await bench.account(generation);
		const data = { apiKey: 'wrong', apiVersion: generation, baseUrl: heygen.url };
		const { id } = await bench.api.credentials.create(apiKeyCredential, 'Wrong', data);
		const told = await bench.api.credentials.test(id ?? '');
		expect(told.status).toBe('Error');
		expect(told.message).toMatch(/^HeyGen did not accept the API key\. Copy it again/);
	});
});

it('the credential works with a key that has chosen scopes', async () => {
	const { credential, heygen } = await bench.account('v3', { scopes: ['webhooks:read'] });
	expect(await bench.api.credentials.test(credential.id ?? '')).toMatchObject({ status: 'OK' });
	expect(heygen.requests.map(({ path, status }) => [path, status])).toEqual([
		['/v3/users/me', 403],
	]);
});

describe.each(generations)('lifecycle with API %s', (generation) => {
	it('registers one endpoint with one list and one create', async () => {
		const account = await bench.account(generation);
		const workflow = await account.listen();
		expect(account.calls()).toEqual(listAndCreate[generation]);
		expect(account.heygen.endpoints).toHaveLength(1);
		expect(account.endpointOf(workflow)).toMatchObject({ events: chosenByDefault, generation });
		// n8n passed the check that HeyGen makes while it is still being asked
		expect(account.heygen.probes).toMatchObject([
			{ url: productionUrl(bench.n8n.webhookUrl, workflow), status: 204 },
		]);
	});

	it('runs the workflow with a finished and a failed video', async () => {
		const account = await bench.account(generation);
		const workflow = await account.listen();
		const { heygen } = account;
		const finished = await heygen.finishVideo({ callbackId: 'order-1' });
		const failed = await heygen.failVideo({ callbackId: 'order-2', message: 'Out of credit.' });
		expect(heygen.attempts.map(({ status }) => status)).toEqual([200, 200]);
		const runs = await bench.api.executions.waitFor(workflow.id, 2);
		expect(runs.map(({ status, mode }) => `${status} ${mode}`)).toEqual(
			Array(2).fill('success webhook'),
		);
		const [success, failure] = runs.flatMap((run) => json(run, afterName));
		// v1 puts neither into the body, and its header set has no id
		const envelope = ({ event_id, created_at }: typeof finished) =>
			generation === 'v1' ? { event_id: null, created_at: null } : { event_id, created_at };
		expect(success).toEqual({
			...envelope(finished),
			event_type: 'avatar_video.success',
			resource: 'avatar_video',
			outcome: 'success',
			error_message: null,
			...finished.event_data,
		});
		expect(failure).toEqual({
			...envelope(failed),
			event_type: 'avatar_video.fail',
			resource: 'avatar_video',
			outcome: 'fail',
			error_message: 'Out of credit.',
			...failed.event_data,
		});
	});

	it('gives the bodies as HeyGen sent them, each through the output of its outcome', async () => {
		const account = await bench.account(generation);
		const workflow = await account.listen({ simplify: false, outputs: 'byOutcome' });
		const sent = [await account.heygen.finishVideo(), await account.heygen.failVideo()];
		const runs = await bench.api.executions.waitFor(workflow.id, 2);
		const bodies = sent.map(({ event_id, event_type, event_data, created_at }) =>
			generation === 'v1'
				? { event_type, event_data }
				: { event_id, event_type, event_data, created_at },
		);
		expect(runs.map((run) => json(run, triggerName, 0))).toEqual([[bodies[0]], []]);
		expect(runs.map((run) => json(run, triggerName, 1))).toEqual([[], [bodies[1]]]);
	});

	it('deletes the endpoint when the workflow is deactivated', async () => {
		const account = await bench.account(generation);
		const workflow = await account.listen();
		const endpoint = account.endpointOf(workflow);
		await bench.api.workflows.deactivate(workflow.id);
		expect(account.heygen.endpoints).toEqual([]);
		expect(await account.heygen.send(endpoint, Buffer.from('{}'))).toMatchObject({ status: 404 });
	});

	it('deletes the endpoint when the active workflow is archived', async () => {
		const account = await bench.account(generation);
		const workflow = await account.listen();
		expect(account.heygen.endpoints).toHaveLength(1);
		await bench.api.workflows.archive(workflow.id);
		expect(account.heygen.endpoints).toEqual([]);
	});

	it('has one endpoint that works after the node was renamed', async () => {
		const account = await bench.account(generation);
		const workflow = await account.listen();
		await bench.api.workflows.renameNode(workflow.id, triggerName, 'Video done');
		await bench.api.workflows.activate(workflow.id);
		expect(account.heygen.endpoints).toHaveLength(1);
		const { attempts } = await account.heygen.finishVideo();
		expect(attempts).toMatchObject([{ status: 200 }]);
		const [run] = await bench.api.executions.waitFor(workflow.id);
		expect(run && json(run, 'Video done')).toHaveLength(1);
	});

	it('has one endpoint with the new events after they were changed', async () => {
		const account = await bench.account(generation);
		const workflow = await account.listen();
		const parameters = { events: ['video_translate.success', 'avatar_video.fail'] };
		const { nodes } = workflow;
		await bench.api.workflows.update(workflow.id, {
			nodes: nodes.map((node) => (node.name === triggerName ? { ...node, parameters } : node)),
		});
		await bench.api.workflows.activate(workflow.id);
		expect(account.heygen.endpoints).toHaveLength(1);
		expect(account.endpointOf(workflow).events).toEqual(parameters.events);
		expect((await account.heygen.finishVideo()).attempts).toEqual([]);
		expect((await account.heygen.endTranslation()).attempts).toMatchObject([{ status: 200 }]);
		const runs = await bench.api.executions.waitFor(workflow.id);
		expect(runs.flatMap((run) => json(run, afterName))).toMatchObject([
			{ event_type: 'video_translate.success', resource: 'video_translate', outcome: 'success' },
		]);
	});

	it('calls nothing when something else of the workflow is changed', async () => {
		const account = await bench.account(generation);
		const workflow = await account.listen();
		const before = account.heygen.requests.length;
		await bench.api.workflows.renameNode(workflow.id, afterName, 'Renamed');
		const draft = await bench.api.workflows.get(workflow.id);
		const published = await bench.api.workflows.activate(workflow.id);
		expect(published.liveVersionId).toBe(draft.versionId);
		expect(account.heygen.requests).toHaveLength(before);
		await account.heygen.finishVideo();
		const [run] = await bench.api.executions.waitFor(workflow.id);
		expect(run && json(run, 'Renamed')).toHaveLength(1);
	});

	it('keeps the endpoints of two triggers in one workflow apart', async () => {
		const account = await bench.account(generation);
		const trigger = (name: string, events: string[]) =>
			heygenTrigger({ name, parameters: { events }, credential: account.credential });
		const { nodes, connections, ...rest } = chain('Two', trigger('First', chosenByDefault), noOp());
		const second = trigger('Second', ['avatar_video.fail']);
		const workflow = await account.activate({
			...rest,
			nodes: [...nodes, second],
			connections: { ...connections, Second: connections.First ?? {} },
		});
		expect(account.endpointOf(workflow, 'First').events).toEqual(chosenByDefault);
		expect(account.endpointOf(workflow, 'Second').events).toEqual(['avatar_video.fail']);
		expect(account.heygen.endpoints).toHaveLength(2);
		await account.heygen.finishVideo();
		await account.heygen.failVideo();
		const runs = await bench.api.executions.waitFor(workflow.id, 3);
		const started = runs.map((run) => `${json(run, 'First').length}${json(run, 'Second').length}`);
		expect(started.sort()).toEqual(['01', '10', '10']);
		await bench.api.workflows.deactivate(workflow.id);
		expect(account.heygen.endpoints).toEqual([]);
	});
});
