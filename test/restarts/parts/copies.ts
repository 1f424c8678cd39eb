/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { randomUUID } from 'node:crypto';
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import type { Bench } from '../../e2e/support/bench';
import { endpointAt, endpointsAt, showCopy } from '../../e2e/support/copies';
import { query } from '../../e2e/support/database';
import { withoutEditor } from '../../e2e/support/environment';
import { N8n } from '../../e2e/support/n8n';
import { N8nApi } from '../../e2e/support/rest';
import { runFolder } from '../../e2e/support/runFolder';
import type { Running } from '../../e2e/support/shared';
import { until } from '../../e2e/support/until';
import { apiKeyCredential } from '../../e2e/support/workflows';
import type { Cases } from '../support/round';
import { accepts, subject, subjects, type Subject } from '../support/subject';

/** Proves how n8n brings static data along: with an import by the command line, and with a copy of its database. */

const held = async (n8n: N8n, { workflow }: Subject): Promise<string> => {
	const sql = 'SELECT "staticData" AS held FROM workflow_entity WHERE id = ?';
	const [row] = await query<{ held: string | null }>(n8n, sql, [workflow.id]);
	return row?.held ?? '';
};

/**
 * With `n8n import:workflow`, which keeps the ID and static data, the endpoint's secret in it, as `n8n
 * export:workflow` wrote them. The editor's import brings neither.
 */
async function importInto({ n8n, api }: Running, bench: Bench, one: Subject): Promise<void> {
	const { account, workflow } = one;
	const { heygen, generation } = account;
	const data = { apiKey: heygen.apiKey, apiVersion: generation, baseUrl: heygen.url };
	const credential = await api.credentials.create(apiKeyCredential, 'HeyGen', data);
	const nodes = workflow.nodes.map((node) =>
		node.credentials === undefined
			? node
			: { ...node, credentials: { [apiKeyCredential]: credential } },
	);
	const staticData = JSON.parse(await held(bench.n8n, one)) as IDataObject;
	const file = join(n8n.userFolder, 'workflow.json');
	const { id, name, connections, settings } = workflow;
	writeFileSync(file, JSON.stringify({ id, name, nodes, connections, settings, staticData }));
	await n8n.command('import:workflow', `--input=${file}`);
	expect(await held(n8n, one)).toContain(one.endpoint.secret);
}

/** n8n that a workflow is imported into has an endpoint of its own. */
async function isImported(bench: Bench, one: Subject, elsewhere: Running): Promise<void> {
	const { account, workflow, endpoint } = one;
	await importInto(elsewhere, bench, one);
	await elsewhere.api.workflows.activate(workflow.id);
	const own = await endpointAt(one, elsewhere.n8n);
	expect(account.heygen.endpoints).toEqual([endpoint, own]);
	const fault = 'A workflow is imported into another n8n, with all that n8n stored for it';
	await showCopy(bench, fault, one, elsewhere.n8n);
	await elsewhere.api.workflows.deactivate(workflow.id);
	expect(account.heygen.endpoints).toEqual([endpoint]);
	expect(await accepts(one)).toEqual([200]);
}

/** A restore test, a staging: the database of production, with these workflows, on a second address. */
class Copy {
	private readonly folder = join(runFolder(), `copy-${randomUUID()}`);
	private running: N8n | undefined;

	get n8n(): N8n {
		if (this.running === undefined) throw new Error('the copy was not started');
		return this.running;
	}

	async take({ n8n }: Bench, all: Subject[]): Promise<void> {
		cpSync(n8n.userFolder, this.folder, { recursive: true });
		const ids = all.map(({ workflow }) => workflow.id);
		const kept = ids.map(() => '?').join();
		const databaseFile = join(this.folder, '.n8n', 'database.sqlite');
		const database = { databaseFile, node: n8n.node, userFolder: this.folder };
		const others = `NOT IN (${kept})`;
		// what is published can't be deleted
		const published = `DELETE FROM workflow_published_version WHERE "workflowId" ${others}`;
		await query(database, published, ids);
		await query(database, `DELETE FROM workflow_entity WHERE id ${others}`, ids);
	}

	async start(): Promise<void> {
		this.running = await N8n.start({ userFolder: this.folder, env: withoutEditor() });
	}

	async end(): Promise<void> {
		await this.running?.dispose();
		rmSync(this.folder, { recursive: true, force: true });
		rmSync(`${this.folder}.log`, { force: true });
	}
}

export const copyBesides: Cases = {
	async 'keeps its own endpoints beside a copy of its database, and beside an n8n that imports a workflow'(
		bench,
	) {
		const both = await subjects(bench);
		const exported = await subject(bench, 'v3');
		const copy = new Copy();
		const check = async (each: Subject): Promise<void> => {
			await endpointAt(each, copy.n8n);
			expect(endpointsAt(each, bench.n8n)).toEqual([each.endpoint]);
			const fault = 'A database is copied to a second n8n with another address';
			await showCopy(bench, fault, each, copy.n8n);
		};
		return {
			meanwhile: async () => await copy.take(bench, both),
			after: async () => {
				try {
					await copy.start();
					for (const each of both) await check(each);
					const api = await N8nApi.logIn(copy.n8n.url);
					for (const each of both) {
						await api.workflows.deactivate(each.workflow.id);
						await until(
							'the copy to let go',
							async () => endpointsAt(each, copy.n8n).length === 0 || undefined,
						);
						expect(each.account.heygen.endpoints).toEqual([each.endpoint]);
						expect(await accepts(each)).toEqual([200]);
					}
					await isImported(bench, exported, { n8n: copy.n8n, api });
				} finally {
					await copy.end();
				}
			},
		};
	},
};

export const copyInstead: Cases = {
	async 'registers its own again when a copy of its database has started while it was down'(bench) {
		const both = await subjects(bench);
		const copy = new Copy();
		const check = async (each: Subject): Promise<void> => {
			await endpointAt(each, bench.n8n);
			await endpointAt(each, copy.n8n);
			expect(each.account.heygen.endpoints).toHaveLength(2);
			expect(await accepts(each)).toEqual([200, 200]);
			await bench.api.workflows.deactivate(each.workflow.id);
			await until(
				'production to let go',
				async () => endpointsAt(each, bench.n8n).length === 0 || undefined,
			);
			expect(endpointsAt(each, copy.n8n)).toHaveLength(1);
		};
		return {
			meanwhile: async () => {
				await copy.take(bench, both);
				await copy.start();
				for (const each of both) await endpointAt(each, copy.n8n);
			},
			after: async () => {
				try {
					for (const each of both) await check(each);
				} finally {
					await copy.end();
				}
			},
		};
	},
};
