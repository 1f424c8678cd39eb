import { bench, bytes, pause, signed, success } from '../support/bench';
import { advance, setTime } from '../support/clock';
import { endpointOf, send, videosOf } from '../support/heygen';
import type { N8n } from '../support/n8n';
import { hangUp, moments } from '../support/sender';

const here = bench();
const event = success('a');
const known = { status: 200, data: { message: 'The event was received before.' } };
const diskFull = () => {
	throw new Error('the disk is full');
};

const headersFor = (n8n: N8n) => ({
	'Heygen-Signature': signed(bytes(event), endpointOf(here, n8n).secret),
});

/** A repeat is answered at once, not after the policy of a claim that nobody ends. */
async function repeat(n8n: N8n) {
	const startedMs = performance.now();
	const answer = await send(here, n8n, event);
	expect(performance.now() - startedMs).toBeLessThan(4_500);
	return answer;
}

describe('a sender that hangs up', () => {
	let n8n: N8n;

	beforeEach(async () => {
		setTime('2026-11-24T10:00:00Z');
		n8n = here.workflow('v3');
		await n8n.activate();
	});

	afterEach(() => jest.useRealTimers());

	it.each(moments)('%s n8n has stored the event: it comes out once', async (moment) => {
		await hangUp(n8n, bytes(event), headersFor(n8n), moment);
		expect(await videosOf(n8n)).toEqual(['a']);
		await pause(300);
		expect(await repeat(n8n)).toEqual(known);
		expect(n8n.runs).toHaveLength(1);
	});

	it.each(['before', 'while'] as const)(
		'%s n8n fails to store the event: the repeat brings it',
		async (moment) => {
			n8n.whileStoring = diskFull;
			await hangUp(n8n, bytes(event), headersFor(n8n), moment);
			n8n.whileStoring = () => {};
			await pause(300);
			expect(await repeat(n8n)).toMatchObject({ status: 200 });
			expect(await videosOf(n8n)).toEqual(['a']);
			expect(await repeat(n8n)).toEqual(known);
			expect(n8n.runs).toHaveLength(1);
		},
	);

	it('while n8n stores it for ever: the claim ends, and a repeat is taken', async () => {
		n8n.whileStoring = async () => await new Promise(() => {});
		void hangUp(n8n, bytes(event), headersFor(n8n), 'while');
		await pause(300);
		n8n.whileStoring = () => {};
		advance(121_000);
		expect(await repeat(n8n)).toMatchObject({ status: 200 });
		expect(await videosOf(n8n)).toEqual(['a']);
	});

	it('again and again, while the first is being stored: it comes out once', async () => {
		let stored: () => void = () => {};
		n8n.whileStoring = async () => await new Promise((resolve) => (stored = resolve));
		void hangUp(n8n, bytes(event), headersFor(n8n), 'before');
		await pause(100);
		const second = send(here, n8n, event);
		await pause(100);
		stored();
		expect(await second).toEqual(known);
		expect(await videosOf(n8n)).toEqual(['a']);
	});
});

it('the history brings it, when n8n could not store it and HeyGen gave up', async () => {
	setTime('2026-11-24T10:00:00Z');
	const n8n = here.workflow('v3');
	await n8n.activate();
	advance(60_000);
	const made = await here.simulator.emit('avatar_video.success', event.event_data, {
		deliver: false,
	});
	n8n.whileStoring = diskFull;
	const body = bytes({ ...made, attempts: undefined, settled: undefined });
	const headers = { 'Heygen-Signature': signed(body, endpointOf(here, n8n).secret) };
	await hangUp(n8n, body, headers, 'before');
	n8n.whileStoring = () => {};
	await pause(300);
	advance(600_000);
	await n8n.tick();
	expect(await videosOf(n8n)).toEqual(['a']);
	jest.useRealTimers();
});
