import type { EmittedEvent, Generation, SendOptions } from '../simulator';
import type { Account } from './support/bench';
import { useN8n } from './support/bench';
import { pooled, shuffled } from './support/burst';
import { say } from './support/command';
import { json } from './support/executions';
import type { StoredWorkflow } from './support/restTypes';
import { allOutput, executionsHolding, tally, waitForAll } from './support/stored';
import { afterName, triggerName } from './support/workflows';

const bench = useN8n({}, 'perFile');
const generations: Generation[] = ['v1', 'v3'];
const now = (): number => Math.floor(Date.now() / 1_000);

const unsigned = 'The delivery is not signed by HeyGen.';
const noEvent = 'The body is not a HeyGen event: a JSON object with event_type.';
const tooOld = 'The timestamp of the delivery is too old.';
const otherType = 'The event was left out: its type is not chosen.';
const received = 'The event was received.';
const repeated = 'The event was received before.';

/** The path of a delivery is the same for both, so one of them shows how it takes a flood. */
const burstOf: Record<Generation, number> = { v1: 60, v3: 300 };

let nextVideo = 0;

/** The bytes of an event that was not there before. */
function bytes(event_type = 'avatar_video.success', data: object = {}): Buffer {
	const event_data = { video_id: `video-${nextVideo++}`, callback_id: null, ...data };
	return Buffer.from(JSON.stringify({ event_type, event_data }));
}

const refusals: Array<[string, Buffer, SendOptions, number, string]> = [
	['unsigned', bytes(), { headers: 'none' }, 401, unsigned],
	['signed with another secret', bytes(), { secret: 'whsec_other' }, 401, unsigned],
	['signed with an empty secret', bytes(), { secret: '' }, 401, unsigned],
	['with two signatures, both wrong', bytes(), { headers: 'both', secret: 'x' }, 401, unsigned],
	[
		'as a form of several parts, whose bytes n8n does not keep',
		Buffer.from('--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n'),
		{ extraHeaders: { 'Content-Type': 'multipart/form-data; boundary=x' } },
		401,
		unsigned,
	],
	['that is a list', Buffer.from('[1]'), {}, 400, noEvent],
	['without event_type', Buffer.from('{"event_data":{}}'), {}, 400, noEvent],
	['with a number for event_type', Buffer.from('{"event_type":7}'), {}, 400, noEvent],
	['of a type that is not chosen', bytes('podcast.success'), {}, 200, otherType],
];

const bodies: Array<[string, SendOptions]> = [
	['text/plain', { extraHeaders: { 'Content-Type': 'text/plain' } }],
	['application/octet-stream', { extraHeaders: { 'Content-Type': 'application/octet-stream' } }],
	[
		'application/x-www-form-urlencoded',
		{ extraHeaders: { 'Content-Type': 'application/x-www-form-urlencoded' } },
	],
	['a charset', { extraHeaders: { 'Content-Type': 'application/json; charset=utf-8' } }],
	['Heygen-Signature', { headers: 'heygen' }],
	['Signature', { headers: 'signature' }],
	['both signatures', { headers: 'both' }],
];

describe.each(generations)('deliveries with API %s', (generation) => {
	let account: Account;
	let workflow: StoredWorkflow;

	beforeAll(async () => {
		account = await bench.account(generation);
		workflow = await account.listen();
	});

	const runs = async (id = workflow.id) => await bench.api.executions.list({ workflowId: id });
	const send = async (body: Buffer, options: SendOptions = {}, to = workflow) => {
		const answer = await account.heygen.send(account.endpointOf(to), body, options);
		return { status: answer.status, body: JSON.parse(answer.body) as unknown };
	};

	it.each(refusals)('refuses one %s', async (_name, body, options, status, message) => {
		const before = await runs();
		expect(await send(body, options)).toEqual({ status, body: { message } });
		expect(await runs()).toHaveLength(before.length);
	});

	it('refuses one that is not JSON, as n8n does', async () => {
		const before = await runs();
		const answer = await send(Buffer.from('{"event_type":'));
		expect(answer.status).toBe(422);
		expect(answer.body).toHaveProperty('message', expect.any(String));
		expect(await runs()).toHaveLength(before.length);
	});

	it.each(bodies)('takes one with %s', async (_name, options) => {
		const before = (await runs()).length;
		const body = bytes('avatar_video.success', { title: 'Zoë – 你好 🎬' });
		expect(await send(body, options)).toEqual({ status: 200, body: { message: received } });
		const run = (await bench.api.executions.waitFor(workflow.id, before + 1)).at(-1);
		expect(run && json(run, afterName)).toMatchObject([{ title: 'Zoë – 你好 🎬' }]);
	});

	it('refuses one six minutes old only where the recovery picks it up', async () => {
		const options: SendOptions = { headers: 'heygen', timestamp: now() - 360 };
		expect(await send(bytes(), options)).toEqual(
			generation === 'v3'
				? { status: 400, body: { message: tooOld } }
				: { status: 200, body: { message: received } },
		);
	});

	it('starts one execution for an event that comes again and again', async () => {
		const before = (await runs()).length;
		const body = bytes();
		const answers = [await send(body)];
		answers.push(await send(body));
		answers.push(await send(body, { headers: 'both', eventId: 'evt_forged' }));
		const reordered = JSON.parse(body.toString()) as EmittedEvent;
		const { event_type, event_data } = reordered;
		answers.push(await send(Buffer.from(JSON.stringify({ event_data, event_type }))));
		expect(answers.map((answer) => answer.body)).toEqual(
			[received, repeated, repeated, repeated].map((message) => ({ message })),
		);
		// stored before it is answered
		expect(await runs()).toHaveLength(before + 1);
	});

	it('starts one execution for an event that comes five times at once', async () => {
		const before = (await runs()).length;
		const body = bytes();
		const answers = await Promise.all(Array.from({ length: 5 }, async () => await send(body)));
		expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(200));
		expect(await runs()).toHaveLength(before + 1);
	});

	it('starts only for the listed callback IDs', async () => {
		const filtered = await account.listen({ options: { callbackIds: 'order-1, order-2' } });
		const of = (callback_id: unknown) => bytes('avatar_video.success', { callback_id });
		const answers = await pooled(['order-2', 'order-3', null, 'order-1'], 1, async (id) =>
			Object.values((await send(of(id), {}, filtered)).body as object),
		);
		const other = 'The event was left out: its callback ID is not listed.';
		expect(answers.flat()).toEqual([received, other, other, received]);
		const done = await bench.api.executions.waitFor(filtered.id, 2);
		const ids = done.flatMap((run) => json(run, afterName)).map((item) => item.callback_id);
		expect(ids.sort()).toEqual(['order-1', 'order-2']);
	});

	it("passes on what it has never heard of, when 'All Events' is chosen", async () => {
		const all = await account.listen({ events: ['*'] });
		expect(account.endpointOf(all).events).toBeNull();
		const data = { robot_id: 'r-1', parts: [{ name: 'arm' }] };
		await send(bytes('robot.finished', data), {}, all);
		await send(Buffer.from('{"event_type":"robot.exploded_quietly.fail","note":"n"}'), {}, all);
		const done = await bench.api.executions.waitFor(all.id, 2);
		expect(done.flatMap((run) => json(run, afterName))).toMatchObject([
			{ event_type: 'robot.finished', resource: 'robot', outcome: null, ...data },
			{ event_type: 'robot.exploded_quietly.fail', outcome: 'fail', note: 'n' },
		]);
	});

	const burst = burstOf[generation];
	it(`starts ${burst} executions for as many events that come three times each`, async () => {
		const busy = await account.listen();
		const events = Array.from({ length: burst }, () => bytes());
		const deliveries = shuffled([...events, ...events, ...events]);
		const startedMs = Date.now();
		const answers = await pooled(deliveries, 20, async (body) => await send(body, {}, busy));
		const answeredMs = Date.now() - startedMs;
		expect(await waitForAll(bench.n8n, busy.id, burst)).toEqual({ success: burst });
		const allMs = Date.now() - startedMs;
		say(`${burst} events, each three times: answered in ${answeredMs} ms, ran in ${allMs} ms`);
		expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
		const output = await allOutput(bench.n8n, busy.id, triggerName);
		expect(output.map((items) => items.length)).toEqual(Array(burst).fill(1));
		const sent = events.map((body) => (JSON.parse(body.toString()) as EmittedEvent).event_data);
		const ids = output.flat().map((item) => String(item.video_id));
		expect(ids.sort()).toEqual(sent.map((data) => String(data.video_id)).sort());
		expect(await tally(bench.n8n, busy.id)).toEqual({ success: burst });
	});

	it('writes neither the key nor a secret into the log or an execution', async () => {
		const { heygen } = account;
		const hidden = [heygen.apiKey, ...heygen.endpoints.map(({ secret }) => secret)];
		expect(hidden.length).toBeGreaterThan(3);
		for (const text of hidden) {
			expect(bench.n8n.log.includes(text)).toBe(false);
			expect(await executionsHolding(bench.n8n, text)).toBe(0);
		}
		// the log was read, and tells of the refusals
		expect(bench.n8n.log).toContain('A delivery to the HeyGen Trigger was refused');
		expect(await executionsHolding(bench.n8n, 'video_id')).toBeGreaterThan(burst);
	});
});
