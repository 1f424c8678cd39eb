/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { Readable } from 'node:stream';

import {
	bytesOf as bodyOf,
	formOf,
	sending,
	SourceError,
	type OpenBody,
} from '../../../nodes/HeyGen/api/content';
import { mimeTypeOf } from '../../../nodes/HeyGen/api/mimeType';
import { thrownBy } from './support/bench';

const content = Buffer.from('the bytes of a file');
type Bytes = OpenBody['bytes'];
const ended: Bytes[] = [];
const file = (open: () => Promise<Bytes>) => ({
	name: 'a "b"\r\n.png',
	type: 'image/png',
	size: content.length,
	async open() {
		const bytes = await open();
		return { bytes, end: () => void ended.push(bytes) };
	},
	broken: (error: unknown) => new Error(`source: ${String(error)}`),
});

async function bytesOf({ bytes: body }: Pick<OpenBody, 'bytes'>): Promise<Buffer> {
	if (Buffer.isBuffer(body)) return body;
	const parts: Buffer[] = [];
	for await (const part of body) parts.push(Buffer.from(part as Uint8Array));
	return Buffer.concat(parts);
}

describe('a media type', () => {
	it.each<[unknown, string, string]>([
		['image/svg+xml', 'a.png', 'image/svg+xml'],
		['video/mp4; codecs="avc1"', 'a', 'video/mp4'],
		[undefined, 'a', 'application/octet-stream'],
		['', 'a.unheard', 'application/octet-stream'],
		['mp4', 'a', 'application/octet-stream'],
		['image/png\r\nX-Other: 1', 'a', 'application/octet-stream'],
		['application/octet-stream', 'big.mp4', 'video/mp4'],
		['binary/octet-stream; charset=x', 'A.JPG', 'image/jpeg'],
		[undefined, 'voice.wav ', 'audio/wav'],
		['mp4', 'film.mov', 'video/quicktime'],
		['application/x-zip-compressed', 'site', 'application/zip'],
		['Application/Octet-Stream', 'site.v2.zip', 'application/zip'],
	])('that is told as %j of %s is %s', (said, name, expected) => {
		expect(mimeTypeOf(said, name)).toBe(expected);
	});

	it.each([
		[{}, { 'Content-Type': 'image/png' }],
		[{ 'content-type': 'image/x' }, { 'content-type': 'image/x' }],
	])('stands beside the headers %j', (named, expected) => {
		const { headers } = bodyOf(
			file(async () => content),
			named,
		);
		expect(headers).toEqual({ ...expected, 'Content-Length': '19' });
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

describe('sending', () => {
	const pieces = () =>
		Readable.from(
			(async function* () {
				yield content;
				throw new Error('gone');
			})(),
		);

	it('tells a source that broke from a receiver that did, and closes the source', async () => {
		const body = formOf(
			'file',
			file(async () => pieces()),
			'boundary',
		);
		const read = async (bytes: Bytes) => await bytesOf({ bytes });
		const broken = await thrownBy(sending(body, read));
		expect(broken).toBeInstanceOf(SourceError);
		expect(broken).toHaveProperty('message', 'source: Error: gone');
		const refused = await thrownBy(
			sending(body, async () => await Promise.reject(new Error('no'))),
		);
		expect(refused).toHaveProperty('message', 'no');
		expect(ended.slice(-2)).toEqual([expect.any(Readable), expect.any(Readable)]);
	});

	it('tells a source that does not open', async () => {
		const none = {
			open: async () => await Promise.reject(new Error('x')),
			broken: () => new Error('y'),
		};
		expect(await thrownBy(sending(none, async () => 1))).toBeInstanceOf(SourceError);
	});
});
