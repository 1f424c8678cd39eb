import { bench, ENDPOINTS, v3Error } from './support';

const made = bench();
const EVENTS = '/v3/webhooks/events';

interface Listed {
	data: Array<{ endpoint_id: string }>;
	has_more: boolean;
	next_token: string | null;
}

const fill = (count: number): void => {
	for (let index = 0; index < count; index++) {
		made.simulator.addEndpoint({ url: `http://127.0.0.1/${index}` });
	}
};

it('gives ten unless told, and walks on by token to the end', async () => {
	fill(23);
	const seen: string[] = [];
	const sizes: number[] = [];
	let token: string | null = null;
	do {
		const params: object = token === null ? {} : { token };
		const { data } = await made.api.get<Listed>(ENDPOINTS, { params });
		seen.push(...data.data.map((each) => each.endpoint_id));
		sizes.push(data.data.length);
		expect(data.has_more).toBe(data.next_token !== null);
		token = data.next_token;
	} while (token !== null);
	expect(sizes).toEqual([10, 10, 3]);
	expect(seen).toEqual(made.simulator.endpoints.map((each) => each.endpoint_id));
});

it('is not moved by events that come in between', async () => {
	for (let index = 0; index < 3; index++) await made.simulator.emit('batch.finished', { index });
	const first = (await made.api.get(EVENTS, { params: { limit: 2 } })).data;
	await made.simulator.emit('batch.finished', { index: 9 });
	const params = { limit: 2, token: first.next_token };
	const second = (await made.api.get(EVENTS, { params })).data;
	expect(second.data.map((each: { event_data: unknown }) => each.event_data)).toEqual([
		{ index: 0 },
	]);
});

it.each(['0', '101', '-1', 'ten', '1.5', ''])('refuses limit %p', async (limit) => {
	for (const path of [ENDPOINTS, EVENTS]) {
		const answer = await made.api.get(path, { params: { limit } });
		expect([answer.status, answer.data]).toEqual([400, v3Error('invalid_parameter', 'limit')]);
	}
});

it.each([1, 100])('takes limit %d', async (limit) => {
	fill(120);
	const { data } = await made.api.get(ENDPOINTS, { params: { limit } });
	expect(data.data).toHaveLength(limit);
});

it('refuses tokens it did not give, and those of another list or filter', async () => {
	await made.simulator.emit('batch.finished', {});
	await made.simulator.emit('batch.finished', {});
	const { data } = await made.api.get(EVENTS, { params: { limit: 1 } });
	const { next_token: token } = data;
	const answers = [
		await made.api.get(EVENTS, { params: { token: 'made-up' } }),
		await made.api.get(ENDPOINTS, { params: { token } }),
		await made.api.get(EVENTS, { params: { token, event_type: 'podcast.fail' } }),
	];
	for (const answer of answers) {
		expect([answer.status, answer.data]).toEqual([400, v3Error('invalid_parameter', 'token')]);
	}
	expect((await made.api.get(EVENTS, { params: { token } })).status).toBe(200);
});
