/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { createHmac, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

import type { EmittedEvent } from '../simulator';
import { useSharedN8n, type Account } from './support/bench';
import { sendBytes, wrapped, type Wrapping } from './support/captured';
import { query } from './support/database';
import { json } from './support/executions';
import { filesHolding } from './support/kept';
import { invitedMember } from './support/member';
import { publicApi } from './support/publicApi';
import type { StoredWorkflow } from './support/restTypes';
import {
	chain,
	code,
	heygenTrigger,
	httpRequest,
	manualTrigger,
	testUrl,
	triggerWorkflow,
} from './support/workflows';

/**
 * Proves what docs/security.md says of n8n itself, and no engine test can: where it keeps what, who can read
 * that, and what it makes of a delivery before the trigger sees it.
 */
const bench = useSharedN8n('perFile');
/** By which a list of workflows is asked for it, among those of the other files. */
const name = `Kept ${randomUUID()}`;
const limitMs = 180_000;
const workflowScopes = ['workflow:read', 'workflow:list'];

describe('what n8n keeps', () => {
	let account: Account;
	let workflow: StoredWorkflow;
	let event: EmittedEvent;
	let executionId: string;
	let secret: string;
	let openly: Awaited<ReturnType<typeof publicApi>>;

	beforeAll(async () => {
		account = await bench.account('v3');
		workflow = await account.activate(triggerWorkflow({ credential: account.credential }, name));
		event = await account.heygen.finishVideo();
		const [done] = await bench.api.executions.waitFor(workflow.id, 1);
		executionId = done?.id ?? '';
		secret = account.endpointOf(workflow).secret;
		const more = ['execution:read', 'credential:read'];
		openly = await publicApi(bench.api.session, [...workflowScopes, ...more]);
	}, limitMs);

	const rest = async (path: string) => await bench.api.session.raw('GET', `/rest${path}`);

	it('the API key, encrypted', async () => {
		const { apiKey } = account.heygen;
		expect(filesHolding(bench.n8n, apiKey)).toEqual([]);
		// what is not encrypted is found
		expect(filesHolding(bench.n8n, secret)).toEqual(
			expect.arrayContaining([expect.stringContaining('database.sqlite')]),
		);
		const id = String(account.credential.id);
		const said = await Promise.all([
			rest(`/credentials/${id}?includeData=true`),
			openly(`/credentials/${id}`),
			openly(`/workflows/${workflow.id}`),
		]);
		expect(said.map(({ status }) => status)).toEqual([200, 200, 200]);
		expect(JSON.stringify(said.map(({ data }) => data))).not.toContain(apiKey);
	});

	it('the API key, for any address where the credential does not say otherwise', async () => {
		const other = await bench.account('v3');
		const { heygen, credential } = other;
		const taken: unknown[] = [];
		const taker = createServer(({ headers }, response) => {
			taken.push(headers['x-api-key']);
			response.end('{}');
		});
		await new Promise<void>((resolve) => taker.listen(0, '127.0.0.1', resolve));
		const url = `http://127.0.0.1:${(taker.address() as AddressInfo).port}`;
		const sender = chain('Sends', manualTrigger(), httpRequest(url, credential));
		const { id } = await bench.api.workflows.create(sender);
		const sent = async (): Promise<string> => {
			const { executionId } = await bench.api.workflows.run(id, 'Start');
			const done = await bench.api.executions.waitForOne(executionId ?? '');
			return done.data.resultData.error?.message ?? done.status;
		};
		const first = await sent();
		const data = { apiKey: heygen.apiKey, apiVersion: 'v3', baseUrl: heygen.url };
		const allowedHttpRequestDomains = 'none';
		const limited = { ...data, allowedHttpRequestDomains };
		await bench.api.credentials.update(String(credential.id), limited);
		const second = await sent();
		taker.closeAllConnections();
		taker.close();
		expect([first, second]).toEqual(['success', expect.stringContaining('HTTP Request')]);
		expect(taken).toEqual([heygen.apiKey]);
		// the nodes of the package go on with it
		const listening = await other.listen();
		expect(other.endpointOf(listening).status).toBe('enabled');
	});

	it('the signing secret, for whoever may read the workflow', async () => {
		const { versionId } = await bench.api.workflows.get(workflow.id);
		const version = `/workflow-history/workflow/${workflow.id}/version/${versionId}`;
		const said = {
			'the request with which the editor opens it': await rest(`/workflows/${workflow.id}`),
			'the list of the editor': await rest('/workflows'),
			'a version of its history': await rest(version),
			'an execution': await rest(`/executions/${executionId}`),
			'the public API, one': await openly(`/workflows/${workflow.id}`),
			'the public API, all': await openly(`/workflows?name=${encodeURIComponent(name)}`),
			'the public API, an execution': await openly(`/executions/${executionId}?includeData=true`),
		};
		const showing = Object.entries(said).map(([what, { status, data }]) => {
			expect({ what, status }).toEqual({ what, status: 200 });
			return [what, JSON.stringify(data).includes(secret)];
		});
		expect(Object.fromEntries(showing)).toEqual({
			'the request with which the editor opens it': true,
			'the list of the editor': false,
			'a version of its history': false,
			'an execution': false,
			'the public API, one': true,
			'the public API, all': true,
			'the public API, an execution': false,
		});
		const file = join(bench.n8n.userFolder, 'exported.json');
		await bench.n8n.command('export:workflow', `--id=${workflow.id}`, `--output=${file}`);
		expect(readFileSync(file, 'utf8')).toContain(secret);
	});

	it('of the events that were put out, hashes', async () => {
		const { databaseFile, node, userFolder } = bench.n8n;
		const rows = await query<{ value: string }>(
			{ databaseFile, node, userFolder },
			'SELECT value FROM processed_data WHERE "workflowId" = ?',
			[workflow.id],
		);
		expect(rows.map(({ value }) => value)).toEqual([expect.stringContaining('entries')]);
		const kept = JSON.stringify(rows);
		expect(
			[event.event_id, event.event_data.video_id].filter((id) => kept.includes(String(id))),
		).toEqual([]);
	});

	it('the signing secret, for no member who may not read the workflow', async () => {
		const other = await invitedMember(bench.n8n.url, bench.api.session);
		const otherwise = await publicApi(other, workflowScopes);
		const refused = await Promise.all([
			other.raw('GET', `/rest/workflows/${workflow.id}`),
			other.raw('GET', `/rest/executions/${executionId}`),
			otherwise(`/workflows/${workflow.id}`),
		]);
		expect(refused.map(({ status }) => status)).toEqual([403, 404, 403]);
		const all = await otherwise('/workflows');
		expect(all.data).toMatchObject({ data: [] });
	});

	it('the signing secret, for the Code nodes of its workflow, and not for those of another', async () => {
		const { credential } = account;
		const shows = 'return [{ json: { held: $getWorkflowStaticData("global") } }];';
		const reads = chain('Reads', heygenTrigger({ credential }), code(shows));
		const reader = await account.activate(reads);
		await account.heygen.finishVideo();
		const [done] = await bench.api.executions.waitFor(reader.id, 1);
		const read = JSON.stringify(done && json(done, 'Code'));
		expect(read).toContain(account.endpointOf(reader).secret);
		expect(read).not.toContain(secret);
	});
});

it('a captured delivery is a repeat whatever it is wrapped in, and nothing elsewhere', async () => {
	const account = await bench.account('v3');
	const [workflow, other] = [await account.listen(), await account.listen()];
	const { url, secret } = account.endpointOf(workflow);
	const event_data = { video_id: 'captured', callback_id: null };
	const body = Buffer.from(JSON.stringify({ event_type: 'avatar_video.success', event_data }));
	const signature = createHmac('sha256', secret).update(body).digest('hex');
	const send = async (bytes: Buffer, { headers, ...more }: Wrapping = {}, to = url) => {
		const all = { 'Content-Type': 'application/json', signature, ...headers };
		return await sendBytes(to, bytes, { ...more, headers: all });
	};
	expect(await send(body)).toBe('200 {"message":"The event was received."}');
	for (const [bytes, wrapping] of wrapped(body, signature)) {
		expect(await send(bytes, wrapping)).toBe('200 {"message":"The event was received before."}');
	}
	const unknown = await send(brotliCompressSync(body), { headers: { 'Content-Encoding': 'br' } });
	expect(unknown).toMatch(/^422 /);
	expect(await send(body, { method: 'GET' })).toMatch(/^404 /);
	expect(await send(body, {}, testUrl(bench.n8n.url, workflow))).toMatch(/^404 /);
	expect(await send(body, {}, account.endpointOf(other).url)).toMatch(/^401 /);
	expect(await bench.api.executions.list({ workflowId: workflow.id })).toHaveLength(1);
	expect(await bench.api.executions.list({ workflowId: other.id })).toEqual([]);
});
