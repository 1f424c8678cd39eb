import type { INodeExecutionData, INodePropertyOptions } from 'n8n-workflow';

import { useSharedN8n } from './support/bench';
import { items } from './support/executions';
import { registerPackage } from './support/registered';
import type { ParameterRequest } from './support/restTypes';
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

/**
 * Proves what the engine tests take for granted of the action node: n8n goes on after an item that fails, hands
 * the editor's questions to the node's methods with the chosen credential, and loads the packed package with
 * both nodes, the tool for agents, and the schemas of all outputs.
 */
const bench = useSharedN8n();
const start = 'Start';
const authentication = 'apiKey';
const success = 'avatar_video.success';

/** Where HeyGen's check of a URL finds somebody. */
const anyUrl = (name: string): string => `${bench.n8n.url}/webhook/${name}`;

describe('the action', () => {
	const endpoint = { resource: 'webhookEndpoint' };

	it('goes on after an item that fails when it is told to', async () => {
		const account = await bench.account('v3');
		const there = account.heygen.addEndpoint({ url: anyUrl('there') });
		const parameters = {
			...endpoint,
			operation: 'delete',
			endpointId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
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
		const account = await bench.account('v3');
		const one = account.heygen.addEndpoint({ url: 'https://one.example.com/a' });
		account.heygen.addEndpoint({ url: 'https://two.example.com/b', events: [success] });
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
		const account = await bench.account('v3');
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
		const data = { apiKey: 'wrong', apiVersion: 'v3', baseUrl: account.heygen.url };
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
