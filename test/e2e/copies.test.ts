/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Generation } from '../simulator';
import { useN8n, type Account } from './support/bench';
import { N8n } from './support/n8n';
import { N8nApi } from './support/rest';
import type { StoredWorkflow } from './support/restTypes';
import { until } from './support/until';
import { productionUrl } from './support/workflows';

/** A restore test, a staging: the database of production on a second address, and both run. */
const bench = useN8n();
const limitMs = 180_000;
let copy: N8n | undefined;
let folder = '';

afterEach(async () => {
	await copy?.dispose();
	rmSync(folder, { recursive: true, force: true });
});

interface Subject {
	account: Account;
	workflow: StoredWorkflow;
}

async function subjects(): Promise<Subject[]> {
	const generations: Generation[] = ['v1', 'v3'];
	return await Promise.all(
		generations.map(async (generation) => {
			const account = await bench.account(generation);
			return { account, workflow: await account.listenClosely() };
		}),
	);
}

/** @param meanwhile what production does before the copy starts */
async function startCopy(meanwhile: () => Promise<void>): Promise<N8n> {
	await bench.n8n.stop();
	folder = mkdtempSync(join(tmpdir(), 'heygen-copy-'));
	cpSync(bench.n8n.userFolder, folder, { recursive: true });
	await meanwhile();
	copy = await N8n.start({ userFolder: folder });
	return copy;
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

it(
	'a copy has endpoints of its own, production keeps its own, and each removes only its own',
	async () => {
		const both = await subjects();
		const before = both.map((each) => ({ ...at(each, bench.n8n.webhookUrl)[0] }));
		const staging = await startCopy(async () => await bench.n8n.restart());
		for (const [index, each] of both.entries()) {
			await endpointAt(each, staging.webhookUrl);
			expect(at(each, bench.n8n.webhookUrl)).toEqual([before[index]]);
			expect(await accepts(each)).toEqual([200, 200]);
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
