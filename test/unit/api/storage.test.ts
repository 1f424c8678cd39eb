import { bytesOf, type FileToSend } from '../../../nodes/HeyGen/api/content';
import { putFile } from '../../../nodes/HeyGen/api/storage';
import { thrownBy } from './support/bench';
import { FileHost, film } from './support/fileHost';
import { connectionTo } from './support/n8n';

const host = new FileHost();
beforeAll(async () => await host.start());
beforeEach(() => host.reset());
afterAll(() => host.stop());

let opened = 0;
const file: FileToSend = {
	name: 'a.mp4',
	type: 'video/mp4',
	size: film.length,
	open: async () => ({ bytes: film, end: () => void opened++ }),
	broken: () => new Error('source'),
};
beforeEach(() => (opened = 0));

const put = async (link: string): Promise<unknown> =>
	await putFile(await connectionTo({ apiKey: 'x', baseUrl: host.url }), link, bytesOf(file, {}));

describe('putFile', () => {
	it('puts it again after a broken connection, from its start', async () => {
		const link = host.on('/slot', (response, request, times) => {
			if (times === 1) return void request.socket.destroy();
			let size = 0;
			request.on('data', (part: Buffer) => (size += part.length));
			request.on('end', () => response.writeHead(size === film.length ? 200 : 400).end());
		});
		await put(link);
		expect([host.asked.length, opened]).toEqual([2, 2]);
		expect(host.headers[1]).toMatchObject({ 'content-type': 'video/mp4' });
	});

	it('names the upload, its host and what happened', async () => {
		const link = host.on('/slot', (_response, request) => request.socket.destroy());
		const error = await thrownBy(put(link));
		const at = new URL(host.url).host;
		expect(error).toHaveProperty(
			'message',
			`The file could not be uploaded to ${at}: its host closed the connection too early (ECONNRESET).`,
		);
		expect(host.asked).toHaveLength(3);
	});

	it.each([
		[503, 3],
		[403, 1],
	])('is tried after a %d %d times', async (status, times) => {
		const link = host.on('/slot', (response, request) => {
			request.resume();
			response.writeHead(status, { 'retry-after': '0' }).end();
		});
		expect(await thrownBy(put(link))).toHaveProperty(
			'message',
			expect.stringContaining(`its host answered HTTP ${status}`),
		);
		expect(host.asked).toHaveLength(times);
	});
});

it('sends no file over http to another host than that of the Base URL', async () => {
	const link = host.on('/slot', (response, request) => {
		request.resume();
		response.end();
	});
	for (const baseUrl of ['http://127.0.0.1:1', 'https://api.heygen.com']) {
		const connection = await connectionTo({ apiKey: 'x', baseUrl });
		const error = await thrownBy(putFile(connection, link, bytesOf(file, {})));
		expect(error).toHaveProperty('message', expect.stringContaining('so the file was not sent'));
	}
	expect(host.asked).toEqual([]);
});
