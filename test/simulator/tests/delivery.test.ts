import { sign, startSimulator } from '../index';
import { BACK_OFF_MS } from '../delivery/deliverer';
import { bench } from './support';

const made = bench();
const EVENT = 'avatar_video.success';
const add = (extra: object = {}) =>
	made.simulator.addEndpoint({ url: `${made.receiver.url}/hook`, ...extra });

it('signs like the published test vector', () => {
	const body =
		'{"event_type":"avatar_video.success","event_data":{"video_id":"a1","url":"https://example.com/a1.mp4","callback_id":"c1"}}';
	const words = ['whsec_test', '0123456789'].join('_');
	expect(sign(Buffer.from(body), words)).toBe(
		'634d7c0ece1a602cf181b938e7d074aec1a317aba93cc9cb6948e7825a52f24b',
	);
});

describe('one delivery', () => {
	it('is a signed POST of JSON with the v3 envelope and headers', async () => {
		const { secret } = add();
		const event = await made.simulator.emit(EVENT, { video_id: 'v' });
		const [post] = made.receiver.posts;
		const body = post?.body ?? Buffer.alloc(0);
		expect(JSON.parse(body.toString())).toEqual({
			event_id: event.event_id,
			event_type: EVENT,
			event_data: { video_id: 'v' },
			created_at: event.created_at,
		});
		expect(post?.headers).toMatchObject({
			'content-type': 'application/json',
			'heygen-signature': sign(body, secret),
			'heygen-event-id': event.event_id,
		});
		const age = Date.now() / 1000 - Number(post?.headers['heygen-timestamp']);
		expect(age).toBeLessThan(60);
		expect(post?.headers['signature']).toBeUndefined();
		expect(event.attempts).toMatchObject([{ attempt: 1, status: 200, answer: 'answer 200' }]);
	});

	it('of a v1 endpoint has neither id nor time, and only Signature', async () => {
		const { secret } = add({ generation: 'v1' });
		await made.simulator.emit(EVENT, { video_id: 'v' });
		const [post] = made.receiver.posts;
		expect(post?.body.toString()).toBe(
			'{"event_type":"avatar_video.success","event_data":{"video_id":"v"}}',
		);
		expect(post?.headers['signature']).toBe(sign(post?.body ?? Buffer.alloc(0), secret));
		expect(Object.keys(post?.headers ?? {}).join()).not.toContain('heygen');
	});

	it('follows the options for headers and envelope', async () => {
		const simulator = await startSimulator({ headers: 'signature', envelope: 'v1' });
		simulator.addEndpoint({ url: made.receiver.url, generation: 'v3' });
		await simulator.emit(EVENT, {});
		await simulator.close();
		const [post] = made.receiver.posts;
		expect(post?.headers).toHaveProperty('signature');
		expect(post?.headers).not.toHaveProperty('heygen-signature');
		expect(Object.keys(JSON.parse(String(post?.body)))).toEqual(['event_type', 'event_data']);
	});
});

describe('who gets an event', () => {
	it.each([
		['every event', {}, 1],
		['this event', { events: [EVENT] }, 1],
		['another event', { events: ['podcast.fail'] }, 0],
		['no event', { events: [] }, 0],
		['every event, but disabled', { status: 'disabled' }, 0],
		['the entity of the event', { entity_id: 'p1' }, 1],
		['another entity', { entity_id: 'p2' }, 0],
	])('subscribed to %s: %d', async (_name, extra, count) => {
		add(extra);
		await made.simulator.emit(EVENT, {}, { entityId: 'p1' });
		expect(made.receiver.posts).toHaveLength(count);
	});

	it('nobody, when it is missed, though the history has it', async () => {
		add();
		const event = await made.simulator.emit(EVENT, {}, { deliver: false });
		await event.settled;
		expect(made.simulator.attempts).toEqual([]);
		expect(made.simulator.history[0]?.event_id).toBe(event.event_id);
	});

	it('nobody any more after disable or removal', async () => {
		const [one, two] = [add(), add()];
		made.simulator.disable(one.endpoint_id);
		made.simulator.removeEndpoint(two.endpoint_id);
		await made.simulator.emit(EVENT, {});
		expect(made.receiver.posts).toEqual([]);
	});
});

describe('attempts', () => {
	it('go on with the same bytes until 2xx', async () => {
		add();
		made.receiver.answers = [500, 302, 404, 202];
		const event = await made.simulator.emit(EVENT, { text: 'ä' });
		expect(event.attempts).toMatchObject([{ attempt: 1, status: 500 }]);
		await event.settled;
		expect(made.simulator.attempts.map((each) => each.status)).toEqual([500, 302, 404, 202]);
		expect(new Set(made.receiver.posts.map((each) => each.body.toString())).size).toBe(1);
	});

	it('end after eight, spread over less than a day', async () => {
		add();
		made.receiver.answers = Array.from({ length: 20 }, () => 503);
		const event = await made.simulator.emit(EVENT, {});
		await event.settled;
		expect(made.simulator.attempts.map((each) => each.attempt)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
		const hours = BACK_OFF_MS.reduce((sum, each) => sum + each, 0) / 3_600_000;
		expect(hours).toBeGreaterThan(20);
		expect(hours).toBeLessThanOrEqual(24);
		BACK_OFF_MS.slice(1).forEach((each, index) => expect(each / (BACK_OFF_MS[index] ?? 0)).toBe(4));
	});

	it('use the secret and the URL of the moment', async () => {
		const endpoint = add();
		made.receiver.answers = [500];
		const event = await made.simulator.emit(EVENT, {});
		const secret = made.simulator.rotate(endpoint.endpoint_id);
		endpoint.url = `${made.receiver.url}/moved`;
		await event.settled;
		const last = made.receiver.posts[1];
		expect(last?.path).toBe('/moved');
		expect(last?.headers['heygen-signature']).toBe(sign(last?.body ?? Buffer.alloc(0), secret));
	});

	it('stop when the endpoint is gone', async () => {
		const endpoint = add();
		made.receiver.answers = [500, 500];
		const event = await made.simulator.emit(EVENT, {});
		made.simulator.removeEndpoint(endpoint.endpoint_id);
		await event.settled;
		expect(made.simulator.attempts).toHaveLength(1);
	});

	it('are called off by close, whatever the back-off', async () => {
		const simulator = await startSimulator();
		simulator.addEndpoint({ url: made.receiver.url });
		made.receiver.answers = [500];
		const event = await simulator.emit(EVENT, {});
		await simulator.close();
		await event.settled;
		expect(made.receiver.posts).toHaveLength(1);
	});

	it('count a dead address as no answer', async () => {
		made.simulator.addEndpoint({ url: 'http://127.0.0.1:9/' });
		const event = await made.simulator.emit(EVENT, {});
		expect(event.attempts).toMatchObject([{ status: 0, answer: '' }]);
	});

	it('wait ten seconds for an answer', async () => {
		add();
		made.receiver.answers = ['silent'];
		const event = await made.simulator.emit(EVENT, {});
		expect(event.attempts[0]?.status).toBe(0);
		expect(event.attempts[0]?.durationMs).toBeGreaterThanOrEqual(9_990);
		await event.settled;
		expect(made.simulator.attempts[1]?.status).toBe(200);
	});
});

describe('send', () => {
	const body = Buffer.from('{"event_id":"evt_1" , "odd":1}');

	it.each([
		['heygen', ['heygen-event-id', 'heygen-signature', 'heygen-timestamp']],
		['signature', ['signature']],
		['both', ['heygen-event-id', 'heygen-signature', 'heygen-timestamp', 'signature']],
		['none', []],
	] as const)('with the headers %s', async (headers, names) => {
		const answer = await made.simulator.send(add(), body, { headers });
		expect(answer).toEqual({ status: 200, body: 'answer 200' });
		const [post] = made.receiver.posts;
		expect(post?.body.equals(body)).toBe(true);
		const sent = Object.keys(post?.headers ?? {}).filter((name) => /heygen|signature/.test(name));
		expect(sent.sort()).toEqual(names);
	});

	it('takes secret, time, id and further headers from the caller', async () => {
		await made.simulator.send(add(), body, {
			secret: 'other',
			timestamp: 12,
			eventId: 'evt_2',
			extraHeaders: { 'X-More': 'yes' },
		});
		await made.simulator.send(add(), body);
		expect(made.receiver.posts[0]?.headers).toMatchObject({
			'heygen-signature': sign(body, 'other'),
			'heygen-timestamp': '12',
			'heygen-event-id': 'evt_2',
			'x-more': 'yes',
		});
		expect(made.receiver.posts[1]?.headers['heygen-event-id']).toBe('evt_1');
	});
});
