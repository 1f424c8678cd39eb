import { bench } from './support';

const made = bench();

const get = async (url: string) =>
	await made.api.get<ArrayBuffer>(url, {
		responseType: 'arraybuffer',
		headers: { 'X-Api-Key': '' },
	});

it.each([0, 1, 65_536, 65_537, 20_000_000])('serves %d bytes', async (bytes) => {
	const answer = await get(made.simulator.presign('my film.mp4', bytes));
	expect(answer.status).toBe(200);
	expect(answer.headers).toMatchObject({
		'content-type': 'video/mp4',
		'content-length': String(bytes),
	});
	expect(answer.data.byteLength).toBe(bytes);
});

it('tells the size of a huge file without sending it', async () => {
	const answer = await made.api.head(made.simulator.presign('big.webm', 5e10));
	expect([answer.status, answer.headers['content-length']]).toEqual([200, '50000000000']);
});

it('starts an MP4 file as one', async () => {
	const answer = await get(made.simulator.presign('a.mp4', 100));
	expect(Buffer.from(answer.data).subarray(4, 12).toString()).toBe('ftypisom');
});

it('redirects to a second signed link', async () => {
	const first = await get(made.simulator.presign('a.gif', 7, { redirect: true }));
	expect(first.status).toBe(302);
	const second = await get(String(first.headers['location']));
	expect([second.status, second.data.byteLength]).toEqual([200, 7]);
});

it('answers 403 to links expired, changed, unsigned or asked by another method', async () => {
	const good = made.simulator.presign('a.mp4', 3);
	const later = good.replace(/Expires=\d+/, 'Expires=9999999999');
	expect((await get(made.simulator.presign('a.mp4', 3, { expired: true }))).status).toBe(403);
	for (const bad of [later, good.split('?')[0] ?? '', good.replace('a.mp4', 'b.mp4')]) {
		expect((await get(bad)).status).toBe(403);
	}
	expect((await made.api.post(good)).status).toBe(403);
	expect((await get(good)).status).toBe(200);
});

it('expireLinks kills the links so far, not those to come', async () => {
	const event = await made.simulator.finishVideo({ videoId: 'v', bytes: 11 });
	made.simulator.expireLinks();
	expect((await get(String(event.event_data['url']))).status).toBe(403);
	const { data } = await made.api.get('/v3/videos/v');
	expect((await get(data.data.video_url)).data.byteLength).toBe(11);
});

it('keeps downloads apart from API requests', async () => {
	await get(made.simulator.presign('a.mp4', 3));
	expect(made.simulator.requests).toEqual([]);
	expect(made.simulator.downloads).toMatchObject([{ method: 'GET', status: 200 }]);
});
