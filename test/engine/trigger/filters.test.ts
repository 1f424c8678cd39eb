import { bench, bytes, down, generations, post, signed, success } from '../support/bench';
import type { N8n } from '../support/n8n';

const here = bench();

async function deliver(n8n: N8n, event: object, url = n8n.url, secret = n8n.held?.secret) {
	const body = bytes(event);
	return await post(url, body, { Signature: signed(body, String(secret)) });
}

describe('what is left out', () => {
	it('is what was not chosen', async () => {
		const n8n = here.workflow('v3', { events: ['avatar_video.fail'] });
		await n8n.activate();
		expect(await deliver(n8n, success('a'))).toMatchObject({
			status: 200,
			data: { message: expect.stringContaining('its type is not chosen') },
		});
		expect(await n8n.results()).toEqual([]);
		expect(n8n.mistakes).toBe(0);
	});

	it('is nothing with All Events, also what nobody knows yet', async () => {
		const n8n = here.workflow('v3', { events: ['*'] });
		await n8n.activate();
		await deliver(n8n, { event_type: 'hologram.success', event_data: { hologram_id: 'h' } });
		expect(await n8n.json()).toMatchObject([
			{ event_type: 'hologram.success', resource: 'hologram', hologram_id: 'h' },
		]);
	});

	it('is what has no listed callback ID', async () => {
		const options = { callbackIds: ' order-1 ,, order-2 ' };
		const n8n = here.workflow('v3', { options });
		await n8n.activate();
		for (const callback_id of ['order-1', 'order-10', null, 'order-2', 'ORDER-1']) {
			const answer = await deliver(n8n, success(`v-${callback_id}`, { callback_id }));
			expect(answer).toMatchObject({ status: 200 });
		}
		await deliver(n8n, { ...success('outside'), callback_id: 'order-1' });
		const ids = (await n8n.json()).map(({ video_id }) => video_id);
		expect(ids.sort()).toEqual(['outside', 'v-order-1', 'v-order-2']);
		expect(n8n.runs).toHaveLength(3);
	});

	it('is decided by the parameters as they are now', async () => {
		const n8n = here.workflow('v3', { events: "={{ ['avatar_video' + '.success'] }}" });
		await n8n.activate();
		await deliver(n8n, success('a'));
		expect(await n8n.json()).toHaveLength(1);
	});
});

describe.each(generations)('a test run that waits for the next event, over %s', (generation) => {
	it('has an endpoint of its own, which goes with the first event', async () => {
		const n8n = here.workflow(generation, { whenTesting: 'next' });
		await n8n.activate();
		await n8n.listen();
		expect(here.simulator.endpoints.map(({ url }) => url).sort()).toEqual(
			[n8n.url, n8n.testUrl].sort(),
		);
		const test = here.simulator.endpoints.find(({ url }) => url === n8n.testUrl);
		expect(await deliver(n8n, success('t'), n8n.testUrl, test?.secret)).toMatchObject({
			status: 200,
		});
		expect(await n8n.json()).toMatchObject([{ video_id: 't' }]);
		expect(here.simulator.endpoints).toMatchObject([{ url: n8n.url }]);
		const { attempts } = await here.simulator.finishVideo();
		expect(attempts).toMatchObject([{ status: 200 }]);
		expect(await n8n.json()).toHaveLength(2);
	});

	it('shows the same event as often as a person sends it', async () => {
		const n8n = here.workflow(generation, { whenTesting: 'next' });
		for (let round = 1; round <= 3; round++) {
			await n8n.listen();
			const [endpoint] = here.simulator.endpoints;
			await deliver(n8n, success('again'), n8n.testUrl, endpoint?.secret);
			expect(await n8n.json()).toHaveLength(round);
		}
		expect(here.simulator.endpoints).toEqual([]);
		expect(n8n.mistakes).toBe(0);
	});

	it('takes nothing from the active workflow', async () => {
		const n8n = here.workflow(generation, { whenTesting: 'next' });
		await n8n.activate();
		await n8n.listen();
		const test = here.simulator.endpoints.find(({ url }) => url === n8n.testUrl);
		await deliver(n8n, success('both'), n8n.testUrl, test?.secret);
		await deliver(n8n, success('both'));
		expect(await n8n.json()).toHaveLength(2);
		// What is signed for the one address is not good for the other.
		expect(await deliver(n8n, success('other'), n8n.url, test?.secret)).toMatchObject({
			status: 401,
		});
	});

	it('says that HeyGen is down', async () => {
		const n8n = here.workflow(generation, { whenTesting: 'next' });
		here.simulator.fault(down);
		await expect(n8n.listen()).rejects.toThrow(/HeyGen is not available/);
	});
});
