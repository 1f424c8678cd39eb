/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { newSignatures } from '../../../nodes/HeyGen/trigger/memory';
import { questionHeader } from '../../../nodes/HeyGen/trigger/neighbour';
import { noteRefused, noteSigned } from '../../../nodes/HeyGen/trigger/signatures';
import { askerHeader, askWitness, testimony } from '../../../nodes/HeyGen/trigger/witnesses';
import { hookContext } from '../api/support/n8n';

const secret = 'whsec_test';
const startMs = Date.UTC(2026, 10, 24, 10);
let server: Server;
let url: string;
let answer: (request: IncomingMessage) => { status: number; body: unknown };
let asked: IncomingMessage[] = [];

beforeAll(async () => {
	server = createServer((request, response) => {
		asked.push(request);
		const { status, body } = answer(request);
		response.writeHead(status, { 'content-type': 'application/json' });
		response.end(JSON.stringify(body));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook/1`;
});
afterAll(() => server.close());
beforeEach(() => (asked = []));

const headersOf = ({ headers }: IncomingMessage): [string, string] => [
	String(headers[questionHeader]),
	String(headers[askerHeader]),
];
/** One that saw a right signature and two wrong ones. */
function signatures() {
	const seen = newSignatures(startMs);
	noteSigned(seen, startMs + 1_000);
	noteRefused(seen, startMs + 2_000);
	noteRefused(seen, startMs + 90_000);
	return seen;
}
const trigger = (held = secret) => {
	return (request: IncomingMessage) => ({
		status: 401,
		body: { message: 'no', ...testimony(...headersOf(request), held, signatures()) },
	});
};
const ask = async () => await askWitness(hookContext({}), url, secret);
const seen = { signedAtMs: startMs + 1_000, refusedAtMs: [startMs + 2_000, startMs + 90_000] };

it('says what it saw to who has the secret', async () => {
	answer = trigger();
	expect(await ask()).toEqual(seen);
});

it('does not take the time since when it listens for a right signature', () => {
	const [question, proof] = ['ab'.repeat(16), 'x'];
	expect(testimony(question, proof, secret, newSignatures(startMs))).toEqual({});
	answer = (request) => ({
		status: 401,
		body: testimony(...headersOf(request), secret, newSignatures(startMs)),
	});
	return expect(ask()).resolves.toEqual({ signedAtMs: 0, refusedAtMs: [] });
});

it.each([
	['has another secret', () => trigger('whsec_other')],
	['is an older version', () => () => ({ status: 401, body: { message: 'no' } })],
	['answers 200', () => (request: IncomingMessage) => ({ ...trigger()(request), status: 200 })],
	[
		'gives no proof',
		() => (request: IncomingMessage) => ({
			status: 401,
			body: { ...trigger()(request).body, proof: undefined },
		}),
	],
	[
		'changed what was seen',
		() => (request: IncomingMessage) => ({
			status: 401,
			body: { ...trigger()(request).body, seen: { ...seen, signedAtMs: 0 } },
		}),
	],
	['says nonsense', () => () => ({ status: 401, body: { seen: { refusedAtMs: 1 }, proof: 1 } })],
])('believes nobody who %s', async (_case, made) => {
	answer = made();
	expect(await ask()).toBeUndefined();
});

it('believes no answer to another question', async () => {
	answer = trigger();
	await ask();
	const [first] = asked;
	if (first === undefined) throw new Error('nothing was asked');
	const before = trigger()(first);
	answer = () => before;
	expect(await ask()).toBeUndefined();
});

it('never sends the secret', async () => {
	answer = trigger();
	await ask();
	expect(JSON.stringify(asked.map(({ headers }) => headers))).not.toContain(secret);
});
