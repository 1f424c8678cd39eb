import { Idempotency } from '../state/idempotency';
import { bench, ENDPOINTS, v3Error } from './support';

const made = bench();

const create = async (key: string, path = '/hook') =>
	await made.api.post(
		ENDPOINTS,
		{ url: `${made.receiver.url}${path}` },
		{ headers: { 'Idempotency-Key': key } },
	);

it('gives the first answer again, even for another body', async () => {
	const [first, second] = [await create('k1'), await create('k1', '/other')];
	expect(second.data).toEqual(first.data);
	expect(made.simulator.endpoints).toHaveLength(1);
});

it('gives a first refusal again too', async () => {
	made.receiver.options = 500;
	const first = await create('k2');
	made.receiver.options = 204;
	expect([first.status, (await create('k2')).status]).toEqual([400, 400]);
	expect((await create('k3')).status).toBe(200);
});

it('counts for each route on its own', async () => {
	const { data } = await create('k4');
	const path = `${ENDPOINTS}/${data.data.endpoint_id}/rotate-secret`;
	const headers = { 'Idempotency-Key': 'k4' };
	const one = await made.api.post(path, undefined, { headers });
	const two = await made.api.post(path, undefined, { headers });
	expect(one.data.data.secret).not.toBe(data.data.secret);
	expect(two.data).toEqual(one.data);
	const three = await made.api.post(path);
	expect(three.data.data.secret).not.toBe(one.data.data.secret);
});

it('says so while the first call still runs', async () => {
	made.receiver.delayMs = 100;
	const both = await Promise.all([create('k5'), create('k5')]);
	const [good, early] = both.sort((a, b) => a.status - b.status);
	expect(good?.status).toBe(200);
	expect([early?.status, early?.data]).toEqual([409, v3Error('request_in_progress')]);
});

it('forgets after 24 hours', async () => {
	let now = 0;
	const store = new Idempotency(() => now);
	let runs = 0;
	const ask = async () =>
		await store.run('k', 'route', async () => await Promise.resolve({ status: 200, body: ++runs }));
	await ask();
	now = 24 * 3600 * 1000 - 1;
	expect((await ask()).body).toBe(1);
	now += 1;
	expect((await ask()).body).toBe(2);
});

it.each(['with space', 'ä', 'a/b', 'x'.repeat(256), ''])('refuses the key %p', async (key) => {
	const encoded = Buffer.from(key, 'utf8').toString('latin1');
	const answer = await create(encoded);
	expect([answer.status, answer.data]).toEqual([
		400,
		v3Error('invalid_parameter', 'Idempotency-Key'),
	]);
});

it('takes keys of 255 allowed characters', async () => {
	expect((await create(`aZ09_-:.${'x'.repeat(247)}`)).status).toBe(200);
});

it('is ignored on PATCH and DELETE', async () => {
	const { data } = await create('k6');
	const url = `${ENDPOINTS}/${data.data.endpoint_id}`;
	const headers = { 'Idempotency-Key': 'k7' };
	await made.api.patch(url, { events: ['podcast.fail'] }, { headers });
	const second = await made.api.patch(url, { events: [] }, { headers });
	expect(second.data.data.events).toEqual([]);
	expect((await made.api.delete(url, { headers })).status).toBe(200);
	expect((await made.api.delete(url, { headers })).status).toBe(404);
});
