/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { setTimeout as sleep } from 'node:timers/promises';

import { randomUUID } from 'node:crypto';

import type { INode } from 'n8n-workflow';

import type { N8n } from '../e2e/support/n8n';
import type { N8nApi } from '../e2e/support/rest';
import { chain, noOp } from '../e2e/support/workflows';
import type { Simulator } from '../simulator';
import { type Measured } from './passes';
import { nextNodeMs } from './sending';
import { waitForDone } from './delivery';
import type { Subject } from './subjects';

const pollSeconds = 10;
const pollName = `Polling every ${pollSeconds} s`;

const node = (type: string, typeVersion: number, rest: Partial<INode>): INode => ({
	id: randomUUID(),
	name: type,
	type: `n8n-nodes-base.${type}`,
	typeVersion,
	position: [0, 0],
	parameters: {},
	...rest,
});

/** What people build without a trigger: ask for the newest events, again and again. */
export async function pollingWorkflow(api: N8nApi, simulator: Simulator): Promise<string> {
	const interval = [{ field: 'seconds', secondsInterval: pollSeconds }];
	const schedule = node('scheduleTrigger', 1.2, { parameters: { rule: { interval } } });
	const ask = node('httpRequest', 4.2, {
		parameters: {
			url: `${simulator.url}/v3/webhooks/events`,
			sendHeaders: true,
			headerParameters: { parameters: [{ name: 'x-api-key', value: simulator.apiKey }] },
			options: {},
		},
	});
	const saved = await api.workflows.create(chain(pollName, schedule, ask, noOp()));
	await api.workflows.activate(saved.id);
	return saved.id;
}

/** From HeyGen's event to the node that does something with it, ms. */
export async function eventToNode(
	n8n: N8n,
	simulator: Simulator,
	subject: Subject,
	pollingId: string,
	count: number,
): Promise<Map<string, Measured[]>> {
	const happenedMs: number[] = [];
	const before = await waitForDone(n8n, subject.workflowId, 0);
	for (let each = 0; each < count; each++) {
		happenedMs.push(Date.now());
		await simulator.finishVideo();
		// at any moment between two polls
		await sleep(Math.random() * pollSeconds * 1_000);
	}
	await sleep(pollSeconds * 1_000);
	await waitForDone(n8n, subject.workflowId, before + count);
	const delivered = await nextNodeMs(n8n, subject.workflowId, count);
	const polls = await nextNodeMs(n8n, pollingId, count * 4);
	const figure = 'from the event to the next node, ms';
	const since = (atMs: number, index: number): Measured => ({
		[figure]: atMs - (happenedMs[index] ?? NaN),
	});
	return new Map([
		[subject.name, delivered.map(since)],
		[pollName, happenedMs.map((ms) => polls.find((at) => at > ms) ?? NaN).map(since)],
	]);
}
