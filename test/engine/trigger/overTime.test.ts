import { bench, bytes, post, signed, success } from '../support/bench';
import { setTime } from '../support/clock';
import type { N8n } from '../support/n8n';

const here = bench();

const send = async (n8n: N8n, body: Buffer) =>
	await post(n8n.url, body, { Signature: signed(body, String(n8n.held?.secret)) });

describe('exactly once over days', () => {
	const body = bytes(success('a'));
	let n8n: N8n;

	beforeEach(async () => {
		setTime('2026-11-24T23:59:00Z');
		n8n = here.workflow('v3');
		await n8n.activate();
		await send(n8n, body);
		expect(await n8n.json()).toHaveLength(1);
	});

	afterEach(() => jest.useRealTimers());

	it.each([
		['2026-11-25T00:01:00Z', false],
		['2026-11-25T00:01:00Z', true],
		['2026-11-25T22:00:00Z', false],
		['2026-11-25T22:00:00Z', true],
	])('knows a repeat at %s (new process: %s)', async (time, isNewProcess) => {
		setTime(time);
		if (isNewProcess) await n8n.newProcess();
		expect(await send(n8n, body)).toMatchObject({ status: 200 });
		expect(await send(n8n, body)).toMatchObject({ status: 200 });
		expect(await n8n.json()).toHaveLength(1);
	});

	it.each([false, true])(
		'emits the same body two days later (new process: %s)',
		async (isNewProcess) => {
			setTime('2026-11-26T12:00:00Z');
			if (isNewProcess) await n8n.newProcess();
			expect(await send(n8n, body)).toMatchObject({ status: 200 });
			expect(await n8n.json()).toHaveLength(2);
			await send(n8n, body);
			expect(await n8n.json()).toHaveLength(2);
		},
	);

	it.each([false, true])(
		'does not take a repeat for a reason to forget longer (new process: %s)',
		async (isNewProcess) => {
			setTime('2026-11-25T12:00:00Z');
			if (isNewProcess) await n8n.newProcess();
			await send(n8n, body);
			await n8n.results();
			setTime('2026-11-26T12:00:00Z');
			if (isNewProcess) await n8n.newProcess();
			await send(n8n, body);
			expect(await n8n.json()).toHaveLength(2);
		},
	);
});
