/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { gzipSync } from 'node:zlib';

import type { IExecuteFunctions } from 'n8n-workflow';

import { fetchFile } from '../../../../nodes/HeyGen/api/files/fetch';
import { FileError } from '../../../../nodes/HeyGen/api/files/fileError';
import type { FileSource, OpenFile } from '../../../../nodes/HeyGen/api/files/open';
import { skipSleep } from '../../../engine/support/clock';
import { thrownBy } from '../support/bench';
import { FileHost, film } from '../support/fileHost';
import { hookContext, testPolicy } from '../support/n8n';

const host = new FileHost();
beforeAll(async () => await host.start());
beforeEach(() => host.reset());
afterEach(() => jest.restoreAllMocks());
afterAll(() => host.stop());

const pause = async (ms: number): Promise<void> =>
	await new Promise((resolve) => setTimeout(resolve, ms));

const source = (more: Partial<FileSource> = {}): FileSource => ({
	context: Object.assign(hookContext({}), {
		getExecutionCancelSignal: () => undefined,
	}) as unknown as IExecuteFunctions,
	baseUrl: host.url,
	silenceMs: 30_000,
	takesText: false,
	...more,
});

async function bytesOf({ body }: OpenFile): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of body) chunks.push(Buffer.from(chunk as Buffer));
	return Buffer.concat(chunks);
}

const fetchBytes = async (link: string, more: Partial<FileSource> = {}): Promise<Buffer> =>
	await fetchFile(source(more), testPolicy, link, bytesOf);

async function failure(link: string, more: Partial<FileSource> = {}): Promise<FileError> {
	const error = await thrownBy(fetchBytes(link, more));
	if (error instanceof FileError) return error;
	throw new TypeError(`not a FileError: ${String(error)}`);
}

describe('a file', () => {
	it.each([1, 20, 63, 64, 65, 16_384, film.length])('comes whole in pieces of %d', async (size) => {
		const link = host.on('/a.mp4', async (response) => {
			response.writeHead(200, { 'content-type': 'video/mp4' });
			const pieces = Math.ceil(Math.min(film.length, size * 200) / size);
			for (let piece = 0; piece < pieces; piece++) {
				response.write(film.subarray(piece * size, (piece + 1) * size));
				if (piece < 5) await pause(5);
			}
			response.end(film.subarray(pieces * size));
		});
		expect((await fetchBytes(link)).equals(film)).toBe(true);
	});

	it('is asked for as it is, so that it has the size that its host says', async () => {
		const link = host.on('/a.mp4', (response, request) => {
			const packed = /gzip/.test(request.headers['accept-encoding'] ?? '');
			const body = packed ? gzipSync(film) : film;
			const coding = packed ? { 'content-encoding': 'gzip' } : {};
			response.writeHead(200, { ...coding, 'content-length': body.length }).end(body);
		});
		const size = await fetchFile(source(), testPolicy, link, async (file) => {
			await bytesOf(file);
			return Number(file.headers['content-length']);
		});
		expect(size).toBe(film.length);
	});

	it.each([
		['503', 503],
		['500', 500],
		['429', 429],
	])('is asked for again after a %s', async (_case, status) => {
		const link = host.on('/a.mp4', (response, _request, times) => {
			if (times < 3) response.writeHead(status, { 'retry-after': '0' }).end('busy');
			else response.writeHead(200).end(film);
		});
		expect(await fetchBytes(link)).toHaveLength(film.length);
		expect(host.asked).toHaveLength(3);
	});

	it.each([
		['before the answer', 0],
		['in the middle', 30_000],
	])('is asked for again when the connection breaks %s', async (_case, after) => {
		const link = host.on('/a.mp4', (response, request, times) => {
			if (times > 1) return void response.writeHead(200).end(film);
			if (after === 0) return void request.socket.destroy();
			response.writeHead(200, { 'content-length': film.length });
			response.write(film.subarray(0, after), () => setTimeout(() => request.socket.destroy(), 20));
		});
		expect(await fetchBytes(link)).toHaveLength(film.length);
		expect(host.asked).toHaveLength(2);
	});

	it.each([403, 404])('is asked for again after a %d where its link is fresh', async (status) => {
		skipSleep();
		const link = host.on('/a.mp4', (response, _request, times) => {
			if (times < 3) response.writeHead(status).end();
			else response.writeHead(200).end(film);
		});
		expect(await fetchBytes(link, { isFresh: true })).toHaveLength(film.length);
		expect(host.asked).toHaveLength(3);
	});

	it('that is not there after four attempts is dead, however fresh its link', async () => {
		skipSleep();
		const link = host.on('/a.mp4', (response) => response.writeHead(404).end());
		expect(await failure(link, { isFresh: true })).toMatchObject({ reason: 'dead' });
		expect(host.asked).toHaveLength(4);
	});

	it('is given up after as many attempts as the API has', async () => {
		const link = host.on('/a.mp4', (response) =>
			response.writeHead(503, { 'retry-after': '0' }).end(),
		);
		expect(await failure(link)).toMatchObject({ message: 'its host answered HTTP 503' });
		expect(host.asked).toHaveLength(testPolicy.attempts);
	});

	it('is not waited for longer than may be', async () => {
		const link = host.on('/a.mp4', (response) =>
			response.writeHead(503, { 'retry-after': '30' }).end(),
		);
		expect((await failure(link)).reason).toBe('passing');
		expect(host.asked).toHaveLength(1);
	});
});

describe('a host that stops sending', () => {
	it.each([
		['before the answer', -1],
		['after the headers', 0],
		['in the middle', 30_000],
	])('%s is an error after the silence', async (_case, after) => {
		const link = host.on('/a.mp4', (response) => {
			if (after < 0) return;
			response.writeHead(200, { 'content-length': film.length }).flushHeaders();
			if (after > 0) response.write(film.subarray(0, after));
		});
		const startedMs = Date.now();
		const error = await failure(link, { silenceMs: 400 });
		expect(error.reason).toBe('silent');
		expect(error.message).toMatch(/(sent nothing for|did not answer within) 0.4 s$/);
		expect(Date.now() - startedMs).toBeGreaterThanOrEqual(390);
		expect(host.asked).toHaveLength(1);
	});

	it('is none while bytes come, however slowly', async () => {
		const pauseMs = 1_000;
		const link = host.on('/a.mp4', async (response) => {
			response.writeHead(200);
			for (let at = 0; at < film.length; at += 10_000) {
				response.write(film.subarray(at, at + 10_000));
				await pause(pauseMs);
			}
			response.end();
		});
		const silenceMs = 4 * pauseMs;
		expect(film.length / 10_000).toBeGreaterThan(silenceMs / pauseMs);
		expect(await fetchBytes(link, { silenceMs })).toHaveLength(film.length);
	});

	it('is none while it is the reader who is slow', async () => {
		const large = Buffer.concat([film, Buffer.alloc(4_000_000)]);
		const link = host.on('/a.mp4', (response) => response.writeHead(200).end(large));
		const read = async (file: OpenFile): Promise<number> => {
			await pause(5_000);
			return (await bytesOf(file)).length;
		};
		expect(await fetchFile(source({ silenceMs: 4_000 }), testPolicy, link, read)).toBe(
			large.length,
		);
	});
});

describe('what is no file', () => {
	const dead = { reason: 'dead' };

	it.each([400, 401, 403, 404, 410, 416, 204, 300])('an answer %d', async (status) => {
		const link = host.on('/a.mp4', (response) => response.writeHead(status).end());
		expect(await failure(link)).toMatchObject({
			...dead,
			message: `its host answered HTTP ${status}`,
		});
	});

	it.each([
		['a page', 'text/html; charset=utf-8', '<!DOCTYPE html><p>Sign in'],
		['a page that says it is a video', 'video/mp4', '\n <html><body>Sign in'],
		['a page without a type', '', '<!doctype html>'],
		['a message in JSON', 'application/json', '{"error":"expired"}'],
		['JSON that says it is bytes', 'application/octet-stream', '{"error":"expired"}'],
		['a message in XML', 'application/xml', '<Error><Code>AccessDenied</Code></Error>'],
		['XML that says it is bytes', 'binary/octet-stream', '<?xml version="1.0"?><Error/>'],
		['a message in words', 'text/plain', 'This link has expired.'],
		['a page in the name of an XHTML', 'application/xhtml+xml', '<html/>'],
	])('%s', async (_case, type, text) => {
		const link = host.on('/a.mp4', (response) =>
			response.writeHead(200, { 'content-type': type }).end(text),
		);
		const error = await failure(link);
		expect(error).toMatchObject(dead);
		expect(error.message).toContain('page or a message');
	});

	it('nothing', async () => {
		const link = host.on('/a.mp4', (response) => response.writeHead(200).end());
		expect(await failure(link)).toMatchObject({
			...dead,
			message: 'its host sent an empty answer',
		});
	});

	it.each([
		['round in a circle', (times: number) => `/a.mp4?${times % 2}`],
		['on and on', (times: number) => `/a.mp4?${times}`],
	])('a link that leads %s', async (_case, next) => {
		const redirect = Array.from({ length: 9 }, (_, index) => index);
		for (const at of redirect) {
			host.on(`/a.mp4?${at}`, (response) =>
				response.writeHead(302, { location: next(at + 1) }).end(),
			);
		}
		const error = await failure(`${host.url}/a.mp4?0`);
		expect(error).toMatchObject(dead);
		expect(error.message).toBe('its link is redirected more than 5 times');
		expect(host.asked).toHaveLength(6);
	});

	it.each([
		['captions', 'text/plain', '1\n00:00:00,000 --> 00:00:02,000\nHello'],
		['captions without a type', 'application/octet-stream', '[00:01.00] Hello'],
	])('but %s are one of text', async (_case, type, text) => {
		const link = host.on('/a.srt', (response) =>
			response.writeHead(200, { 'content-type': type }).end(text),
		);
		expect((await fetchBytes(link, { takesText: true })).toString()).toBe(text);
	});

	it('but a film that a host takes for text is one', async () => {
		const link = host.on('/a', (response) =>
			response.writeHead(200, { 'content-type': 'text/plain' }).end(film),
		);
		expect(await fetchBytes(link)).toHaveLength(film.length);
	});
});

describe('where a file may come from', () => {
	it.each([
		['https', 'https://api.heygen.example'],
		['another port', 'http://127.0.0.1:1'],
		['another host', 'http://localhost'],
		['no address', 'nonsense'],
	])('not over http when the Base URL is %s', async (_case, baseUrl) => {
		const link = host.on('/a.mp4', (response) => response.writeHead(200).end(film));
		const own = baseUrl.startsWith('https') ? host.url.replace('http:', 'https:') : baseUrl;
		for (const at of [baseUrl, own]) {
			const error = await failure(link, { baseUrl: at });
			expect(error.message).toMatch(/neither https nor on the host of the Base URL/);
			expect(error.reason).toBe('forbidden');
		}
		expect(host.asked).toEqual([]);
	});

	it('comes over http from any host, when a person named it', async () => {
		const film2 = host.on('/a.mp4', (response) => response.writeHead(200).end(film));
		const link = host.on('/b.mp4', (response) =>
			response.writeHead(302, { location: film2 }).end(),
		);
		const elsewhere = { baseUrl: 'https://api.heygen.com', takesHttp: true } as const;
		expect(await fetchBytes(link, elsewhere)).toEqual(film);
		const error = await failure('ftp://files.example.com/a.mp4', elsewhere);
		expect(error.message).toMatch(/neither https nor http$/);
		expect((await failure('a.mp4', elsewhere)).message).toMatch(/is not a URL$/);
	});

	it('takes no key along', async () => {
		const link = host.on('/a.mp4', (response) => response.writeHead(200).end(film));
		await fetchBytes(link);
		expect(Object.keys(host.headers[0] ?? {})).not.toContain('x-api-key');
	});
});

it('a store that fails is said to be one, and the file is not asked for again', async () => {
	const link = host.on('/a.mp4', (response) => response.writeHead(200).end(film));
	const full = Object.assign(new Error('ENOSPC: no space left on device, write'), {
		code: 'ENOSPC',
	});
	const store = async ({ body }: OpenFile): Promise<void> => {
		body.destroy(full);
		await Promise.reject(full);
	};
	const error = await thrownBy(fetchFile(source(), testPolicy, link, store));
	expect(error).toMatchObject({ reason: 'unstored', message: full.message });
	expect(host.asked).toHaveLength(1);
});

it.each([
	[
		'a host that does not exist',
		'https://files.invalid/a.mp4',
		/could not be reached: (no such host|the name server)/,
	],
	[
		'a port where nothing listens',
		'https://127.0.0.1:9/a.mp4',
		/refused the connection.*ECONNREFUSED/,
	],
])('%s is named', async (_case, link, message) => {
	const policy = { ...testPolicy, attempts: 1 };
	const error = await thrownBy(fetchFile(source(), policy, link, bytesOf));
	expect(error).toMatchObject({ message: expect.stringMatching(message) });
});
