import type { SendOptions } from '../simulator';
import type { Account } from './support/bench';
import { useSharedN8n } from './support/bench';
import { pooled, shuffled } from './support/burst';
import { json } from './support/executions';
import type { StoredWorkflow } from './support/restTypes';
import { events, insist } from './support/signed';
import { allOutput, executionsHolding, tally, waitForAll } from './support/stored';
import { afterName, triggerName } from './support/workflows';

/**
 * Proves what the engine tests take for granted of a delivery: n8n hands over the bytes as they came, whatever
 * their content type, but for a form of several parts; it has stored the execution before HeyGen is answered; it
 * saves what the trigger remembers, also where many deliveries come at once; and it writes no secret anywhere.
 * Which signatures, bodies and events are refused is for test/engine/trigger.
 */
const bench = useSharedN8n('perFile');
const unsigned = 'The delivery is not signed by HeyGen.';
const received = 'The event was received.';
const repeated = 'The event was received before.';
const burst = 100;

let nextVideo = 0;

/** The bytes of an event that was not there before. */
function bytes(data: object = {}): Buffer {
	const event_data = { video_id: `video-${nextVideo++}`, callback_id: null, ...data };
	return Buffer.from(JSON.stringify({ event_type: 'avatar_video.success', event_data }));
}

const asType = (type: string): SendOptions => ({ extraHeaders: { 'Content-Type': type } });

const kinds: Array<[string, SendOptions]> = [
	['text/plain', asType('text/plain')],
	['application/octet-stream', asType('application/octet-stream')],
	['a form for its type', asType('application/x-www-form-urlencoded')],
	['a charset', asType('application/json; charset=utf-8')],
	['both signatures', { headers: 'both' }],
];

let account: Account;
let workflow: StoredWorkflow;

beforeAll(async () => {
	account = await bench.account('v3');
	workflow = await account.listen();
});

const runs = async () => await bench.api.executions.list({ workflowId: workflow.id });
const send = async (body: Buffer, options: SendOptions = {}, to = workflow) => {
	const answer = await account.heygen.send(account.endpointOf(to), body, options);
	return { status: answer.status, body: JSON.parse(answer.body) as unknown };
};

it.each(kinds)('n8n keeps the bytes of a delivery with %s', async (_name, options) => {
	const before = (await runs()).length;
	const body = bytes({ title: 'Zoë – 你好 🎬' });
	expect(await send(body, options)).toEqual({ status: 200, body: { message: received } });
	const run = (await bench.api.executions.waitFor(workflow.id, before + 1)).at(-1);
	expect(run && json(run, afterName)).toMatchObject([{ title: 'Zoë – 你好 🎬' }]);
});

it('a forgery, and a form of several parts, whose bytes n8n does not keep, start nothing', async () => {
	const before = await runs();
	const refused = { status: 401, body: { message: unsigned } };
	expect(await send(bytes(), { secret: 'whsec_other' })).toEqual(refused);
	const form = Buffer.from('--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n');
	expect(await send(form, asType('multipart/form-data; boundary=x'))).toEqual(refused);
	expect(await runs()).toHaveLength(before.length);
});

it('n8n itself refuses what is not JSON', async () => {
	const before = await runs();
	const answer = await send(Buffer.from('{"event_type":'));
	expect(answer.status).toBe(422);
	expect(answer.body).toHaveProperty('message', expect.any(String));
	expect(await runs()).toHaveLength(before.length);
});

it('n8n has stored the execution before it answers, and one more starts none', async () => {
	const before = (await runs()).length;
	const body = bytes();
	expect(await send(body)).toEqual({ status: 200, body: { message: received } });
	expect(await runs()).toHaveLength(before + 1);
	expect(await send(body)).toEqual({ status: 200, body: { message: repeated } });
	expect(await runs()).toHaveLength(before + 1);
});

it('n8n starts one execution for an event that comes five times at once', async () => {
	const before = (await runs()).length;
	const body = bytes();
	const answers = await Promise.all(Array.from({ length: 5 }, async () => await send(body)));
	expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(200));
	expect(await runs()).toHaveLength(before + 1);
});

it(`n8n starts ${burst} executions for as many events that come three times each`, async () => {
	const busy = await account.listen();
	const all = events(burst);
	const deliveries = shuffled([...all, ...all, ...all]);
	const endpoint = account.endpointOf(busy);
	const answers = await pooled(
		deliveries,
		10,
		async (event) => await insist(account.heygen, endpoint, event),
	);
	expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
	expect(await waitForAll(bench.n8n, busy.id, burst)).toEqual({ success: burst });
	const output = await allOutput(bench.n8n, busy.id, triggerName);
	expect(output.map((items) => items.length)).toEqual(Array(burst).fill(1));
	const ids = output.flat().map((item) => String(item.video_id));
	expect(ids.sort()).toEqual(all.map(({ id }) => id).sort());
	expect(await tally(bench.n8n, busy.id)).toEqual({ success: burst });
});

it('neither the key nor a secret is in the log or in an execution', async () => {
	const { heygen } = account;
	const hidden = [heygen.apiKey, ...heygen.endpoints.map(({ secret }) => secret)];
	expect(hidden).toHaveLength(3);
	for (const text of hidden) {
		expect(bench.n8n.log.includes(text)).toBe(false);
		expect(await executionsHolding(bench.n8n, text)).toBe(0);
	}
	// the log was read, and tells of the refusals
	expect(bench.n8n.log).toContain('A delivery to the HeyGen Trigger was refused');
	expect(await executionsHolding(bench.n8n, 'video_id')).toBeGreaterThan(burst);
});
