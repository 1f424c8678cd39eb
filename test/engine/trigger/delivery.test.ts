import type { Generation } from '../../simulator';
import { bench, bytes, generations, post, signed, success } from '../support/bench';
import type { N8n } from '../support/n8n';

const here = bench();
const secretOf = (n8n: N8n): string => String(n8n.held?.secret);
const nowSeconds = (): number => Math.floor(Date.now() / 1_000);

/** Nothing started, nothing broke. */
async function startedNothing(n8n: N8n): Promise<void> {
	expect(await n8n.results()).toEqual([]);
	expect(n8n.mistakes).toBe(0);
}

let n8n: N8n;
const activate = async (parameters = {}, generation: Generation = 'v3'): Promise<void> => {
	n8n = here.workflow(generation, parameters);
	await n8n.activate();
};

describe('a delivery', () => {
	it.each(['Heygen-Signature', 'SIGNATURE'])(
		'is accepted with its signature in %s',
		async (name) => {
			await activate();
			const body = bytes(success('a'));
			const saved = structuredClone(n8n.saved);
			const answer = await post(n8n.url, body, { [name]: signed(body, secretOf(n8n)) });
			expect(answer).toEqual({ status: 200, data: { message: 'The event was received.' } });
			expect(await n8n.json()).toMatchObject([{ video_id: 'a' }]);
			expect(n8n.runs).toHaveLength(1);
			expect(n8n.mistakes).toBe(0);
			expect(n8n.saved).toEqual(saved);
		},
	);

	it('is verified over the bytes as they came', async () => {
		await activate();
		const body = bytes(
			'{\n "event_type" : "avatar_video.success", "event_data":{"title":"é ü 🎬"} }\n',
		);
		const headers = { Signature: signed(body, secretOf(n8n)).toUpperCase() };
		expect(await post(n8n.url, body, headers)).toMatchObject({ status: 200 });
		expect(await n8n.json()).toMatchObject([{ title: 'é ü 🎬' }]);
	});

	it.each([
		['no signature', () => ({})],
		['another secret', (body: Buffer) => ({ Signature: signed(body, 'whsec_other') })],
		['another body', () => ({ Signature: signed(bytes('{}'), secretOf(n8n)) })],
	])('is refused with %s', async (_case, headersFor) => {
		await activate();
		const body = bytes(success('a'));
		const { status, data } = await post(n8n.url, body, headersFor(body));
		expect(status).toBe(401);
		expect(data).toEqual({ message: expect.stringContaining('not signed by HeyGen') });
		expect(here.logs.notable).toEqual([expect.stringContaining('was refused')]);
		await startedNothing(n8n);
	});

	it('is accepted when one of two signatures is right', async () => {
		await activate();
		const body = bytes(success('a'));
		const headers = {
			'Heygen-Signature': 'f'.repeat(64),
			Signature: signed(body, secretOf(n8n)),
		};
		expect(await post(n8n.url, body, headers)).toMatchObject({ status: 200 });
	});

	it('is refused while no secret is held', async () => {
		n8n = here.workflow('v3');
		n8n.open();
		const body = bytes(success('a'));
		for (const secret of ['', 'undefined', 'null']) {
			const answer = await post(n8n.url, body, { Signature: signed(body, secret) });
			expect(answer).toMatchObject({ status: 401 });
		}
		await startedNothing(n8n);
	});

	it('is refused without bytes to verify, as of a form with files', async () => {
		await activate();
		const body = bytes('--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n');
		const headers = {
			'Content-Type': 'multipart/form-data; boundary=x',
			Signature: signed(body, secretOf(n8n)),
		};
		expect(await post(n8n.url, body, headers)).toMatchObject({ status: 401 });
		await startedNothing(n8n);
	});

	it.each([
		['no event', '{"event":"avatar_video.success"}'],
		['too deep', `{"event_type":"a","event_data":${'['.repeat(20_000)}${']'.repeat(20_000)}}`],
	])('is turned down when its body is %s', async (_case, text) => {
		await activate();
		const body = bytes(text);
		const answer = await post(n8n.url, body, { Signature: signed(body, secretOf(n8n)) });
		expect(answer).toMatchObject({ status: 400, data: { message: expect.any(String) } });
		await startedNothing(n8n);
	});

	it('is turned down when a signed body is no JSON under another content type', async () => {
		await activate();
		const body = bytes('event_type=avatar_video.success');
		const headers = {
			'Content-Type': 'application/x-www-form-urlencoded',
			Signature: signed(body, secretOf(n8n)),
		};
		expect(await post(n8n.url, body, headers)).toMatchObject({ status: 400 });
		await startedNothing(n8n);
	});
});

describe.each(generations)('a delivery over %s', (generation) => {
	it.each([
		['too old', () => String(nowSeconds() - 301), {}],
		['no number', () => 'yesterday-ish', {}],
		['older than the option says', () => String(nowSeconds() - 20), { maxAgeSeconds: 10 }],
	])(
		'is turned down when its timestamp is %s, where the recovery picks it up',
		async (_case, timestamp, options) => {
			await activate({ options }, generation);
			const body = bytes(success('a'));
			const headers = {
				Signature: signed(body, secretOf(n8n)),
				'Heygen-Timestamp': timestamp(),
			};
			if (generation === 'v3') {
				expect(await post(n8n.url, body, headers)).toMatchObject({ status: 400 });
				await startedNothing(n8n);
				return;
			}
			// v1 has no history, so nothing would bring it back.
			expect(await post(n8n.url, body, headers)).toMatchObject({ status: 200 });
			expect(await n8n.json()).toHaveLength(1);
			expect(here.logs.notable).toEqual([expect.stringContaining('It is accepted')]);
		},
	);

	it.each([
		['recent', () => String(nowSeconds() - 250), {}],
		['a little ahead', () => String(nowSeconds() + 30), {}],
		['old, but any age is wanted', () => String(nowSeconds() - 90_000), { maxAgeSeconds: 0 }],
	])('is accepted when its timestamp is %s', async (_case, timestamp, options) => {
		await activate({ options }, generation);
		const body = bytes(success('a'));
		const headers = {
			Signature: signed(body, secretOf(n8n)),
			'Heygen-Timestamp': timestamp(),
		};
		expect(await post(n8n.url, body, headers)).toMatchObject({ status: 200 });
		expect(await n8n.json()).toHaveLength(1);
	});
});
