/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import type { Generation } from '../simulator';
import { useN8n, type Account } from './support/bench';
import { query } from './support/database';
import type { FaultName } from './support/faults';
import { N8n } from './support/n8n';
import { outcomeOf } from './support/observed';
import { packCheckout } from './support/packed';
import { N8nApi } from './support/rest';
import type { StoredWorkflow } from './support/restTypes';
import { Scene } from './support/scene';
import { until } from './support/until';
import { apiKeyCredential, productionUrl, triggerWorkflow } from './support/workflows';

/** What holds all that n8n stored for a trigger, and is not that trigger. */
const bench = useN8n();
const generations: Generation[] = ['v1', 'v3'];
const limitMs = 180_000;
/** A second n8n. */
let other: N8n | undefined;
let folder: string | undefined;

afterEach(async () => {
	await other?.dispose();
	if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
	other = undefined;
	folder = undefined;
});

interface Subject {
	account: Account;
	workflow: StoredWorkflow;
}

async function subjects(): Promise<Subject[]> {
	return await Promise.all(
		generations.map(async (generation) => {
			const account = await bench.account(generation);
			return { account, workflow: await account.listenClosely() };
		}),
	);
}

const at = ({ account, workflow }: Subject, webhookUrl: string) =>
	account.heygen.endpoints.filter(({ url }) => url === productionUrl(webhookUrl, workflow));

async function endpointAt(subject: Subject, webhookUrl: string) {
	const [endpoint] = await until(`an endpoint at ${webhookUrl}`, async () => {
		const found = at(subject, webhookUrl);
		return found.length === 1 ? found : undefined;
	});
	return endpoint;
}

const accepts = async ({ account }: Subject): Promise<number[]> =>
	(await account.heygen.finishVideo()).attempts.map(({ status }) => status).sort();

const heldOf = async (n8n: N8n, { id }: StoredWorkflow): Promise<string> => {
	const sql = 'SELECT "staticData" AS held FROM workflow_entity WHERE id = ?';
	const [row] = await query<{ held: string | null }>(n8n, sql, [id]);
	return row?.held ?? '';
};

/**
 * Both have an event, and docs/faults.md says what came of it.
 * @param n8n where the copy is
 */
async function show(fault: FaultName, { account, workflow }: Subject, n8n: N8n, copy = workflow) {
	const scene = new Scene(bench, account, workflow, account.endpointOf(workflow));
	const { attempts } = await scene.emit({});
	expect(attempts.map(({ status }) => status)).toEqual([200, 200]);
	await scene.arrive();
	const seenThere = await until('the event in the copy', async () => {
		const seen = await outcomeOf(n8n, copy.id, scene.events);
		return seen.lost === 0 ? seen : undefined;
	});
	expect(seenThere.twice).toBe(0);
	const heygen = '200, at both';
	const person = ['the copy has them too, through an endpoint of its own'];
	expect(await scene.show({ fault, heygen, person })).toMatchObject({ lost: 0, twice: 0 });
}

describe.each(generations)('a copied workflow with API %s', (generation) => {
	it("leaves the first one's endpoint alone, whatever of it the copy carries", async () => {
		const account = await bench.account(generation);
		const first = await account.listen();
		const one = { account, workflow: first };
		const endpoint = { ...account.endpointOf(first) };
		const copy = triggerWorkflow({ credential: account.credential });
		const ids = first.nodes.map(({ id }) => id);
		const nodes = copy.nodes.map((node, index) => ({ ...node, id: ids[index] ?? node.id }));
		const second = await account.save({ ...copy, nodes });
		await query(
			bench.n8n,
			'UPDATE workflow_entity SET staticData = (SELECT staticData FROM workflow_entity WHERE id = ?) WHERE id = ?',
			[first.id, second.id],
		);
		await bench.api.workflows.activate(second.id);
		expect(account.heygen.endpoints).toEqual([endpoint, account.endpointOf(second)]);
		const fault = 'A workflow is copied, with all that n8n stored for it';
		await show(fault, one, bench.n8n, second);
		await bench.api.workflows.deactivate(second.id);
		expect(account.heygen.endpoints).toEqual([endpoint]);
		expect(await accepts(one)).toEqual([200]);
	});
});

/**
 * With `n8n import:workflow`, which keeps the ID and static data, the endpoint's secret in it, as `n8n
 * export:workflow` wrote them. The editor's import brings neither.
 */
async function importInto(n8n: N8n, api: N8nApi, { account, workflow }: Subject): Promise<void> {
	const { heygen, generation } = account;
	const data = { apiKey: heygen.apiKey, apiVersion: generation, baseUrl: heygen.url };
	const credential = await api.credentials.create(apiKeyCredential, 'HeyGen', data);
	const nodes = workflow.nodes.map((node) =>
		node.credentials === undefined
			? node
			: { ...node, credentials: { [apiKeyCredential]: credential } },
	);
	const staticData = JSON.parse(await heldOf(bench.n8n, workflow)) as IDataObject;
	const file = join(n8n.userFolder, 'workflow.json');
	const { id, name, connections, settings } = workflow;
	writeFileSync(file, JSON.stringify({ id, name, nodes, connections, settings, staticData }));
	await n8n.command('import:workflow', `--input=${file}`);
	expect(await heldOf(n8n, workflow)).toContain(account.endpointOf(workflow).secret);
}

it(
	'a workflow that is imported into another n8n has an endpoint of its own there',
	async () => {
		const both = await subjects();
		const before = both.map(({ account, workflow }) => ({ ...account.endpointOf(workflow) }));
		const elsewhere = await N8n.start({ tarball: await packCheckout() });
		other = elsewhere;
		const api = await N8nApi.setUp(elsewhere.url);
		for (const [index, each] of both.entries()) {
			const { id } = each.workflow;
			await importInto(elsewhere, api, each);
			await api.workflows.activate(id);
			const own = await endpointAt(each, elsewhere.webhookUrl);
			expect(each.account.heygen.endpoints).toEqual([before[index], own]);
			const fault = 'A workflow is imported into another n8n, with all that n8n stored for it';
			await show(fault, each, elsewhere);
			await api.workflows.deactivate(id);
			expect(each.account.heygen.endpoints).toEqual([before[index]]);
			expect(await accepts(each)).toEqual([200]);
		}
	},
	limitMs,
);

/**
 * A restore test, a staging: the database of production on a second address, and both run.
 * @param meanwhile what production does before the copy starts
 */
async function startCopy(meanwhile: () => Promise<void>): Promise<N8n> {
	await bench.n8n.stop();
	folder = mkdtempSync(join(tmpdir(), 'heygen-copy-'));
	cpSync(bench.n8n.userFolder, folder, { recursive: true });
	await meanwhile();
	other = await N8n.start({ userFolder: folder });
	return other;
}

it(
	'a copied database has endpoints of its own, production keeps its own, each removes only its own',
	async () => {
		const both = await subjects();
		const before = both.map(({ account, workflow }) => ({ ...account.endpointOf(workflow) }));
		const staging = await startCopy(async () => await bench.n8n.restart());
		for (const [index, each] of both.entries()) {
			await endpointAt(each, staging.webhookUrl);
			expect(at(each, bench.n8n.webhookUrl)).toEqual([before[index]]);
			const fault = 'A database is copied to a second n8n with another address';
			await show(fault, each, staging);
		}
		const api = await N8nApi.logIn(staging.url);
		for (const [index, each] of both.entries()) {
			await api.workflows.deactivate(each.workflow.id);
			await until('the copy to let go', async () =>
				at(each, staging.webhookUrl).length === 0 ? true : undefined,
			);
			expect(each.account.heygen.endpoints).toEqual([before[index]]);
			expect(await accepts(each)).toEqual([200]);
		}
	},
	limitMs,
);

it(
	'a production that was only down when its copy started registers its own again by itself',
	async () => {
		const both = await subjects();
		const staging = await startCopy(async () => {});
		for (const each of both) await endpointAt(each, staging.webhookUrl);
		await bench.n8n.restart();
		for (const each of both) {
			await endpointAt(each, bench.n8n.webhookUrl);
			await endpointAt(each, staging.webhookUrl);
			expect(each.account.heygen.endpoints).toHaveLength(2);
			expect(await accepts(each)).toEqual([200, 200]);
			await bench.api.workflows.deactivate(each.workflow.id);
			await until('production to let go', async () =>
				at(each, bench.n8n.webhookUrl).length === 0 ? true : undefined,
			);
			expect(at(each, staging.webhookUrl)).toHaveLength(1);
		}
	},
	limitMs,
);
