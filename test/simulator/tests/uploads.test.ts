/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { createHash } from 'crypto';
import { Readable } from 'stream';
import { bench, clientOf, v3Error } from './support';

const made = bench();
const PNG = Buffer.from('89504e470d0a1a0a', 'hex');

const form = (content: Buffer, name = 'a.bin'): FormData => {
	const data = new FormData();
	data.append('file', new Blob([new Uint8Array(content)]), name);
	return data;
};

describe('POST /v3/assets', () => {
	it.each([
		['image/png', PNG],
		['image/jpeg', Buffer.from('ffd8ffe0', 'hex')],
		['video/mp4', Buffer.from('\0\0\0\x18ftypisom', 'latin1')],
		['video/webm', Buffer.from('1a45dfa3', 'hex')],
		['audio/mpeg', Buffer.from('ID3\x04')],
		['audio/wav', Buffer.from('RIFF\0\0\0\0WAVEfmt ')],
		['application/pdf', Buffer.from('%PDF-1.7')],
		['application/x-subrip', Buffer.from('1\r\n00:00:01,000 --> 00:00:02,000\r\nHi')],
	])('finds out that it is %s by the bytes', async (mime_type, content) => {
		const { status, data } = await made.api.post('/v3/assets', form(content));
		const answer = { mime_type, size_bytes: content.length };
		expect([status, data.data]).toMatchObject([200, answer]);
		expect((await made.api.get(`/v3/assets/${data.data.asset_id}`)).data.data).toEqual({
			id: data.data.asset_id,
			name: 'a.bin',
			type: mime_type.split('/')[0],
			owner: 'simulated-user',
			space_id: expect.any(String),
			folder_id: null,
			uploaded_at: expect.any(Number),
			url: expect.any(String),
		});
		expect(made.simulator.requests[0]?.body).toEqual({
			file: { filename: 'a.bin', contentType: expect.anything(), bytes: content.length },
		});
	});

	it.each([
		['another kind of file', () => form(Buffer.from('hello')), 'file'],
		[
			'another part name',
			() => {
				const data = new FormData();
				data.append('data', new Blob([new Uint8Array(PNG)]), 'a.png');
				return data;
			},
			'file',
		],
		['JSON', () => ({ file: 'x' }), null],
	])('refuses %s', async (_name, body, param) => {
		const { status, data } = await made.api.post('/v3/assets', body());
		expect([status, data]).toEqual([400, v3Error('invalid_parameter', param)]);
	});

	it('takes 32 MB and no byte more', async () => {
		const content = Buffer.concat([PNG, Buffer.alloc(32 * 1024 * 1024 - PNG.length)]);
		expect((await made.api.post('/v3/assets', form(content))).status).toBe(200);
		const more = await made.api.post('/v3/assets', form(Buffer.concat([content, PNG])));
		expect([more.status, more.data]).toEqual([413, v3Error('payload_too_large', 'file')]);
	});
});

describe('direct uploads', () => {
	const bytes = Buffer.alloc(70_000, 'film');
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	const announced = { filename: 'a.mp4', content_type: 'video/mp4', size_bytes: bytes.length };
	const announce = async (more: object = {}) =>
		(await made.api.post('/v3/assets/direct-uploads', { ...announced, ...more })).data.data;
	const put = async (
		{ upload_url, upload_headers }: { upload_url: string; upload_headers: object },
		headers: object = {},
		content: Buffer | Readable = bytes,
	) =>
		(
			await clientOf(made.simulator, {}).put(upload_url, content, {
				headers: { ...upload_headers, ...headers },
			})
		).status;
	const complete = async (id: string) => await made.api.post(`/v3/assets/${id}/complete`, {});

	it('take the bytes apart from the API, and are complete once they are stored', async () => {
		const started = await announce({ checksum_sha256: sha256 });
		const early = await complete(started.asset_id);
		expect([early.status, early.data]).toEqual([409, v3Error('conflict')]);
		expect(await put(started)).toBe(200);
		expect(made.simulator.uploads).toMatchObject([
			{ assetId: started.asset_id, bytes: bytes.length, sha256, status: 200 },
		]);
		expect(made.simulator.count('PUT', /./)).toBe(0);
		for (const ended of [await complete(started.asset_id), await complete(started.asset_id)]) {
			expect([ended.status, ended.data.data]).toEqual([
				200,
				{
					asset_id: started.asset_id,
					mime_type: 'video/mp4',
					size_bytes: bytes.length,
					status: 'processing',
					url: expect.any(String),
				},
			]);
		}
		const statuses = await made.api.get(`/v3/assets/statuses?asset_ids=${started.asset_id}`);
		expect(statuses.data.data).toMatchObject([{ video_id: started.asset_id, status: 'completed' }]);
	});

	it.each([
		['a HeyGen key', { 'X-Api-Key': 'k' }, 400],
		['a token', { Authorization: 'Bearer t' }, 400],
		['another content type', { 'Content-Type': 'video/webm' }, 403],
		['a signed header that is missing', { 'x-amz-meta-asset': '' }, 403],
	])('refuse %s', async (_name, headers, status) => {
		expect(await put(await announce(), headers)).toBe(status);
	});

	it('refuse another size, no size, another file, a dead and an unknown address', async () => {
		expect(await put(await announce(), {}, Buffer.alloc(5))).toBe(400);
		const slot = await announce({ checksum_sha256: sha256 });
		expect(await put(slot, {}, Readable.from([bytes]))).toBe(501);
		expect(await put(slot, {}, Buffer.alloc(bytes.length))).toBe(400);
		expect((await complete(slot.asset_id)).status).toBe(409);
		expect(await put({ ...slot, upload_url: `${made.simulator.url}/storage/x` })).toBe(403);
		made.simulator.expireLinks();
		expect(await put(slot)).toBe(403);
	});

	it('come in batches', async () => {
		const files = [announced, { ...announced, filename: 'b.mp4' }];
		const { data } = await made.api.post('/v3/assets/direct-uploads/batches', { files });
		const { batch_id, items } = data.data;
		expect(items).toHaveLength(2);
		const end = async () => await made.api.post('/v3/assets/complete/batches', { batch_id });
		expect((await end()).status).toBe(409);
		for (const each of items) expect(await put(each)).toBe(200);
		expect([
			(await end()).status,
			(await made.api.get(`/v3/assets/batches/${batch_id}`)).data.data,
		]).toMatchObject([202, { status: 'completed', total_items: 2, has_more: false }]);
	});
});

describe('uploads in parts', () => {
	const size = 12_000_000;
	const announced = { filename: 'a.mp4', content_type: 'video/mp4', size_bytes: size };
	const begun = async () =>
		(await made.api.post('/v3/assets/direct-uploads', { ...announced, multipart: true })).data.data;
	const sign = async (id: string, body: object) =>
		await made.api.post(`/v3/assets/${id}/parts`, body);

	it('are signed, listed, and joined once all of them are there', async () => {
		const { asset_id: id, multipart_upload_id, part_size_bytes } = await begun();
		const ids = { multipart_upload_id };
		expect(part_size_bytes).toBe(5 * 1024 * 1024);
		const { parts } = (await sign(id, { ...ids, part_numbers: [1, 2, 3] })).data.data;
		const stored: object[] = [];
		for (const { part_number, upload_url } of parts) {
			const bytes = Math.min(part_size_bytes, size - (part_number - 1) * part_size_bytes);
			const headers = { 'Content-Type': 'application/octet-stream' };
			const answer = await clientOf(made.simulator, {}).put(upload_url, Buffer.alloc(bytes), {
				headers,
				maxBodyLength: Infinity,
			});
			stored.push({ part_number, etag: answer.headers['etag'] });
			const early = await made.api.post(`/v3/assets/${id}/complete`, { ...ids, parts: stored });
			expect(early.status).toBe(part_number < 3 ? 409 : 200);
		}
		expect((await made.api.get(`/v3/assets/${id}/parts`)).data.data.parts).toMatchObject(stored);
		const other = stored.map((part) => ({ ...part, etag: '"x"' }));
		const refused = await made.api.post(`/v3/assets/${id}/complete`, { ...ids, parts: other });
		expect([refused.status, refused.data]).toEqual([400, v3Error('invalid_parameter', 'parts')]);
	});

	it('refuse another upload, and a part that the file does not have', async () => {
		const { asset_id: id, multipart_upload_id } = await begun();
		const other = await sign(id, { multipart_upload_id: 'x', part_numbers: [1] });
		expect(other.data).toEqual(v3Error('invalid_parameter', 'multipart_upload_id'));
		const missing = await sign(id, { multipart_upload_id, part_numbers: [4] });
		expect(missing.data).toEqual(v3Error('invalid_parameter', 'part_numbers'));
		const params = { multipart_upload_id };
		expect((await made.api.delete(`/v3/assets/${id}/parts`, { params })).status).toBe(200);
		expect((await made.api.get(`/v3/assets/${id}/parts`)).status).toBe(404);
	});
});
