import type { INodeCredentialsDetails } from 'n8n-workflow';

import { convertWorkflow } from '../../convert';
import { cases, type Case } from '../convert/cases';
import type { Simulator } from '../simulator';
import { ExampleStage } from './support/exampleStage';
import { json } from './support/executions';
import type { N8nApi } from './support/rest';
import type { WorkflowBody } from './support/restTypes';
import { together } from './support/together';
import { until } from './support/until';
import { actionType, apiKeyCredential } from './support/workflows';

/**
 * Proves that n8n imports every result of the converter, and runs it until the video is there, after
 * somebody has chosen the credential and has done nothing else.
 */
let stage: ExampleStage;
let api: N8nApi;
let simulator: Simulator;
let credential: INodeCredentialsDetails;
/** Most of it is waiting, for a machine that is busy. */
const limitMs = 240_000;
/** By the names of the cases: what became of them. */
const ends = new Map<string, string>();

beforeAll(async () => {
	stage = await ExampleStage.open();
	({ api, simulator } = stage);
	credential = await api.credentials.create(apiKeyCredential, 'Converted', {
		apiKey: simulator.apiKey,
		apiVersion: 'v3',
		baseUrl: simulator.url,
	});
	simulator.seed('videos', 1, () => ({ id: 'known-video' }));
	simulator.seed('templates', 1, () => ({ id: 'template-1' }));
	simulator.seed('voices', 3);
});

afterAll(async () => await stage?.close());

async function imported({ workflow: old }: Case): Promise<string> {
	const { workflow } = convertWorkflow(old);
	const body = workflow as unknown as WorkflowBody;
	for (const node of body.nodes) {
		if (node.type === actionType) node.credentials = { [apiKeyCredential]: credential };
	}
	return (await api.workflows.create(body)).id;
}

/** @returns the link or the ID that the last node holds */
async function run(id: string, each: Case): Promise<string[]> {
	const before = simulator.jobs.length;
	const { executionId = '' } = await api.workflows.run(id, 'Start');
	if (each.fails) {
		await until('the video to be begun', async () => simulator.jobs.length > before || undefined);
		await simulator.finishJob('video', { outcome: 'failed', message: 'The script is too long.' });
	}
	const execution = await api.executions.waitForOne(executionId, limitMs, 1_000);
	expect(execution.data.resultData.error?.message).toBeUndefined();
	return json(execution, each.last ?? 'Done').map(({ url }) => String(url));
}

async function isImportedAndEnds(each: Case): Promise<void> {
	const id = await imported(each);
	ends.set(each.name, 'imported');
	if (typeof each.ends === 'object') return;
	const links = await run(id, each);
	expect(links.length).toBeGreaterThan(0);
	for (const link of links) {
		if (each.ends === 'created') expect(simulator.jobs.map((job) => job.id)).toContain(link);
		else if (each.last === 'Tell') expect(link).toContain('The script is too long');
		else if (each.last === undefined) expect(link).toMatch(/^https?:\/\/.*(?:files|videos)\//);
	}
	ends.set(each.name, 'finished');
}

const failing = cases.filter(({ fails }) => fails === true);
const others = cases.filter(({ fails }) => fails !== true);

describe.each(failing)('$name', (each) => {
	it('can be imported, and runs to its end', async () => await isImportedAndEnds(each), limitMs);
});

describe('can be imported, and runs to its end', () => {
	beforeAll(() => simulator.finishAfter(500));
	const runs = others.map(
		(each) => [each.name, async () => await isImportedAndEnds(each)] as const,
	);
	together(undefined, Object.fromEntries(runs));
});

it('takes all of them, and needs no hand with nine of ten', () => {
	const finished = [...ends.values()].filter((end) => end === 'finished').length;
	expect(ends.size).toBe(cases.length);
	expect(finished / cases.length).toBeGreaterThanOrEqual(0.9);
});
