/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Bench } from '../e2e/support/bench';
import { json } from '../e2e/support/executions';
import { N8n, type Command } from '../e2e/support/n8n';
import { packCheckout } from '../e2e/support/packed';
import { createAndWait, out, Parked } from '../e2e/support/parked';
import { freePort } from '../e2e/support/ports';
import { Postgres } from '../e2e/support/postgres';
import { Redis } from '../e2e/support/redis';
import {
	actionName,
	afterName,
	chain,
	heygenAction,
	manualTrigger,
	noOp,
	testUrl,
	triggerName,
	triggerWorkflow,
} from '../e2e/support/workflows';
import { listed, managed } from './support/managed';
import { Outside } from './support/outside';
import { publish, registry, registryHost } from './support/registry';

// The compose file of docs/install.md: a main and a worker on one folder, the package by environment variables,
// and manual runs on the worker, as n8n 3.0 does always.
const limitMs = 400_000;
const bench = new Bench();
const folder = mkdtempSync(join(tmpdir(), 'heygen-offload-'));
let close: Array<() => Promise<void>> = [];

beforeAll(async () => {
	const [postgres, redis] = await Promise.all([Postgres.start(), Redis.start()]);
	const ours = await publish(await packCheckout());
	const outside = await Outside.open({ [registryHost]: registry([ours]) });
	close = [async () => await redis.dispose(), async () => await postgres.dispose()];
	const mainPort = await freePort();
	const launch = async (command: Command, port: number): Promise<N8n> => {
		const queue = {
			EXECUTIONS_MODE: 'queue',
			OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: String(port),
			DB_POSTGRESDB_CONNECTION_TIMEOUT: '180000',
			N8N_DEFAULT_BINARY_DATA_MODE: undefined,
		};
		const servers = { ...postgres.env, ...redis.env, ...outside.env };
		const env = { ...servers, ...queue, ...managed([listed(ours, ours.checksum)]) };
		// of all of them: a worker makes the address that HeyGen calls
		const webhookUrl = `http://127.0.0.1:${mainPort}`;
		const userFolder = join(folder, 'home');
		const n8n = await N8n.start({ command, port, userFolder, webhookUrl, env });
		close.unshift(async () => await n8n.dispose());
		return n8n;
	};
	await bench.use(await launch('start', mainPort));
	await launch('worker', await freePort());
	close.push(async () => await outside.close());
}, 1_200_000);

afterEach(async () => await bench.closeAccounts());
afterAll(async () => {
	for (const each of close) await each();
	rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}, 120_000);

const ranOnWorker = (id: string): boolean =>
	bench.n8n.log.includes(`Worker started execution ${id} `);

it(
	'the HeyGen node runs by hand on a worker',
	async () => {
		const account = await bench.account('v3');
		const parameters = { resource: 'webhookEvent', operation: 'getTypes' };
		const node = heygenAction({ parameters, credential: account.credential });
		const saved = await account.save(chain('Act', manualTrigger(), node));
		const { executionId = '' } = await bench.api.workflows.run(saved.id, 'Start');
		const run = await bench.api.executions.waitForOne(executionId);
		expect(json(run, actionName).length).toBeGreaterThan(30);
		expect(ranOnWorker(executionId)).toBe(true);
	},
	limitMs,
);

it(
	'the test event of a trigger runs on a worker',
	async () => {
		const account = await bench.account('v3');
		const { credential } = account;
		const parameters = { whenTesting: 'next' };
		const saved = await account.save(triggerWorkflow({ credential, parameters }, 'Test'));
		await bench.api.workflows.run(saved.id, triggerName);
		const url = testUrl(bench.n8n.webhookUrl, saved);
		const endpoint = account.heygen.endpoints.find((each) => each.url === url);
		if (endpoint === undefined) throw new Error('no endpoint for the test run');
		const body = Buffer.from('{"event_type":"avatar_video.fail","event_data":{"video_id":"x"}}');
		expect(await account.heygen.send(endpoint, body)).toMatchObject({ status: 200 });
		const [run] = await bench.api.executions.waitFor(saved.id, 1);
		expect(run?.mode).toBe('manual');
		expect(run && json(run, afterName)).toMatchObject([{ video_id: 'x' }]);
		expect(ranOnWorker(run?.id ?? '')).toBe(true);
	},
	limitMs,
);

it(
	'Create and Wait by hand is parked by a worker, and goes on',
	async () => {
		const parked = await Parked.byHand(bench, (one) => {
			const node = createAndWait(one, { parameters: { script: 'one' } });
			return chain('Create and wait', manualTrigger(), node, noOp());
		});
		await parked.waits();
		expect(ranOnWorker(parked.id)).toBe(true);
		await parked.finish();
		expect(out(await parked.ends())).toMatchObject([{ status: 'completed' }]);
	},
	limitMs,
);

it(
	'a published trigger runs there too',
	async () => {
		const account = await bench.account('v3');
		const workflow = await account.listen();
		const { event_data } = await account.heygen.finishVideo();
		const [run] = await bench.api.executions.waitFor(workflow.id, 1);
		expect(run && json(run, triggerName)).toMatchObject([{ video_id: event_data.video_id }]);
		expect(ranOnWorker(run?.id ?? '')).toBe(true);
	},
	limitMs,
);
