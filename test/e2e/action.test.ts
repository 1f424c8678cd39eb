import type { IDataObject, INodeExecutionData, INodePropertyOptions } from 'n8n-workflow';

import type { Generation } from '../simulator';
import type { Account } from './support/bench';
import { useN8n } from './support/bench';
import { items } from './support/executions';
import { registerPackage } from './support/registered';
import type { Execution, ParameterRequest } from './support/restTypes';
import {
	actionName,
	actionType,
	apiKeyCredential,
	chain,
	fixedItem,
	heygenAction,
	manualTrigger,
	splitOut,
	triggerType,
} from './support/workflows';

const bench = useN8n();
const generations: Generation[] = ['v1', 'v3'];
const start = 'Start';
const authentication = 'apiKey';
const success = 'avatar_video.success';

const byId = (value: string): IDataObject => ({ __rl: true, mode: 'id', value });

/** Runs the action once, in a workflow that a person starts. */
async function act(account: Account, parameters: IDataObject): Promise<Execution> {
	const { credential } = account;
	const workflow = await account.save(
		chain('Act', manualTrigger(start), heygenAction({ parameters, credential })),
	);
	const { executionId = '' } = await bench.api.workflows.run(workflow.id, start);
	return await bench.api.executions.waitForOne(executionId);
}

/** What came out of it, or the message that a person reads. */
async function result(account: Account, parameters: IDataObject): Promise<unknown> {
	const run = await act(account, parameters);
	if (run.status !== 'success') return run.data.resultData.error?.message;
	return items(run, actionName).map(({ json }) => json);
}

/** Where HeyGen's check of a URL finds somebody. */
const anyUrl = (name: string): string => `${bench.n8n.url}/webhook/${name}`;

describe.each(generations)('the action with API %s', (generation) => {
	const endpoint = { resource: 'webhookEndpoint' };
	const event = { resource: 'webhookEvent' };

	it('creates, changes, rotates, lists and deletes an endpoint', async () => {
		const account = await bench.account(generation);
		const { heygen } = account;
		const url = anyUrl('one');
		const create = { ...endpoint, operation: 'create', url, events: [success] };
		expect(await result(account, create)).toMatchObject([{ url, events: [success] }]);
		expect(heygen.endpoints).toMatchObject([{ url, events: [success], generation }]);
		const { endpoint_id, secret } = heygen.endpoints[0] ?? { endpoint_id: '', secret: '' };
		const endpointId = byId(endpoint_id);

		const updateFields = { url: anyUrl('two'), events: ['avatar_video.fail'] };
		const update = { ...endpoint, operation: 'update', endpointId, updateFields };
		expect(await result(account, update)).toMatchObject([{ endpoint_id, ...updateFields }]);
		expect(heygen.endpoints).toMatchObject([updateFields]);

		const rotated = await result(account, { ...endpoint, operation: 'rotateSecret', endpointId });
		const now = heygen.endpoints[0]?.secret;
		if (generation === 'v1') {
			expect(rotated).toMatch(/^Rotating a secret needs HeyGen's API v3/);
			expect(now).toBe(secret);
		} else {
			expect(rotated).toEqual([{ endpoint_id, secret: now }]);
			expect(now).not.toBe(secret);
		}

		for (const name of ['a', 'b']) heygen.addEndpoint({ url: anyUrl(name), generation });
		const some = { ...endpoint, operation: 'getAll', limit: 2 };
		const all = { ...endpoint, operation: 'getAll', returnAll: true };
		const ids = heygen.endpoints.map((each) => ({ endpoint_id: each.endpoint_id }));
		expect(await result(account, some)).toMatchObject(ids.slice(0, 2));
		expect(await result(account, all)).toMatchObject(ids);

		const remove = { ...endpoint, operation: 'delete', endpointId };
		expect(await result(account, remove)).toEqual([{ deleted: true }]);
		expect(heygen.endpoints.map((each) => each.url)).toEqual([anyUrl('a'), anyUrl('b')]);
		expect(await result(account, remove)).toBe(
			'HeyGen refused: The account has no such webhook endpoint.',
		);
	});

	it('lists the event types and the history', async () => {
		const account = await bench.account(generation);
		const { heygen } = account;
		const types = await result(account, { ...event, operation: 'getTypes' });
		expect(types).toContainEqual(expect.objectContaining({ event_type: success }));
		const { event_id } = await heygen.finishVideo();
		await heygen.failVideo();
		const filters = { eventType: success };
		const history = await result(account, { ...event, operation: 'getAll', filters });
		if (generation === 'v1') expect(history).toMatch(/^The delivery history needs HeyGen's API v3/);
		else expect(history).toMatchObject([{ event_id, event_type: success }]);
	});

	it('goes on after an item that fails when it is told to', async () => {
		const account = await bench.account(generation);
		const there = account.heygen.addEndpoint({ url: anyUrl('there'), generation });
		const parameters = {
			...endpoint,
			operation: 'delete',
			endpointId: { ...byId('={{ $json.id }}') },
		};
		const action = {
			...heygenAction({ parameters, credential: account.credential }),
			onError: 'continueRegularOutput' as const,
		};
		const ids = [{ id: 'missing' }, { id: there.endpoint_id }];
		const workflow = await account.save(
			chain('Act', manualTrigger(start), fixedItem({ ids }), splitOut('ids'), action),
		);
		const { executionId = '' } = await bench.api.workflows.run(workflow.id, start);
		const run = await bench.api.executions.waitForOne(executionId);
		expect(run.status).toBe('success');
		const pairs = items(run, actionName).map(({ json, pairedItem }: INodeExecutionData) => ({
			json,
			pairedItem,
		}));
		expect(pairs).toMatchObject([
			{
				json: { error: expect.stringContaining('no such webhook endpoint') },
				pairedItem: { item: 0 },
			},
			{ json: { deleted: true }, pairedItem: { item: 1 } },
		]);
		expect(account.heygen.endpoints).toEqual([]);
	});

	it('finds endpoints in a list that can be searched', async () => {
		const account = await bench.account(generation);
		const one = account.heygen.addEndpoint({ url: 'https://one.example.com/a', generation });
		account.heygen.addEndpoint({ url: 'https://two.example.com/b', events: [success], generation });
		const request: ParameterRequest = {
			nodeType: actionType,
			methodName: 'searchEndpoints',
			path: 'parameters.endpointId',
			parameters: { authentication, ...endpoint, operation: 'delete' },
			credentials: { [apiKeyCredential]: account.credential },
		};
		const all = await bench.api.locatorResults(request);
		expect(all.results.map(({ name }) => name)).toEqual([
			'one.example.com/a (all events)',
			'two.example.com/b (1 event)',
		]);
		const found = await bench.api.locatorResults({ ...request, filter: 'ONE.example' });
		expect(found.results.map(({ value }) => value)).toEqual([one.endpoint_id]);
	});

	it('offers the events of the account, or those it knows when it can not be asked', async () => {
		const account = await bench.account(generation);
		const request: ParameterRequest = {
			nodeType: triggerType,
			methodName: 'getEventTypes',
			path: 'parameters.events',
			parameters: { authentication },
			credentials: { [apiKeyCredential]: account.credential },
		};
		const asked = async (): Promise<INodePropertyOptions[]> => await bench.api.options(request);
		const live = await asked();
		expect(live[0]).toMatchObject({ name: 'All Events', value: '*' });
		expect(live.map(({ value }) => value)).toContain(success);
		expect(account.heygen.requests.some(({ status }) => status === 200)).toBe(true);

		account.heygen.fault({ kind: 'status', status: 404, times: Infinity });
		const fallback = await asked();
		expect(fallback.map(({ value }) => value)).toContain(success);
		expect(fallback.length).toBeGreaterThan(30);

		account.heygen.clearFaults();
		const data = { apiKey: 'wrong', apiVersion: generation, baseUrl: account.heygen.url };
		await bench.api.credentials.update(account.credential.id ?? '', data);
		expect(await asked()).toHaveLength(35);
	});
});

describe('the package in n8n', () => {
	const [name = ''] = actionType.split('.');

	it('is listed among the community packages, with both nodes', async () => {
		await registerPackage(bench.n8n, bench.api, name, '0.1.0');
		const [listed, ...others] = await bench.api.communityPackages();
		expect(others).toEqual([]);
		expect(listed).toMatchObject({ packageName: name, installedVersion: '0.1.0' });
		expect(listed?.failedLoading).not.toBe(true);
		const types = listed?.installedNodes.map(({ type }) => type);
		// the action is a tool for agents too
		expect(types?.sort()).toEqual([actionType, `${actionType}Tool`, triggerType]);
	});

	it('shows what comes out before the first run', async () => {
		expect(await bench.api.outputSchema(triggerType)).toMatchObject({
			properties: { event_type: { type: 'string' }, video_id: { type: 'string' } },
		});
		const types = await bench.api.nodeTypes(actionType);
		const properties = types.flatMap((type) => (type.name === actionType ? type.properties : []));
		const paths = properties
			.filter((property) => property.name === 'operation')
			.flatMap(({ options = [], displayOptions }) => {
				const [resource] = displayOptions?.show?.resource ?? [];
				return options
					.map((option) => ('value' in option ? String(option.value) : ''))
					.filter((value) => !value.startsWith('__'))
					.map((value) => `${String(resource)}/${value}`);
			});
		expect(paths.length).toBeGreaterThanOrEqual(7);
		for (const path of paths) {
			const schema = await bench.api.outputSchema(actionType, path);
			expect({ path, schema }).toMatchObject({ path, schema: { type: 'object' } });
		}
	});
});
