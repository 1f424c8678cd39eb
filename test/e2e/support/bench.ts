import { randomUUID } from 'node:crypto';

import type { IDataObject, INodeCredentialsDetails } from 'n8n-workflow';

import { startSimulator } from '../../simulator';
import type { Generation, SimulatedEndpoint, Simulator, SimulatorOptions } from '../../simulator';
import { withoutEditor } from './environment';
import { N8n, type N8nOptions } from './n8n';
import { packCheckout } from './packed';
import { N8nApi } from './rest';
import type { StoredWorkflow, WorkflowBody } from './restTypes';
import { sharedN8n, type Running } from './shared';
import { betweenTicks, closeTicks } from './ticks';
import { apiKeyCredential, productionUrl, triggerWorkflow } from './workflows';

/** The first test file of a machine installs n8n. */
const setUpLimitMs = 1_200_000;
/** Retries come 15 ms, 60 ms, 240 ms … after a failure: the 4th to 8th span n8n's restart. */
const timeScale = 0.001;

/** One n8n for all tests of a file, and a HeyGen for each test. */
export class Bench {
	private running: N8n | undefined;
	private client: N8nApi | undefined;
	private accounts: Account[] = [];

	get n8n(): N8n {
		if (this.running === undefined) throw new Error('n8n runs only while tests run');
		return this.running;
	}

	get api(): N8nApi {
		if (this.client === undefined) throw new Error('n8n runs only while tests run');
		return this.client;
	}

	/** With an n8n of its own, which serves no editor. */
	async open({ env, ...options }: N8nOptions = {}): Promise<void> {
		const tarball = await packCheckout();
		await this.use(await N8n.start({ tarball, env: { ...withoutEditor(), ...env }, ...options }));
	}

	/** With a fresh n8n that was started elsewhere. */
	async use(n8n: N8n): Promise<void> {
		this.take({ n8n, api: await N8nApi.setUp(n8n.url) });
	}

	/** With one whose owner is logged in. */
	take({ n8n, api }: Running): void {
		this.running = n8n;
		this.client = api;
	}

	async close(): Promise<void> {
		await this.closeAccounts();
		await this.running?.dispose();
	}

	/** A HeyGen account of its own, and a credential for it. */
	async account(generation: Generation, options: SimulatorOptions = {}): Promise<Account> {
		// a key of its own, so that where it is found tells something
		const apiKey = `example-key-${randomUUID()}`;
		const heygen = await startSimulator({ timeScale, apiKey, ...options });
		const data = { apiKey: heygen.apiKey, apiVersion: generation, baseUrl: heygen.url };
		const credential = await this.api.credentials
			.create(apiKeyCredential, 'HeyGen', data)
			.catch(async (error: unknown) => {
				// what is left open keeps jest from its end
				await heygen.close();
				throw error;
			});
		const account = new Account(this, heygen, generation, credential);
		this.accounts.push(account);
		return account;
	}

	async closeAccounts(): Promise<void> {
		const accounts = this.accounts;
		this.accounts = [];
		await Promise.all(accounts.map(async (account) => await account.close()));
	}
}

export class Account {
	/** What is deactivated at the end. */
	private readonly active = new Set<string>();

	constructor(
		private readonly bench: Bench,
		readonly heygen: Simulator,
		readonly generation: Generation,
		readonly credential: INodeCredentialsDetails,
	) {}

	/** Saves a workflow; `workflow` gets this account's credential through `triggerWorkflow`. */
	async save(workflow: WorkflowBody): Promise<StoredWorkflow> {
		const saved = await this.bench.api.workflows.create(workflow);
		this.active.add(saved.id);
		return saved;
	}

	async activate(workflow: WorkflowBody): Promise<StoredWorkflow> {
		const saved = await this.save(workflow);
		await this.bench.api.workflows.activate(saved.id);
		return saved;
	}

	/** The usual workflow with these parameters of the trigger, active. */
	async listen(parameters: IDataObject = {}): Promise<StoredWorkflow> {
		return await this.activate(triggerWorkflow({ parameters, credential: this.credential }));
	}

	/** The same, looking at HeyGen every six seconds; a person cannot choose less than a minute. */
	async listenClosely(parameters: IDataObject = {}): Promise<StoredWorkflow> {
		return await betweenTicks(async () => await this.listen({ ...closeTicks, ...parameters }));
	}

	/** The endpoint that HeyGen has for the workflow's trigger, the only one with its URL. */
	endpointOf(workflow: Pick<WorkflowBody, 'nodes'>, trigger?: string): SimulatedEndpoint {
		const url = productionUrl(this.bench.n8n.webhookUrl, workflow, trigger);
		const [endpoint, ...others] = this.heygen.endpoints.filter((each) => each.url === url);
		if (endpoint === undefined || others.length > 0) {
			throw new Error(`${others.length + (endpoint ? 1 : 0)} endpoints have the URL ${url}`);
		}
		return endpoint;
	}

	/** The requests about endpoints, e.g. `POST /v3/webhooks/endpoints`, without those before `from`. */
	calls(from = 0): string[] {
		return this.heygen.requests
			.slice(from)
			.map(({ method, path }) => `${method} ${path}`)
			.filter((call) => call.includes('endpoint'));
	}

	async close(): Promise<void> {
		this.heygen.clearFaults();
		const { workflows } = this.bench.api;
		await Promise.allSettled([...this.active].map(async (id) => await workflows.deactivate(id)));
		await this.heygen.close();
	}
}

/** Whether HeyGen accounts are gone after each test or after the last one. */
type Accounts = 'perTest' | 'perFile';

function use(open: (bench: Bench) => Promise<void>, accounts: Accounts): Bench {
	const bench = new Bench();
	beforeAll(async () => await open(bench), setUpLimitMs);
	if (accounts === 'perTest') afterEach(async () => await bench.closeAccounts());
	afterAll(async () => await bench.closeAccounts(), 60_000);
	return bench;
}

/** The n8n that all files share, for tests that neither restart nor end it. */
export const useSharedN8n = (accounts: Accounts = 'perTest'): Bench =>
	use(async (bench) => bench.take(await sharedN8n()), accounts);

/** Starts n8n before the tests of a file and ends it after them. */
export function useN8n(options: N8nOptions = {}, accounts: Accounts = 'perTest'): Bench {
	const bench = use(async (one) => await one.open(options), accounts);
	afterAll(async () => await bench.close(), 60_000);
	return bench;
}

/** As HeyGen's two generations name the same two calls. */
export const listAndCreate: Record<Generation, [string, string]> = {
	v1: ['GET /v1/webhook/endpoint.list', 'POST /v1/webhook/endpoint.add'],
	v3: ['GET /v3/webhooks/endpoints', 'POST /v3/webhooks/endpoints'],
};
