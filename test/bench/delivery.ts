/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { setTimeout as sleep } from 'node:timers/promises';

import { pooled } from '../e2e/support/burst';
import type { N8n } from '../e2e/support/n8n';
import { tally } from '../e2e/support/stored';
import { until } from '../e2e/support/until';
import { percentile, type Measured } from './passes';
import { cpuMs, expectStatus, freshBody, nextNodeMs, send, type Sent } from './sending';
import type { Subject } from './subjects';

const pauseMs = 30;
const width = 10;
const doneLimitMs = 120_000;

/** Executions of the workflow that have ended. */
async function done(n8n: N8n, workflowId: string): Promise<number> {
	const { new: waiting = 0, running = 0, ...ended } = await tally(n8n, workflowId);
	if (waiting + running > 0) return -1;
	return Object.values(ended).reduce((all, each) => all + each, 0);
}

/** Waits until none is under way and so many have ended. @returns how many have */
export async function waitForDone(n8n: N8n, workflowId: string, count: number): Promise<number> {
	return await until(
		`${count} executions`,
		async () => {
			const ended = await done(n8n, workflowId);
			return ended >= count ? ended : undefined;
		},
		{ timeoutMs: doneLimitMs },
	);
}

/** One delivery at a time: the way of one of them, not a queue. */
export async function oneByOne(n8n: N8n, subject: Subject, count: number): Promise<Measured> {
	const before = await waitForDone(n8n, subject.workflowId, 0);
	const cpu = cpuMs(n8n.pid);
	const sent: Sent[] = [];
	for (let each = 0; each < count; each++) {
		const body = freshBody();
		sent.push(await send(subject, body, subject.headers(body)));
		await sleep(pauseMs);
	}
	await waitForDone(n8n, subject.workflowId, before + count);
	const cpuEach = (cpuMs(n8n.pid) - cpu) / count;
	expectStatus(sent, 200);
	const begun = await nextNodeMs(n8n, subject.workflowId, count);
	const ways = begun.map((ms, index) => ms - (sent[index]?.atMs ?? NaN));
	return {
		'CPU a delivery, ms': cpuEach,
		'to the next node, ms': percentile(ways, 50),
		'answer p50, ms': percentile(
			sent.map(({ answeredMs }) => answeredMs),
			50,
		),
		'answer p99, ms': percentile(
			sent.map(({ answeredMs }) => answeredMs),
			99,
		),
	};
}

/** As many as n8n takes. */
export async function fullLoad(n8n: N8n, subject: Subject, count: number): Promise<Measured> {
	const before = await waitForDone(n8n, subject.workflowId, 0);
	const startedMs = Date.now();
	const bodies = Array.from({ length: count }, freshBody);
	const sent = await pooled(
		bodies,
		width,
		async (body) => await send(subject, body, subject.headers(body)),
	);
	await waitForDone(n8n, subject.workflowId, before + count);
	expectStatus(sent, 200);
	const begun = await nextNodeMs(n8n, subject.workflowId, count);
	return {
		'deliveries a second, ten at a time': (count * 1_000) / (Math.max(...begun) - startedMs),
	};
}

async function rate(count: number, work: () => Promise<Sent>, status: number): Promise<number> {
	const startedMs = performance.now();
	const sent = await pooled(Array.from({ length: count }), width, work);
	expectStatus(sent, status);
	return (count * 1_000) / (performance.now() - startedMs);
}

/** Forgeries, where the trigger knows them. */
export async function forgeries(subject: Subject, count: number): Promise<Measured> {
	const body = freshBody();
	const headers = subject.forgedHeaders(body);
	const each = await rate(count, async () => await send(subject, body, headers), 401);
	return { 'refused forgeries a second': each };
}

/** One event again and again, after its first delivery. */
export async function repeats(subject: Subject, count: number): Promise<Measured> {
	const body = freshBody();
	const headers = subject.headers(body);
	await send(subject, body, headers);
	const each = await rate(count, async () => await send(subject, body, headers), 200);
	return { 'recognised repeats a second': each };
}
