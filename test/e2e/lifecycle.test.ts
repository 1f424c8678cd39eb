import type { Generation } from '../simulator';
import { listAndCreate, useSharedN8n } from './support/bench';
import { json } from './support/executions';
import { Scene } from './support/scene';
import { idsOf } from './support/stored';
import { until } from './support/until';
import {
	afterName,
	apiKeyCredential,
	chain,
	heygenTrigger,
	noOp,
	productionUrl,
	triggerName,
	triggerWorkflow,
} from './support/workflows';

/**
 * Proves what the engine tests take for granted of a publication: n8n answers HeyGen's check of the URL while it
 * still waits for the hooks; it calls `create` and `delete` where a person publishes, unpublishes, archives,
 * renames or changes the trigger, and neither where something else changes; static data reaches the next call;
 * and a credential's test is run with what was saved.
 */
const bench = useSharedN8n();
const generations: Generation[] = ['v1', 'v3'];
const chosenByDefault = ['avatar_video.success', 'avatar_video.fail'];

describe('the test of a credential', () => {
	it.each(generations)(
		'says of API %s that it works, or that the key is wrong',
		async (generation) => {
			const { credential, heygen } = await bench.account(generation);
			const told = await bench.api.credentials.test(credential.id ?? '');
			expect(told).toEqual({ status: 'OK', message: 'Connection successful!' });
			const data = { apiKey: 'wrong', apiVersion: generation, baseUrl: heygen.url };
			const { id } = await bench.api.credentials.create(apiKeyCredential, 'Wrong', data);
			const refused = await bench.api.credentials.test(id ?? '');
			expect(refused.status).toBe('Error');
			expect(refused.message).toMatch(/^HeyGen did not accept the API key\. Copy it again/);
		},
	);

	it('takes a 403 of a key with chosen scopes for a yes', async () => {
		const { credential, heygen } = await bench.account('v3', { scopes: ['webhooks:read'] });
		expect(await bench.api.credentials.test(credential.id ?? '')).toMatchObject({ status: 'OK' });
		expect(heygen.requests.map(({ path, status }) => [path, status])).toEqual([
			['/v3/users/me', 403],
		]);
	});
});

it.each(generations)(
	'a publication with API %s makes one endpoint, which works until it is unpublished',
	async (generation) => {
		const account = await bench.account(generation);
		const { heygen } = account;
		const workflow = await account.listen();
		const endpoint = account.endpointOf(workflow);
		expect(account.calls()).toEqual(listAndCreate[generation]);
		expect(heygen.endpoints).toHaveLength(1);
		expect(endpoint).toMatchObject({ events: chosenByDefault, generation });
		// n8n passed the check that HeyGen makes while it is still being asked
		expect(heygen.probes).toMatchObject([
			{ url: productionUrl(bench.n8n.webhookUrl, workflow), status: 204 },
		]);
		const sent = [await heygen.finishVideo(), await heygen.failVideo()];
		expect(heygen.attempts.map(({ status }) => status)).toEqual([200, 200]);
		const runs = await bench.api.executions.waitFor(workflow.id, 2);
		expect(runs.map(({ status, mode }) => `${status} ${mode}`)).toEqual(
			Array(2).fill('success webhook'),
		);
		expect(runs.flatMap((run) => json(run, afterName))).toMatchObject(
			sent.map(({ event_type, event_data: { video_id } }) => ({ event_type, video_id })),
		);
		await bench.api.workflows.deactivate(workflow.id);
		expect(heygen.endpoints).toEqual([]);
		expect(await heygen.send(endpoint, Buffer.from('{}'))).toMatchObject({ status: 404 });
	},
);

it('a publication makes one endpoint when the answer of its create is lost', async () => {
	const account = await bench.account('v3');
	const path = '/v3/webhooks/endpoints';
	account.heygen.fault({ kind: 'lostAnswer', method: 'POST', path });
	const workflow = await account.listen();
	const endpoint = account.endpointOf(workflow);
	expect(account.heygen.endpoints).toEqual([endpoint]);
	const scene = new Scene(bench, account, workflow, endpoint);
	await scene.happen(1);
	await scene.arrive();
	await scene.show('The answer to a registration gets lost', { lost: 0, sees: '200' });
});

describe('a workflow that is published', () => {
	it('has no endpoint any more when it is archived', async () => {
		const account = await bench.account('v3');
		const workflow = await account.listen();
		expect(account.heygen.endpoints).toHaveLength(1);
		await bench.api.workflows.archive(workflow.id);
		expect(account.heygen.endpoints).toEqual([]);
	});

	it('has one endpoint that works after the node was renamed', async () => {
		const account = await bench.account('v3');
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
		const account = await bench.account('v3');
		const workflow = await account.listen();
		const parameters = { events: ['video_translate.success', 'avatar_video.fail'] };
		await bench.api.workflows.update(workflow.id, {
			nodes: workflow.nodes.map((node) =>
				node.name === triggerName ? { ...node, parameters } : node,
			),
		});
		await bench.api.workflows.activate(workflow.id);
		expect(account.heygen.endpoints).toHaveLength(1);
		expect(account.endpointOf(workflow).events).toEqual(parameters.events);
		expect((await account.heygen.finishVideo()).attempts).toEqual([]);
		expect((await account.heygen.endTranslation()).attempts).toMatchObject([{ status: 200 }]);
	});

	it('calls nothing when something else of it is changed', async () => {
		const account = await bench.account('v3');
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

	it('keeps the endpoints of two triggers in it apart', async () => {
		const account = await bench.account('v3');
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

it('a publication with polling opens no webhook, and each job that ends starts it once', async () => {
	const account = await bench.account('v3');
	const { heygen } = account;
	heygen.keepHistoryOfEndpoints();
	const first = heygen.beginJob('video');
	const workflow = await account.listenClosely({ receive: 'polling' });
	const url = productionUrl(bench.n8n.webhookUrl, workflow);
	expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(404);
	const comes = async (...ids: string[]): Promise<void> => {
		for (const id of ids) await heygen.finishJob(id);
		await until('the jobs', async () => {
			const out = (await idsOf(bench, { workflow })).flat();
			return ids.every((id) => out.includes(id)) || undefined;
		});
	};
	const second = heygen.beginJob('video');
	await comes(first, second);
	await bench.api.workflows.deactivate(workflow.id);
	await bench.api.workflows.activate(workflow.id);
	const third = heygen.beginJob('video');
	await comes(third);
	expect((await idsOf(bench, { workflow })).flat().sort()).toEqual([first, second, third].sort());
	await bench.api.workflows.deactivate(workflow.id);
	expect(account.calls()).toEqual([]);
});

it('a publication with polling over API v1 is refused, and says why', async () => {
	const account = await bench.account('v1');
	const parameters = { receive: 'polling' };
	const body = triggerWorkflow({ parameters, credential: account.credential });
	const workflow = await account.save(body);
	const words = await bench.api.workflows.activate(workflow.id).then(
		() => '',
		(error: unknown) => String(error),
	);
	expect(words).toMatch(/needs API version v3/);
});
