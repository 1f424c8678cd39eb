/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import {
	challengeHeader,
	isChallenge,
	ownerOf,
	refusal,
	responseTo,
} from '../../../nodes/HeyGen/trigger/endpoint/challenge';
import { hookContext } from '../api/support/n8n';

const ownUrl = 'https://n8n.example/webhook/1';
let server: Server;
let base: string;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let asked: IncomingMessage[] = [];

beforeAll(async () => {
	server = createServer((request, response) => {
		asked.push(request);
		answer(request, response);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(() => (asked = []));

const says = (status: number, body: unknown = {}, headers = {}) => {
	return (_request: IncomingMessage, response: ServerResponse): void => {
		response.writeHead(status, { 'content-type': 'application/json', ...headers });
		response.end(JSON.stringify(body));
	};
};
/** A HeyGen Trigger whose own n8n takes this URL for its own. */
const trigger =
	(url: string, status = 401) =>
	(request: IncomingMessage, response: ServerResponse): void => {
		const question = String(request.headers[challengeHeader]);
		says(status, { message: 'no', ...responseTo(question, url) })(request, response);
	};
const who = async (url = `${base}/webhook/1`) => await ownerOf(hookContext({}), url, ownUrl);

it.each<[string, () => typeof answer, string]>([
	['this n8n, under an old name', () => trigger(ownUrl), 'us'],
	['another n8n', () => trigger('https://copy.example/webhook/1'), 'another'],
	['somebody with the proof but no refusal', () => trigger(ownUrl, 200), 'nobody'],
	['an older version, which gives no proof', () => says(401, { message: refusal }), 'another'],
	['a gateway', () => says(401, { message: 'Unauthorized' }), 'nobody'],
	['a page', () => says(200, {}), 'nobody'],
	['a page that asks who is there', () => says(401, {}), 'nobody'],
	['a tunnel whose name is taken, of Cloudflare', () => says(530), 'nobody'],
	['a proxy that forbids it', () => says(403, { message: 'no' }), 'nobody'],
	['a proxy without anybody behind it', () => says(502), 'nobody'],
	['a proxy whose n8n does not answer', () => says(504), 'nobody'],
	['an n8n that is too busy', () => says(503), 'unknown'],
	['an n8n without the workflow, or a tunnel of ngrok', () => says(404), 'nobody'],
])('%s', async (_case, made, expected) => {
	answer = made();
	expect(await who()).toBe(expected);
});

it('nobody, where nobody listens or the name is unknown', async () => {
	expect(await who('http://127.0.0.1:1/webhook/1')).toBe('nobody');
});

it('unknown, where the connection breaks', async () => {
	answer = (request) => request.socket.destroy();
	expect(await who()).toBe('unknown');
});

describe('a redirect', () => {
	/** `/0` leads to `/1` and so on, and `/count` is this n8n. */
	const chain = (count: number) => (request: IncomingMessage, response: ServerResponse) => {
		const hop = Number(request.url?.slice(1));
		if (hop >= count) trigger(ownUrl)(request, response);
		else says(307, {}, { location: `/${hop + 1}` })(request, response);
	};

	it('is followed, with the question', async () => {
		answer = chain(3);
		expect(await who(`${base}/0`)).toBe('us');
		expect(asked.map(({ url, method }) => [url, method])).toEqual(
			[0, 1, 2, 3].map((hop) => [`/${hop}`, 'POST']),
		);
	});

	it('is not followed for ever', async () => {
		answer = chain(50);
		expect(await who(`${base}/0`)).toBe('nobody');
		expect(asked).toHaveLength(4);
	});

	it('to nowhere is nobody', async () => {
		answer = says(302, {}, { location: 'http://[' });
		expect(await who()).toBe('nobody');
	});
});

it('asks another question each time, and takes no other for one', async () => {
	answer = trigger(ownUrl);
	await who();
	await who();
	const questions = asked.map(({ headers }) => headers[challengeHeader]);
	expect(new Set(questions).size).toBe(2);
	for (const question of questions) expect(isChallenge(String(question))).toBe(true);
	for (const other of [undefined, '', 'abc', 'A'.repeat(32), `${'a'.repeat(32)}\n`]) {
		expect(isChallenge(other)).toBe(false);
	}
});
