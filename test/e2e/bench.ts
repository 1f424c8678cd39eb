/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { createHmac, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import axios from 'axios';
import type { INode } from 'n8n-workflow';

import { startSimulator } from '../simulator';
import { N8n } from './support/n8n';
import { packCheckout } from './support/packed';
import { N8nApi } from './support/rest';
import {
	afterName,
	apiKeyCredential,
	chain,
	heygenTrigger,
	noOp,
	productionUrl,
} from './support/workflows';

/**
 * What a delivery costs, against n8n's own Webhook node and its GitHub Trigger, which verifies a
 * signature as well: the same n8n, the same downstream node, one after the other.
 */
const rounds = Number(process.argv[2] ?? 100);
const warmUps = 5;
const pauseMs = 100;
const clockTicksPerSecond = 100;
const say = (text: string): void => void process.stdout.write(`${text}\n`);

interface Subject {
	name: string;
	trigger: INode;
	url(n8nUrl: string): string;
	headers(body: string): Record<string, string>;
	body(round: number): string;
}

const sign = (secret: string, body: string): string =>
	createHmac('sha256', secret).update(body).digest('hex');

/** All that the GitHub Trigger asks GitHub at activation; it chooses the secret itself. */
async function startGitHub(): Promise<{ server: Server; url: string; secret(): string }> {
	let secret = '';
	const server = createServer((request, response) => {
		let text = '';
		request.on('data', (chunk: Buffer) => (text += chunk.toString()));
		request.on('end', () => {
			const config = /"secret":"([^"]+)"/.exec(text);
			secret = config?.[1] ?? secret;
			response.setHeader('content-type', 'application/json');
			response.end(JSON.stringify({ id: 1, active: true }));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return { server, url: `http://127.0.0.1:${port}`, secret: () => secret };
}

/** User and system time of n8n's process, in ms. */
function cpuMs(pid: number): number {
	const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
	return ((Number(fields[11]) + Number(fields[12])) * 1_000) / clockTicksPerSecond;
}

const median = (values: number[]): number =>
	values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

async function measure(n8n: N8n, api: N8nApi, subject: Subject): Promise<void> {
	const workflow = await api.workflows.create(chain(subject.name, subject.trigger, noOp()));
	await api.workflows.activate(workflow.id);
	const sentAtMs: number[] = [];
	const answeredMs: number[] = [];
	const url = subject.url(n8n.url);
	let before = 0;
	for (let round = -warmUps; round < rounds; round++) {
		if (round === 0) before = cpuMs(n8n.pid ?? 0);
		const body = subject.body(round + warmUps);
		const headers = { 'content-type': 'application/json', ...subject.headers(body) };
		const atMs = Date.now();
		await axios.post(url, body, { headers, proxy: false });
		sentAtMs.push(atMs);
		answeredMs.push(Date.now() - atMs);
		// one at a time: what is measured is the way of one delivery, not a queue
		await sleep(pauseMs);
	}
	const cpu = (cpuMs(n8n.pid ?? 0) - before) / rounds;
	const executions = await api.executions.waitFor(workflow.id, rounds + warmUps, 60_000);
	const firstMs = executions.map(
		({ data }, index) =>
			(data.resultData.runData[afterName]?.[0]?.startTime ?? NaN) - (sentAtMs[index] ?? NaN),
	);
	say(
		`${subject.name.padEnd(16)} CPU ${cpu.toFixed(1)} ms, answer after ${median(answeredMs)} ms, ` +
			`next node after ${median(firstMs)} ms`,
	);
	await api.workflows.deactivate(workflow.id);
}

const base = (type: string, name: string, rest: Partial<INode>): INode => ({
	id: randomUUID(),
	name,
	type: `n8n-nodes-base.${type}`,
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
	webhookId: randomUUID(),
	...rest,
});

const event = (round: number): string =>
	JSON.stringify({
		event_type: 'avatar_video.success',
		event_data: { video_id: `video-${round}`, url: 'https://example.com/a.mp4' },
	});

async function main(): Promise<void> {
	const tarball = await packCheckout();
	const simulator = await startSimulator();
	const gitHub = await startGitHub();
	const n8n = await N8n.start({ tarball, env: { N8N_LOG_LEVEL: 'error' } });
	const api = await N8nApi.setUp(n8n.url);
	const heygen = await api.credentials.create(apiKeyCredential, 'HeyGen', {
		apiKey: simulator.apiKey,
		apiVersion: 'v3',
		baseUrl: simulator.url,
	});
	const github = await api.credentials.create('githubApi', 'GitHub', {
		server: gitHub.url,
		user: 'someone',
		accessToken: 'example',
	});
	const trigger = heygenTrigger({ credential: heygen });
	const gitHubTrigger = base('githubTrigger', 'GitHub Trigger', {
		credentials: { githubApi: github },
		parameters: {
			owner: { __rl: true, mode: 'name', value: 'someone' },
			repository: { __rl: true, mode: 'name', value: 'something' },
			events: ['push'],
			options: {},
		},
	});
	const webhook = base('webhook', 'Webhook', {
		typeVersion: 2,
		parameters: { httpMethod: 'POST', path: 'bench', options: {} },
	});
	const subjects: Subject[] = [
		{
			name: 'HeyGen Trigger',
			trigger,
			url: () => simulator.endpoints[0]?.url ?? '',
			headers: (body) => ({ signature: sign(simulator.endpoints[0]?.secret ?? '', body) }),
			body: event,
		},
		{
			name: 'GitHub Trigger',
			trigger: gitHubTrigger,
			url: (n8nUrl) => productionUrl(n8nUrl, { nodes: [gitHubTrigger] }),
			headers: (body) => ({
				'x-github-event': 'push',
				'x-hub-signature-256': `sha256=${sign(gitHub.secret(), body)}`,
			}),
			body: event,
		},
		{
			name: 'Webhook',
			trigger: webhook,
			url: (n8nUrl) => `${n8nUrl}/webhook/bench`,
			headers: () => ({}),
			body: event,
		},
	];
	try {
		say(`medians of ${rounds} deliveries, CPU of n8n's process as an average`);
		for (let pass = 1; pass <= 2; pass++) {
			for (const subject of subjects) await measure(n8n, api, freshly(subject, pass));
		}
	} finally {
		await n8n.dispose();
		await simulator.close();
		gitHub.server.close();
	}
}

/** n8n remembers events: the second pass sends others. */
const freshly = (subject: Subject, pass: number): Subject => ({
	...subject,
	body: (round) => subject.body(round + pass * 1_000_000),
});

main().then(
	() => process.exit(0),
	(error: unknown) => {
		say(error instanceof Error ? (error.stack ?? error.message) : String(error));
		process.exit(1);
	},
);
