/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { Readable } from 'node:stream';

import { formOf, mimeTypeOf, type FileStream } from '../../../nodes/HeyGen/api/content';

const content = Buffer.from('the bytes of a file');
const file = (open: () => Promise<Buffer | FileStream>) => ({
	name: 'a "b"\r\n.png',
	type: 'image/png',
	size: content.length,
	open,
});

async function bytesOf(body: Buffer | FileStream): Promise<Buffer> {
	if (Buffer.isBuffer(body)) return body;
	const parts: Buffer[] = [];
	for await (const part of body) parts.push(Buffer.from(part as Uint8Array));
	return Buffer.concat(parts);
}

describe('a media type', () => {
	it.each([
		['image/svg+xml', 'image/svg+xml'],
		['video/mp4; codecs="avc1"', 'video/mp4'],
		[undefined, 'application/octet-stream'],
		['', 'application/octet-stream'],
		['mp4', 'application/octet-stream'],
		['image/png\r\nX-Other: 1', 'application/octet-stream'],
	])('that is told as %j is %s', (said, expected) => {
		expect(mimeTypeOf(said)).toBe(expected);
	});
});

describe('a form with one file', () => {
	it.each([
		['a buffer', async () => content],
		['a stream', async () => Readable.from([content.subarray(0, 5), content.subarray(5)])],
	])('is made of %s, and as long as it says', async (_from, open) => {
		const form = formOf('file', file(open), 'boundary');
		const sent = await bytesOf(await form.open());
		expect(sent.length).toBe(Number(form.headers['Content-Length']));
		expect(sent.toString()).toBe(
			'--boundary\r\nContent-Disposition: form-data; name="file"; filename="a %22b%22%0D%0A.png"\r\n' +
				'Content-Type: image/png\r\n\r\nthe bytes of a file\r\n--boundary--\r\n',
		);
		// Each attempt sends it from the start.
		expect((await bytesOf(await form.open())).length).toBe(sent.length);
	});

	it('passes on that its file broke off', async () => {
		const broken = async () =>
			Readable.from(
				(async function* () {
					yield content;
					throw new Error('gone');
				})(),
			);
		const form = formOf('file', file(broken), 'boundary');
		await expect(bytesOf(await form.open())).rejects.toThrow('gone');
	});
});
