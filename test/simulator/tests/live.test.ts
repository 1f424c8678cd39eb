/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import axios from 'axios';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { checkLive } from '../../live/check';
import type { Findings } from '../../live/findings';
import { reportOf } from '../../live/report';
import { isObject, readBody } from '../http/body';
import { startSimulator } from '../index';
import type { JsonObject, Simulator } from '../index';

interface Reply {
	status: number;
	body: unknown;
}

/** What HeyGen might answer one day; undefined leaves the answer as it is. */
type Deviation = (call: string, reply: Reply, asked: number) => Reply | undefined;

const webhookUrl = 'https://hooks.example.com/secret-path/live';
let simulator: Simulator;

beforeEach(async () => {
	simulator = await startSimulator({ requirePublicHttps: true, validateUrl: false });
	const stock = ['looks', 'avatars', 'voices', 'templates', 'videos', 'brandKits'] as const;
	for (const shelf of [...stock, 'sounds', 'pictures', 'assets', 'styles'] as const) {
		simulator.seed(shelf, 3);
	}
	simulator.addEndpoint({ url: 'https://hooks.example.com/other' });
	await simulator.emit('avatar_video.success', simulator.sample('avatar_video.success'));
});

afterEach(async () => await simulator.close());

/** The simulator, with one thing changed on the way. */
async function checkWith(deviation: Deviation): Promise<Findings> {
	const counts = new Map<string, number>();
	const server = createServer((request, response) => {
		const call = `${request.method} ${request.url?.split('?')[0]}`;
		const forward = async (): Promise<Reply> => {
			const { status, data } = await axios.request<unknown>({
				method: request.method ?? 'GET',
				url: `${simulator.url}${request.url}`,
				headers: { ...request.headers, host: '' },
				data: await readBody(request),
				proxy: false,
				validateStatus: () => true,
			});
			const asked = (counts.get(call) ?? 0) + 1;
			counts.set(call, asked);
			const reply = { status, body: data };
			return deviation(call, reply, asked) ?? reply;
		};
		void forward().then(({ status, body }) => {
			response.writeHead(status, { 'Content-Type': 'application/json', Connection: 'close' });
			response.end(JSON.stringify(body));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const findings = await checkLive({ apiKey: simulator.apiKey, baseUrl, webhookUrl });
	await new Promise((resolve) => server.close(resolve));
	return findings;
}

const on =
	(wanted: string, change: (reply: Reply, asked: number) => Reply): Deviation =>
	(call, reply, asked) =>
		call === wanted ? change(reply, asked) : undefined;

/** The answer with its data changed: that of a list in each of its entries. */
const data =
	(change: (entry: JsonObject) => JsonObject) =>
	({ status, body }: Reply): Reply => {
		const whole = isObject(body) ? body : {};
		const { data: entries } = whole;
		if (entries === undefined) return { status, body };
		const made = Array.isArray(entries)
			? entries.map((entry: unknown) => change(isObject(entry) ? entry : {}))
			: change(isObject(entries) ? entries : {});
		return { status, body: { ...whole, data: made } };
	};

const without = (key: string) => (entry: JsonObject) =>
	Object.fromEntries(Object.entries(entry).filter(([name]) => name !== key));

const endpoints = '/v3/webhooks/endpoints';
const newEvent = { event_type: 'dub.success', description: 'A dub is ready' };
let firstSecret: unknown;

/** Each with what the check should say of it. */
const deviations: Array<[string, Deviation, string]> = [
	[
		'a field that is gone',
		on('GET /v3/voices', data(without('voice_id'))),
		'GET /v3/voices: data[].voice_id is missing',
	],
	[
		'a field of another type',
		on(
			'GET /v3/videos',
			data((each) => ({ ...each, created_at: '2026-11-30T00:00:00Z' })),
		),
		'GET /v3/videos: data[].created_at is string, not integer or null',
	],
	[
		'a state that nobody knows',
		on(
			'GET /v3/videos',
			data((each) => ({ ...each, status: 'archived' })),
		),
		'GET /v3/videos: data[].status says "archived", not waiting, pending, processing, completed, failed',
	],
	[
		'a new field',
		on(
			'GET /v3/users/me',
			data((each) => ({ ...each, workspace: 'private' })),
		),
		'GET /v3/users/me: data.workspace is new',
	],
	[
		'a list without pages',
		on('GET /v3/templates', ({ status, body }) => ({
			status,
			body: isObject(body) ? without('has_more')(body) : body,
		})),
		'GET /v3/templates: has_more is missing',
	],
	[
		'a path that is gone',
		on('GET /v3/brand-kits', () => ({ status: 404, body: {} })),
		'GET /v3/brand-kits: answers 404, not 200',
	],
	[
		'an event that is new',
		on('GET /v3/webhooks/event-types', ({ status, body }) => ({
			status,
			body:
				isObject(body) && Array.isArray(body['data'])
					? { ...body, data: [...(body['data'] as unknown[]), newEvent] }
					: body,
		})),
		'GET /v3/webhooks/event-types: dub.success is new',
	],
	[
		'another code for a wrong request',
		on('POST /v3/videos', ({ body }) => ({ status: 422, body })),
		'POST /v3/videos of a type that there is not: answers 422, not 400',
	],
	[
		'a list that shows secrets',
		on(
			`GET ${endpoints}`,
			data((each) => ({ ...each, secret: 'whsec_shown' })),
		),
		`GET ${endpoints}: data[].secret is string, not null`,
	],
	[
		'a URL that may be taken twice',
		on(`POST ${endpoints}`, (reply) =>
			reply.status === 409 ? { status: 200, body: { data: { endpoint_id: 'second' } } } : reply,
		),
		`POST ${endpoints} with a URL that is taken: answers 200, not 409`,
	],
	[
		'an Idempotency-Key that does nothing',
		on(`POST ${endpoints}`, (reply, asked) =>
			asked === 2 ? data((each) => ({ ...each, endpoint_id: 'another' }))(reply) : reply,
		),
		`POST ${endpoints} again with its Idempotency-Key: does not answer the endpoint that it made`,
	],
	[
		'a rotation that changes nothing',
		(call, reply) => {
			const secretOf = ({ body }: Reply): unknown =>
				isObject(body) && isObject(body['data']) ? body['data']['secret'] : undefined;
			if (call === `POST ${endpoints}`) firstSecret ??= secretOf(reply);
			if (!call.endsWith('/rotate-secret')) return undefined;
			return data((each) => ({ ...each, secret: firstSecret }))(reply);
		},
		`POST ${endpoints}/{endpoint_id}/rotate-secret: answers the secret of before`,
	],
	[
		'a file that outlives its end',
		(call, _reply, asked) =>
			/^GET \/v3\/assets\/[0-9a-f]{16,}$/.test(call) && asked > 1
				? { status: 200, body: { data: {} } }
				: undefined,
		'GET /v3/assets/{asset_id} after its end: answers 200, not 404',
	],
	[
		'a wrong key that is forbidden',
		on('GET /v3/users/me', (reply) => (reply.status === 401 ? { ...reply, status: 403 } : reply)),
		'GET /v3/users/me with a wrong key: answers 403, not 401',
	],
	[
		'the end of the older API',
		on('GET /v1/webhook/webhook.list', () => ({ status: 410, body: {} })),
		'GET /v1/webhook/webhook.list: answers 410, not 200 with code 100 and a list',
	],
];

describe('the live check', () => {
	it('finds no difference where there is none', async () => {
		const findings = await checkWith(() => undefined);
		expect(findings.differences).toEqual([]);
		expect(findings.confirmed.length).toBeGreaterThan(25);
		expect(simulator.endpoints).toHaveLength(1);
	});

	it(`finds each of ${deviations.length} deviations, and nothing else`, async () => {
		const findings = await checkWith((call, reply, asked) => {
			let changed = reply;
			for (const [, deviation] of deviations) changed = deviation(call, changed, asked) ?? changed;
			return changed;
		});
		const told = findings.differences.map(({ call, what }) => `${call}: ${what}`);
		expect(told.sort()).toEqual(deviations.map(([, , expected]) => expected).sort());
		expect(simulator.endpoints).toHaveLength(1);
	});

	it('tells nothing of the account', async () => {
		const findings = await checkWith((_call, { status, body }) => ({
			status,
			body: isObject(body) ? { ...body, data: { nothing: 'whsec_x' } } : body,
		}));
		const { apiKey } = simulator;
		const account = { apiKey, baseUrl: simulator.url, webhookUrl };
		const report = reportOf(findings, account, '2026-11-30');
		expect(findings.differences.length).toBeGreaterThan(20);
		expect(report).toContain('### Different');
		for (const secret of [apiKey, webhookUrl, 'whsec_', 'simulated-user', 'example.com']) {
			expect(report).not.toContain(secret);
		}
	});
});
