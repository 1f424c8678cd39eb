import type { IDataObject } from 'n8n-workflow';

import { bench, generations, post, signed } from '../support/bench';
import { advance, hours, minutes, setTime } from '../support/clock';
import { bodyOf, endpointOf, lose, send, videosOf } from '../support/heygen';
import type { N8n } from '../support/n8n';
import { ticks } from '../support/ticks';

const here = bench();
const type = 'avatar_video.success';
/** A training that fails twice a day says the same each time. */
const data = { video_id: 'same', url: null, callback_id: null };

beforeEach(() => setTime('2026-11-24T10:00:00Z'));
afterEach(() => jest.useRealTimers());

const withId = (event_id: string, event_data: IDataObject = data) => ({
	event_id,
	event_type: type,
	event_data,
});
const withoutId = (event_data: IDataObject = data) => ({ event_type: type, event_data });

const started = async (generation: 'v1' | 'v3' = 'v3'): Promise<N8n> => {
	const n8n = here.workflow(generation);
	await n8n.activate();
	advance(minutes(1));
	return n8n;
};

const idsOf = async (n8n: N8n) => (await n8n.json()).map(({ event_id }) => event_id).sort();

describe('two events with ids of their own and the same content', () => {
	it.each([
		['at once', 0],
		['an hour apart', 1],
		['a day apart', 23],
	])('both come out as deliveries, %s', async (_case, apart) => {
		const n8n = await started();
		await send(here, n8n, withId('e1'));
		advance(hours(apart));
		expect(await send(here, n8n, withId('e2'))).toMatchObject({
			data: { message: 'The event was received.' },
		});
		expect(await idsOf(n8n)).toEqual(['e1', 'e2']);
		for (const isNewProcess of [false, true]) {
			if (isNewProcess) await n8n.newProcess();
			for (const id of ['e1', 'e2', 'e1']) {
				expect(await send(here, n8n, withId(id))).toMatchObject({ status: 200 });
			}
		}
		expect(await idsOf(n8n)).toEqual(['e1', 'e2']);
	});

	it('both come out when they are delivered at the same moment', async () => {
		const n8n = await started();
		const ids = ['e1', 'e2', 'e3', 'e4'];
		await Promise.all([...ids, ...ids].map(async (id) => await send(here, n8n, withId(id))));
		expect(await idsOf(n8n)).toEqual(ids);
	});

	it('both come out of the history, in one execution or two', async () => {
		const n8n = await started();
		const made = [await lose(here, data), await lose(here, data)];
		await ticks(n8n, 2);
		made.push(await lose(here, data));
		await ticks(n8n, 2);
		await n8n.newProcess();
		await ticks(n8n, 2);
		expect(await idsOf(n8n)).toEqual(made.map(({ event_id }) => event_id).sort());
	});

	it('both come out, one delivered and one from the history', async () => {
		const n8n = await started();
		const delivered = await lose(here, data);
		await send(here, n8n, bodyOf(delivered));
		const lost = await lose(here, data);
		await ticks(n8n, 3);
		await send(here, n8n, bodyOf(lost));
		await n8n.newProcess();
		await send(here, n8n, bodyOf(delivered));
		await send(here, n8n, bodyOf(lost));
		await ticks(n8n, 2);
		expect(await idsOf(n8n)).toEqual([delivered.event_id, lost.event_id].sort());
	});

	it('both come out when their data is empty', async () => {
		const n8n = here.workflow('v3', { events: ['*'] });
		await n8n.activate();
		for (const event_id of ['e1', 'e2']) {
			await send(here, n8n, { event_id, event_type: 'photo_avatar_train.fail', event_data: {} });
		}
		expect(await idsOf(n8n)).toEqual(['e1', 'e2']);
	});
});

describe('two events whose ids are numbers that differ in digits no number holds', () => {
	const ids = ['9007199254740992', '9007199254740993'];

	it.each([
		['event_id', (id: string) => `{"event_type":"${type}","event_id":${id},"event_data":{}}`],
		['video_id', (id: string) => `{"event_type":"${type}","event_data":{"video_id":${id}}}`],
	])('both come out, digit for digit: %s', async (name, textOf) => {
		const n8n = await started();
		for (const id of [...ids, ...ids]) {
			const body = Buffer.from(textOf(id));
			const signature = signed(body, endpointOf(here, n8n).secret);
			const answer = await post(n8n.url, body, { 'Heygen-Signature': signature });
			expect(answer).toMatchObject({ status: 200 });
		}
		expect((await n8n.json()).map((json) => json[name])).toEqual(ids);
	});

	it.each([
		['event_id', (id: string) => `"event_id":${id},"event_data":{"video_id":"v"}`],
		['video_id', (id: string) => `"event_data":{"video_id":${id}}`],
	])('one delivered and one from the history, digit for digit: %s', async (name, textOf) => {
		const n8n = await started();
		const [delivered = '', lost = ''] = ['9007199254740995', '9007199254740997'];
		const body = Buffer.from(`{"event_type":"${type}",${textOf(delivered)}}`);
		const signature = signed(body, endpointOf(here, n8n).secret);
		await post(n8n.url, body, { 'Heygen-Signature': signature });
		await n8n.results();
		const created_at = new Date().toISOString();
		const entries = [lost, delivered].map(
			(id) => `{"event_type":"${type}",${textOf(id)},"created_at":"${created_at}"}`,
		);
		const path = '/v3/webhooks/events';
		const answer = `{"data":[${entries.join()}],"has_more":false,"next_token":null}`;
		here.simulator.fault({ kind: 'status', status: 200, path, body: answer, times: Infinity });
		await ticks(n8n, 2);
		expect((await n8n.json()).map((json) => json[name])).toEqual([delivered, lost]);
	});
});

describe.each([false, true])('copies of one event (a new process between: %s)', (isNew) => {
	const between = async (n8n: N8n): Promise<void> => {
		await n8n.results();
		if (isNew) await n8n.newProcess();
	};

	it.each([
		['with an id, then without', withId('e1'), withoutId()],
		['without an id, then with', withoutId(), withId('e1')],
		['without an id, twice', withoutId(), withoutId()],
		['with an id, and other data', withId('e1'), withId('e1', { ...data, duration: 12 })],
	])('come out once: %s', async (_case, first, second) => {
		const n8n = await started();
		await send(here, n8n, first);
		await between(n8n);
		expect(await send(here, n8n, second)).toMatchObject({ status: 200 });
		await between(n8n);
		expect(await send(here, n8n, first)).toMatchObject({ status: 200 });
		expect(await n8n.json()).toHaveLength(1);
	});

	it('come out once: delivered without an id, then in the history with one', async () => {
		const n8n = await started();
		await lose(here, data);
		await send(here, n8n, withoutId());
		await between(n8n);
		await ticks(n8n, 3);
		expect(await n8n.json()).toHaveLength(1);
	});

	it('come out once: from the history with an id, then delivered without one', async () => {
		const n8n = await started();
		await lose(here, data);
		await ticks(n8n, 2);
		await between(n8n);
		await send(here, n8n, withoutId());
		advance(hours(20));
		await send(here, n8n, withoutId());
		expect(await n8n.json()).toHaveLength(1);
	});

	it.each([
		['the same id in the header, other content', 'e1', 'e1', { ...data, video_id: 'other' }, 2],
		['another id in the header, the same content', 'e1', 'e2', data, 1],
	])('are told apart by nothing unsigned: %s', async (_case, one, other, second, count) => {
		const n8n = await started();
		await send(here, n8n, withoutId(), { headers: { 'Heygen-Event-Id': one } });
		await between(n8n);
		await send(here, n8n, withoutId(second), { headers: { 'Heygen-Event-Id': other } });
		expect(await n8n.json()).toHaveLength(count);
	});

	it('an id in a header uses up no id in a body', async () => {
		const n8n = await started();
		await send(here, n8n, withoutId(), { headers: { 'Heygen-Event-Id': 'e2' } });
		await between(n8n);
		await send(here, n8n, withId('e2', { ...data, video_id: 'other' }));
		expect(await videosOf(n8n)).toEqual(['same', 'other']);
	});

	it('what was only asked about is not remembered', async () => {
		const n8n = await started();
		await send(here, n8n, withId('e1'));
		await between(n8n);
		// Each of these asks for the content without an id, which is known, and must not become so.
		await send(here, n8n, withId('e1'));
		await between(n8n);
		await send(here, n8n, withId('e2'));
		await between(n8n);
		await send(here, n8n, withId('e3'));
		expect(await idsOf(n8n)).toEqual(['e1', 'e2', 'e3']);
	});
});

describe('a delivery without an id and the same event in the history', () => {
	it.each([
		['an empty text where the list has null', { folder_id: '' }, { folder_id: null }],
		['nothing where the list has an empty text', {}, { folder_id: '' }],
		['an empty list where the list has nothing', { tags: [] }, {}],
		['an empty object where the list has null', { extra: {} }, { extra: null }],
		['a number as text', { duration: '12.5' }, { duration: 12.5 }],
		['a link signed anew', { url: 'https://f.example/a?x=1' }, { url: 'https://f.example/a?x=2' }],
		['a link to another host', { url: 'https://f.example/a' }, { url: 'https://g.example/b/a' }],
		['one field more', {}, { extra: 'x' }],
		['one field less', { extra: 'x' }, {}],
		['a number written otherwise', { duration: '12.50' }, { duration: 12.5 }],
	])('come out once: %s', async (_case, delivered, listed) => {
		const n8n = await started();
		await lose(here, { ...data, video_id: 'a', ...listed });
		await send(here, n8n, withoutId({ ...data, video_id: 'a', ...delivered }));
		await ticks(n8n, 2);
		await n8n.newProcess();
		await ticks(n8n, 2);
		expect(await videosOf(n8n)).toEqual(['a']);
	});
});

describe.each(generations)('clocks that differ, over %s', (generation) => {
	const midnight = Date.parse('2026-11-25T00:00:00Z');

	it.each([-3_600_000, -7_000, 7_000, 3_600_000])(
		'take a repeat around midnight for one (n8n is %d ms ahead)',
		async (aheadMs) => {
			const n8n = await started(generation);
			n8n.process.aheadMs = aheadMs;
			setTime(midnight - 3_000);
			await send(here, n8n, withoutId());
			setTime(midnight + 3_000);
			await send(here, n8n, withoutId());
			await n8n.newProcess();
			await send(here, n8n, withoutId());
			setTime(midnight + hours(20));
			await send(here, n8n, withoutId());
			expect(await n8n.json()).toHaveLength(1);
		},
	);
});

describe('clocks that differ, with the history', () => {
	const midnight = Date.parse('2026-11-25T00:00:00Z');

	it.each(
		[-3_600_000, -7_000, 7_000, 3_600_000].flatMap((aheadMs) =>
			[-4_000, 4_000].map((atMs) => [aheadMs, atMs] as const),
		),
	)('a delivery without an id comes out once (%d ms ahead, made at %d)', async (aheadMs, atMs) => {
		const n8n = await started();
		n8n.process.aheadMs = aheadMs;
		setTime(midnight + atMs);
		await lose(here, data);
		await send(here, n8n, withoutId());
		await ticks(n8n, 2);
		await n8n.newProcess();
		await ticks(n8n, 9);
		expect(await n8n.json()).toHaveLength(1);
	});

	it.each([-3_600_000, -7_000, 7_000, 3_600_000])(
		'a lost event comes out once (%d ms ahead)',
		async (aheadMs) => {
			const n8n = here.workflow('v3');
			n8n.process.aheadMs = aheadMs;
			await n8n.activate();
			advance(minutes(2));
			await lose(here, { ...data, video_id: 'a' });
			await ticks(n8n, 9);
			await n8n.newProcess();
			await lose(here, { ...data, video_id: 'b' });
			await ticks(n8n, 9);
			await send(here, n8n, withoutId({ ...data, video_id: 'b' }));
			expect(await videosOf(n8n)).toEqual(['a', 'b']);
		},
	);
});

it('an event without an id that says when it was made is the same one 40 hours later', async () => {
	const n8n = await started();
	const made = { ...withoutId(), created_at: new Date().toISOString() };
	await send(here, n8n, made);
	advance(hours(40));
	await n8n.newProcess();
	expect(await send(here, n8n, made)).toMatchObject({ status: 200 });
	expect(await n8n.json()).toHaveLength(1);
});
