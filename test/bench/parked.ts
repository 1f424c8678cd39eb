/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import type { IDataObject, INode } from 'n8n-workflow';

import type { Account, Bench } from '../e2e/support/bench';
import { n8nNode, webhookNode } from '../e2e/support/joined';
import { begin, createAndWait, start } from '../e2e/support/parked';
import type { StoredWorkflow } from '../e2e/support/restTypes';
import { allOutput, tally } from '../e2e/support/stored';
import { until } from '../e2e/support/until';
import { chain, noOp } from '../e2e/support/workflows';
import { percentile, type Measured } from './passes';
import { cpuMs, expectStatus, send, type Sent } from './sending';

const pauseMs = 30;
const limitMs = 300_000;
const address = 'Address';
const body = JSON.stringify({ event_type: 'avatar_video.success', event_data: {} });

/** A node that parks its execution until an address is called, in a workflow that is published. */
export interface ParkingSubject {
	name: string;
	workflow: StoredWorkflow;
	account: Account;
	isOurs: boolean;
}

async function subject(account: Account, node: INode): Promise<ParkingSubject> {
	const resumeUrl = {
		mode: 'raw',
		jsonOutput: '={{ { url: $execution.resumeUrl } }}',
		options: {},
	};
	const set = n8nNode('set', address, 3.4, resumeUrl);
	const workflow = await account.activate(chain(node.name, webhookNode(start), set, node, noOp()));
	return { name: node.name, workflow, account, isOurs: node.name !== 'Wait' };
}

/** Ours beside n8n's own. */
export async function parkingSubjects(bench: Bench): Promise<ParkingSubject[]> {
	const account = await bench.account('v3');
	const ours = createAndWait(account, { name: 'Create and Wait', parameters: { script: 'one' } });
	const wait = n8nNode('wait', 'Wait', 1.1, { resume: 'webhook', httpMethod: 'POST' });
	return [await subject(account, ours), await subject(account, wait)];
}

/** So many more that are parked, and where each is woken. */
async function park(
	bench: Bench,
	{ workflow, account, isOurs }: ParkingSubject,
	count: number,
): Promise<string[]> {
	const { heygen } = account;
	const made = heygen.count('POST', '/v3/videos');
	await begin(bench, workflow, count);
	await until(
		`${count} executions to be parked`,
		async () => ((await tally(bench.n8n, workflow.id)).waiting === count ? true : undefined),
		{ timeoutMs: limitMs },
	);
	if (isOurs) {
		const created = heygen.asked('POST', '/v3/videos').slice(made);
		return created.map((request) => String((request.body as IDataObject).callback_url));
	}
	const all = await allOutput(bench.n8n, workflow.id, address);
	return all.slice(-count).map(([item]) => String(item?.url));
}

/** One callback at a time, each of which lets an execution go on. */
export async function callbacks(
	bench: Bench,
	subject: ParkingSubject,
	count: number,
): Promise<Measured> {
	const { n8n } = bench;
	const { heygen } = subject.account;
	const { success: before = 0 } = await tally(n8n, subject.workflow.id);
	const addresses = await park(bench, subject, count);
	if (subject.isOurs) {
		const open = heygen.jobs.slice(-count);
		for (const { id } of open) await heygen.finishJob(id, { callback: { send: false } });
	}
	const cpu = cpuMs(n8n.pid);
	const sent: Sent[] = [];
	for (const url of addresses) {
		sent.push(await send({ url }, body, {}));
		await sleep(pauseMs);
	}
	await until(
		`${count} executions to end`,
		async () => {
			const { success = 0 } = await tally(n8n, subject.workflow.id);
			return success >= before + count ? true : undefined;
		},
		{ timeoutMs: limitMs },
	);
	const cpuEach = (cpuMs(n8n.pid) - cpu) / count;
	expectStatus(sent, 200);
	const answered = sent.map(({ answeredMs }) => answeredMs);
	return { 'CPU a callback, ms': cpuEach, 'answer p50, ms': percentile(answered, 50) };
}

/** Resident memory of the process in MB. Linux only: NaN elsewhere. */
function memoryMb(pid: number | undefined): number {
	try {
		const status = readFileSync(`/proc/${pid}/status`, 'utf8');
		return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1_024;
	} catch {
		return NaN;
	}
}

/** What n8n and HeyGen have to do while so many are parked and nobody calls. */
export async function idle(
	bench: Bench,
	subject: ParkingSubject,
	count: number,
	windowMs: number,
): Promise<Measured> {
	const { n8n, api } = bench;
	const { heygen } = subject.account;
	if (count > 0) await park(bench, subject, count);
	const asked = heygen.requests.length;
	const cpu = cpuMs(n8n.pid);
	await sleep(windowMs);
	const measured = {
		"n8n's CPU a second, ms": ((cpuMs(n8n.pid) - cpu) * 1_000) / windowMs,
		"n8n's memory, MB": memoryMb(n8n.pid),
		'requests to HeyGen': heygen.requests.length - asked,
	};
	const parked = await api.executions.list({
		workflowId: subject.workflow.id,
		status: ['waiting'],
	});
	for (const { id } of parked) {
		await api.session.call('POST', `/executions/${id}/stop`, { body: {} });
	}
	return measured;
}
