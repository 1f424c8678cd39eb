/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';

import { sending } from '../../../../nodes/HeyGen/api/content';
import type { FileToSend, OpenBody } from '../../../../nodes/HeyGen/api/content';
import { remoteFile } from '../../../../nodes/HeyGen/api/files/remote';
import { thrownBy } from '../support/bench';
import { FileHost, film } from '../support/fileHost';
import { connectionTo, executeContext } from '../support/n8n';

const host = new FileHost();
beforeAll(async () => await host.start());
beforeEach(() => host.reset());
afterAll(() => host.stop());

const remote = async (link: string): Promise<FileToSend> =>
	await remoteFile(executeContext(), await connectionTo({ apiKey: 'example' }), link);

async function read(bytes: OpenBody['bytes']): Promise<Buffer> {
	if (Buffer.isBuffer(bytes)) return bytes;
	const parts: Buffer[] = [];
	for await (const part of bytes) parts.push(Buffer.from(part as Uint8Array));
	return Buffer.concat(parts);
}

/** Sent on as a file, from its start. */
const sent = async (file: FileToSend): Promise<Buffer> => await sending(file, read);

const isClosed = async (socket: Socket | undefined): Promise<boolean> => {
	for (let waited = 0; socket?.closed !== true && waited < 100; waited++) {
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
	return socket?.closed === true;
};

describe('remoteFile', () => {
	it('is read once where it is sent at once, and anew when its turn comes later', async () => {
		const link = host.on('/a.mp4', (response) =>
			response.writeHead(200, { 'content-length': film.length }).end(film),
		);
		const file = await remote(link);
		expect(file).toMatchObject({ name: 'a.mp4', type: 'video/mp4', size: film.length });
		expect((await sent(file)).equals(film)).toBe(true);
		expect((await sent(file)).equals(film)).toBe(true);
		expect(host.asked).toHaveLength(1);
		file.end?.();
		expect((await sent(file)).equals(film)).toBe(true);
		expect(host.asked).toHaveLength(2);
	});

	it('has the size of what comes out of a packed answer', async () => {
		const link = host.on('/a.srt', (response) => {
			const packed = gzipSync(film);
			const headers = { 'content-encoding': 'gzip', 'content-length': packed.length };
			response.writeHead(200, headers).end(packed);
		});
		const file = await remote(link);
		expect(file.size).toBe(film.length);
		expect((await sent(file)).equals(film)).toBe(true);
	});

	it('is refused where it is packed in a way that nobody knows', async () => {
		const link = host.on('/a.mp4', (response) =>
			response
				.writeHead(200, { 'content-encoding': 'rot13', 'content-length': 9 })
				.end('film film'),
		);
		const error = await thrownBy(remote(link));
		expect(error).toHaveProperty('message', expect.stringContaining('compressed as rot13'));
	});

	it('closes what was only looked at', async () => {
		let asked: IncomingMessage | undefined;
		const link = host.on('/a.mp4', (response, request) => {
			asked = request;
			response.writeHead(200, { 'content-length': 900_000_000 }).write(film);
		});
		const file = await remote(link);
		file.end?.();
		expect(await isClosed(asked?.socket)).toBe(true);
	});

	it('closes what who was to have it did not read', async () => {
		let asked: IncomingMessage | undefined;
		const link = host.on('/a.mp4', (response, request) => {
			asked = request;
			response.writeHead(200, { 'content-length': 900_000_000 }).write(film);
		});
		const refused = sending(await remote(link), async () => await Promise.reject(new Error('no')));
		expect(await thrownBy(refused)).toHaveProperty('message', 'no');
		expect(await isClosed(asked?.socket)).toBe(true);
	});

	it('is opened again where its host closed it meanwhile', async () => {
		const link = host.on('/a.mp4', (response, request, times) => {
			response.writeHead(200, { 'content-length': film.length });
			if (times > 1) response.end(film);
			else response.write(film.subarray(0, 99), () => request.socket.destroy());
		});
		const file = await remote(link);
		await new Promise((resolve) => setTimeout(resolve, 200));
		expect((await sent(file)).equals(film)).toBe(true);
		expect(host.asked).toHaveLength(2);
	});

	it('names its host when that closes too early', async () => {
		const link = host.on('/a.mp4', (response, request) => {
			response.writeHead(200, { 'content-length': 200_000 });
			response.write(film, () => setTimeout(() => request.socket.destroy(), 300));
		});
		expect(await thrownBy(remote(link).then(sent))).toHaveProperty(
			'message',
			'The file could not be fetched from its URL: its host closed the connection too early (ECONNRESET).',
		);
	});

	it.each([
		[404, /^Check the URL/],
		[503, /^Try again later/],
	])('says what to do about a %d', async (status, todo) => {
		const link = host.on('/a.mp4', (response) => response.writeHead(status).end());
		expect(await thrownBy(remote(link))).toHaveProperty('description', expect.stringMatching(todo));
	});

	it.each([
		['is asked for again after a 503', 503],
		['is asked for again after a 429', 429],
	])('%s', async (_case, status) => {
		const link = host.on('/a.mp4', (response, _request, times) => {
			if (times > 1) response.writeHead(200, { 'content-length': film.length }).end(film);
			else response.writeHead(status, { 'retry-after': '0' }).end();
		});
		expect(await sent(await remote(link))).toHaveLength(film.length);
	});
});
