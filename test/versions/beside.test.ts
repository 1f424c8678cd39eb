/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import axios from 'axios';
import type { IDataObject, INode } from 'n8n-workflow';

import { Bench, type Account } from '../e2e/support/bench';
import { run } from '../e2e/support/command';
import { json } from '../e2e/support/executions';
import { N8n } from '../e2e/support/n8n';
import { packCheckout } from '../e2e/support/packed';
import {
	actionType,
	chain,
	heygenAction,
	manualTrigger,
	noOp,
	triggerName,
	triggerType,
} from '../e2e/support/workflows';
import { allOutput, waitForAll } from '../e2e/support/stored';
import { startSimulator, type Generation, type Simulator } from '../simulator';
import { answeredBy, Outside } from './support/outside';
import { publish, registry, registryHost, type Published } from './support/registry';

// What docs/migrating.md says of the two packages side by side, and that the order of installing is all one.
const theirs = '@heygenofficial/n8n-nodes-heygen-official';
const theirVersion = '0.1.9';
const limitMs = 400_000;
const bench = new Bench();
const folder = mkdtempSync(join(tmpdir(), 'heygen-beside-'));

let outside: Outside;
/** What their package takes for HeyGen, whatever is entered. */
let official: Simulator;
let packages: Published[];

beforeAll(async () => {
	const args = ['pack', `${theirs}@${theirVersion}`, '--silent', '--pack-destination', folder];
	const name = (await run('npm', args, { cwd: folder })).trim();
	packages = [await publish(await packCheckout()), await publish(join(folder, name))];
	official = await startSimulator({ apiKey: 'key-of-their-credential' });
	outside = await Outside.open({
		[registryHost]: registry(packages),
		'api.heygen.com': answeredBy(() => official.url),
		'api2.heygen.com': answeredBy(() => official.url),
	});
	await bench.use(await N8n.start({ env: outside.env }));
}, 1_200_000);

afterAll(async () => {
	await bench.close();
	await outside?.close();
	await official?.close();
	rmSync(folder, { recursive: true, force: true });
}, 60_000);

const change = async (method: 'POST' | 'DELETE', name: string): Promise<void> => {
	const call = method === 'POST' ? { body: { name } } : { query: { name } };
	await bench.api.session.call(method, '/community-packages', call);
};

const theirNode = (name: string, more: Partial<INode>): INode => ({
	id: randomUUID(),
	name,
	type: `${theirs}.${name}`,
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
	...more,
});

/** Runs a node by hand after Start. @returns what it put out */
async function out(account: Account, node: INode): Promise<IDataObject[]> {
	const saved = await account.save(chain('By hand', manualTrigger(), node));
	const { executionId = '' } = await bench.api.workflows.run(saved.id, 'Start');
	return json(await bench.api.executions.waitForOne(executionId), node.name);
}

/** As a person does who chooses "Connect my account" and agrees. @returns what HeyGen was asked */
async function connectAccount(type: string, data: IDataObject) {
	const { id } = await bench.api.credentials.create(type, type, data);
	if (id === null) throw new Error('the credential was not saved');
	const credential = { id, name: type };
	const auth = await bench.api.session.call<string>('GET', '/oauth2-credential/auth', {
		query: { id },
	});
	const asked = new URL(auth);
	const agreed = await axios.get(`${official.url}${asked.pathname}${asked.search}`, {
		maxRedirects: 0,
		proxy: false,
		validateStatus: () => true,
	});
	const back = new URL(String(agreed.headers.location));
	const { status } = await bench.api.session.raw('GET', `${back.pathname}${back.search}`);
	return { credential, asked, status };
}

const orders = [
	['ours first', 0, 1],
	['theirs first', 1, 0],
] as const;

describe.each(orders)('installed %s', (_order, first, second) => {
	beforeAll(async () => {
		for (const index of [first, second]) await change('POST', packages[index]?.name ?? '');
	}, limitMs);
	afterEach(async () => await bench.closeAccounts());
	afterAll(async () => {
		for (const { name } of packages) await change('DELETE', name);
	}, limitMs);

	const checks = (): void => {
		it('n8n offers all four nodes', async () => {
			const names = (await bench.api.nodeTypes()).map(({ name }) => name);
			const wanted = [actionType, triggerType, `${theirs}.heygenNode`, `${theirs}.heygenTrigger`];
			expect(names).toEqual(expect.arrayContaining(wanted));
		});

		it.each<Generation>(['v1', 'v3'])(
			'our nodes and the credential test use the Base URL and the key, API %s',
			async (generation) => {
				official.reset();
				const account = await bench.account(generation);
				const { id } = account.credential;
				expect(await bench.api.credentials.test(id ?? '')).toMatchObject({ status: 'OK' });
				const workflow = await account.listen();
				await account.heygen.finishVideo();
				await waitForAll(bench.n8n, workflow.id, 1);
				expect(await allOutput(bench.n8n, workflow.id, triggerName)).toHaveLength(1);
				const parameters = { resource: 'webhookEndpoint', operation: 'getAll' };
				const node = heygenAction({ parameters, credential: account.credential });
				expect(await out(account, node)).toHaveLength(1);
				const paths = account.heygen.requests.map(({ path }) => path);
				expect(paths.filter((path) => !path.startsWith(`/${generation}/`))).toEqual([]);
				expect(official.requests).toEqual([]);
			},
			limitMs,
		);

		it('our OAuth2 asks for the scopes that were entered, and our node has the token', async () => {
			official.reset();
			const account = await bench.account('v3');
			const { credential, asked, status } = await connectAccount('heyGenEventsOAuth2Api', {
				clientId: 'our-client',
				customScopes: true,
				enabledScopes: 'webhooks:read',
				baseUrl: account.heygen.url,
			});
			expect(status).toBe(200);
			expect(asked.searchParams.get('client_id')).toBe('our-client');
			expect(asked.searchParams.get('scope')).toBe('webhooks:read');
			const token = official.accessToken;
			const parameters = {
				authentication: 'oAuth2',
				resource: 'webhookEvent',
				operation: 'getTypes',
			};
			const credentialType = 'heyGenEventsOAuth2Api';
			// the other HeyGen does not know the token, but is asked with it
			await out(account, {
				...heygenAction({ parameters, credential, credentialType }),
				onError: 'continueRegularOutput',
			});
			const sent = account.heygen.requests.map(({ headers }) => headers.authorization);
			expect(sent).toContain(`Bearer ${token}`);
		});

		it('their node and credential go to HeyGen, as they do alone', async () => {
			official.reset();
			official.seed('voices', 4); // every other one is of the engine that it asks for
			const account = await bench.account('v3');
			const { apiKey } = official;
			const credential = await bench.api.credentials.create('heyGenApi', 'Theirs', { apiKey });
			expect(await bench.api.credentials.test(credential.id ?? '')).toMatchObject({ status: 'OK' });
			const node = theirNode('heygenNode', {
				parameters: { authentication: 'apiKey', resource: 'list', operation: 'listVoices' },
				credentials: { heyGenApi: credential },
			});
			expect(await out(account, node)).toMatchObject([{ data: [{}, {}] }]);
			const keys = official.requests.map(({ headers }) => headers['x-api-key']);
			expect(new Set(keys)).toEqual(new Set([apiKey]));
			expect(account.heygen.requests).toEqual([]);
			const { asked, status } = await connectAccount('heyGenOAuth2Api', { clientId: 'theirs' });
			expect(status).toBe(200);
			expect(asked.searchParams.get('client_id')).toBe('theirs');
			expect(asked.searchParams.get('scope') ?? '').not.toContain('webhooks');
		});

		it('their trigger takes what it took, and not what HeyGen documents', async () => {
			const account = await bench.account('v3');
			const trigger = theirNode('heygenTrigger', { webhookId: randomUUID() });
			const workflow = await account.activate(chain('Theirs', trigger, noOp()));
			const url = `${bench.n8n.webhookUrl}/webhook/${trigger.webhookId}/heygen`;
			const post = async (body: object): Promise<number> =>
				(await axios.post(url, body, { proxy: false, validateStatus: () => true })).status;
			expect(await post({ event: 'avatar_video.success' })).toBe(200);
			await waitForAll(bench.n8n, workflow.id, 1);
			expect(await post({ event_type: 'avatar_video.success', event_data: {} })).toBe(500);
		});
	};

	checks();
	describe('and after a restart', () => {
		beforeAll(async () => await bench.n8n.restart(), limitMs);
		checks();
	});
});
