import { failureOf } from '../../../../nodes/HeyGen/api/errors';
import { all, bench, thrownBy } from '../support/bench';
import { wire } from '../../../support/wire';

const url = 'https://n8n.example/webhook/abc/webhook';
const made = bench();
const keys = (): unknown[] =>
	made.simulator.requests.map(({ headers }) => headers['idempotency-key']);

describe('create', () => {
	it('narrows the endpoint to one resource', async () => {
		await (await made.api('v3')).create({ url, events: null, entityId: 'project-1' });
		expect(made.simulator.endpoints[0]?.entity_id).toBe('project-1');
	});

	it('is refused with a 409 when the account has the URL', async () => {
		const there = made.simulator.addEndpoint({ url });
		const error = await thrownBy((await made.api('v3')).create({ url, events: null }));
		expect(error).toHaveProperty('httpCode', '409');
		expect(failureOf(error)).toMatchObject({ status: 409, code: 'conflict', param: 'url' });
		expect(made.simulator.endpoints).toEqual([there]);
		expect(made.simulator.requests).toHaveLength(1);
	});

	it('is repeated with one key after a 5xx', async () => {
		made.simulator.fault({ kind: 'status', status: 500, retryAfter: 0, times: 2 });
		await (await made.api('v3')).create({ url, events: null });
		const [first, ...others] = keys();
		expect(first).toMatch(/^[\w\-:.]{1,255}$/);
		expect(others).toEqual([first, first]);
		expect(made.simulator.endpoints).toHaveLength(1);
	});

	it('finds out about the endpoint whose answer was lost', async () => {
		made.simulator.fault({ kind: 'lostAnswer' });
		const endpoint = await (await made.api('v3')).create({ url, events: null });
		expect(made.simulator.endpoints).toHaveLength(1);
		expect(endpoint.secret).toBe(made.simulator.endpoints[0]?.secret);
		expect(new Set(keys()).size).toBe(1);
	});

	it('has a key of its own each time', async () => {
		const api = await made.api('v3');
		await api.create({ url, events: null });
		await api.create({ url: `${url}/2`, events: null });
		expect(new Set(keys()).size).toBe(2);
	});
});

describe('update', () => {
	it('names every type when null does not widen the list', async () => {
		const { endpoint_id } = made.simulator.addEndpoint({ url, events: ['avatar_video.fail'] });
		const data = { endpoint_id, url, events: ['avatar_video.fail'] };
		const [method, path] = wire.v3.update;
		made.simulator.fault({ kind: 'status', status: 200, body: { data }, method, path });
		const endpoint = await (await made.api('v3')).update(endpoint_id, { events: null });
		expect(endpoint.events).toHaveLength(34);
		expect(made.simulator.endpoints[0]?.events).toHaveLength(34);
	});
});

describe('rotateSecret', () => {
	it('makes a new secret, gives what HeyGen sent and remembers it', async () => {
		const { endpoint_id, secret: before } = made.simulator.addEndpoint({ url });
		const sent = await (await made.api('v3')).rotateSecret(endpoint_id);
		const after = made.simulator.endpoints[0]?.secret;
		expect(sent).toEqual({ endpoint_id, secret: after });
		expect(after).not.toBe(before);
	});

	it('makes one new secret although the first answer was lost', async () => {
		const { endpoint_id } = made.simulator.addEndpoint({ url });
		made.simulator.fault({ kind: 'lostAnswer' });
		const secret = await (await made.api('v3')).obtainSecret(endpoint_id);
		expect(secret).toBe(made.simulator.endpoints[0]?.secret);
		expect(new Set(keys()).size).toBe(1);
		expect(keys()).toHaveLength(2);
	});
});

describe('history', () => {
	const at = (minute: number): Date => new Date(Date.UTC(2027, 1, 3, 4, minute));
	const emit = async (type: string, minute: number, entityId?: string) =>
		await made.simulator.emit(
			type,
			{ n: minute },
			{ deliver: false, createdAt: at(minute), ...(entityId !== undefined && { entityId }) },
		);

	it('gives what HeyGen sent, page after page', async () => {
		for (let minute = 0; minute < 12; minute++) await emit('avatar_video.fail', minute);
		const past = await all((await made.api('v3')).history({}, 5));
		expect(past).toHaveLength(12);
		expect(made.simulator.count('GET', '/v3/webhooks/events')).toBe(3);
		expect(new Set(past.map(({ createdAtMs }) => createdAtMs))).toEqual(
			new Set(Array.from({ length: 12 }, (_each, minute) => at(minute).getTime())),
		);
		expect(past[0]).toEqual({
			type: 'avatar_video.fail',
			createdAtMs: expect.any(Number),
			sent: {
				event_id: expect.any(String),
				event_type: 'avatar_video.fail',
				event_data: { n: expect.any(Number) },
				created_at: expect.any(String),
			},
		});
	});

	it('asks for no more pages than are wanted', async () => {
		for (let minute = 0; minute < 12; minute++) await emit('avatar_video.fail', minute);
		for await (const past of (await made.api('v3')).history({}, 5)) {
			expect(past.type).toBe('avatar_video.fail');
			break;
		}
		expect(made.simulator.requests).toHaveLength(1);
	});

	it('asks for one type and one resource', async () => {
		await emit('avatar_video.fail', 1, 'p');
		await emit('avatar_video.fail', 2, 'q');
		await emit('avatar_video.success', 3, 'p');
		const filter = { eventType: 'avatar_video.fail', entityId: 'p' };
		const past = await all((await made.api('v3')).history(filter));
		expect(past.map(({ createdAtMs }) => createdAtMs)).toEqual([at(1).getTime()]);
		expect(made.simulator.requests[0]?.query).toEqual({
			event_type: 'avatar_video.fail',
			entity_id: 'p',
			limit: '100',
		});
	});

	it('gives no time that nobody can read, and leaves out what has no type', async () => {
		const data = [{ event_type: 'x', created_at: 'soon' }, { event_id: 'e' }, null, 'x'];
		made.simulator.fault({ kind: 'status', status: 200, body: { data } });
		const past = await all((await made.api('v3')).history({}));
		expect(past).toEqual([{ type: 'x', sent: { event_type: 'x', created_at: 'soon' } }]);
	});
});
