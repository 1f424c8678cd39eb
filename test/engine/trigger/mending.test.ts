import { bench, credentialsFor, down, generations } from '../support/bench';
import type { N8n } from '../support/n8n';

const here = bench();
const events = ['avatar_video.success', 'avatar_video.fail'];

/** A delivery arrives, is accepted and comes out once. */
async function works(n8n: N8n): Promise<void> {
	const before = (await n8n.json()).length;
	const { attempts } = await here.simulator.finishVideo();
	expect(attempts).toMatchObject([{ status: 200 }]);
	expect(await n8n.json()).toHaveLength(before + 1);
}

describe.each(generations)('a start of n8n over %s', (generation) => {
	it.each(['restart', 'newProcess'] as const)(
		'keeps every delivery while HeyGen is down (%s)',
		async (start) => {
			const n8n = here.workflow(generation);
			await n8n.activate();
			here.simulator.fault(down);
			await n8n[start]();
			expect(here.logs.notable).toContainEqual(
				expect.stringMatching(/could not be asked about the webhook endpoint.*is kept/),
			);
			here.simulator.clearFaults();
			await works(n8n);
			expect(here.count(generation, 'create')).toBe(1);
		},
	);

	it.each(['restart', 'newProcess'] as const)(
		'repairs the URL when WEBHOOK_URL has moved (%s)',
		async (start) => {
			const n8n = here.workflow(generation);
			await n8n.activate();
			const secret = n8n.held?.secret;
			n8n.moveTo(`${here.host.base}/moved`);
			await n8n[start]();
			expect(here.count(generation, 'update')).toBe(1);
			expect(here.count(generation, 'create')).toBe(1);
			expect(here.simulator.endpoints).toMatchObject([{ url: n8n.url, events, secret }]);
			expect(n8n.held).toMatchObject({ url: n8n.url, secret });
			await works(n8n);
		},
	);

	it('keeps the old endpoint when HeyGen is down while the URL moves, and repairs later', async () => {
		const n8n = here.workflow(generation);
		await n8n.activate();
		n8n.moveTo(`${here.host.base}/moved`);
		here.simulator.fault(down);
		await n8n.restart();
		here.simulator.clearFaults();
		await n8n.restart();
		expect(here.simulator.endpoints).toMatchObject([{ url: n8n.url }]);
		await works(n8n);
	});

	it('replaces an endpoint that HeyGen disabled', async () => {
		const n8n = here.workflow(generation);
		await n8n.activate();
		here.simulator.disable(here.simulator.endpoints[0]?.endpoint_id ?? '');
		await n8n.restart();
		expect(here.simulator.endpoints).toMatchObject([{ url: n8n.url, status: 'enabled', events }]);
		await works(n8n);
	});

	it('gives the workflow up when it cannot be mended, and no poll will', async () => {
		const n8n = here.workflow(generation, { options: { recoverMissedEvents: false } });
		await n8n.activate();
		here.simulator.disable(here.simulator.endpoints[0]?.endpoint_id ?? '');
		for (const method of ['POST', 'PATCH', 'DELETE']) here.simulator.fault({ ...down, method });
		await expect(n8n.restart()).rejects.toThrow('was not registered');
		expect(n8n.isActive).toBe(false);
	});

	it('makes a new one for an endpoint that is gone', async () => {
		const n8n = here.workflow(generation);
		await n8n.activate();
		here.simulator.removeEndpoint(here.simulator.endpoints[0]?.endpoint_id ?? '');
		await n8n.newProcess();
		expect(here.simulator.endpoints).toMatchObject([{ url: n8n.url, events }]);
		await works(n8n);
	});

	it('brings changed events in line', async () => {
		const n8n = here.workflow(generation);
		await n8n.activate();
		const [endpoint] = here.simulator.endpoints;
		if (endpoint !== undefined) endpoint.events = ['video_agent.success'];
		await n8n.restart();
		expect(here.simulator.endpoints).toMatchObject([{ events }]);
		expect(here.count(generation, 'create')).toBe(1);
		await works(n8n);
	});

	it('widens a list of events to All Events', async () => {
		const n8n = here.workflow(generation, { events: ['*'] });
		await n8n.activate();
		const [endpoint] = here.simulator.endpoints;
		if (endpoint !== undefined) endpoint.events = ['video_agent.success'];
		await n8n.restart();
		await works(n8n);
		const types = here.simulator.endpoints[0]?.events;
		expect(types === null || (types?.length ?? 0) > 10).toBe(true);
	});

	it('moves to the other generation with the credential, and leaves one endpoint', async () => {
		const other = generation === 'v1' ? 'v3' : 'v1';
		const n8n = here.workflow(generation);
		await n8n.activate();
		Object.assign(n8n.credentials, credentialsFor(here.simulator, other));
		await n8n.restart();
		expect(here.simulator.endpoints).toMatchObject([{ url: n8n.url, generation: other, events }]);
		expect(n8n.held).toMatchObject({ apiVersion: other });
		await works(n8n);
		await n8n.deactivate();
		expect(here.simulator.endpoints).toEqual([]);
	});

	it('removes the endpoint through the generation that made it', async () => {
		const n8n = here.workflow(generation);
		await n8n.activate();
		const other = generation === 'v1' ? 'v3' : 'v1';
		Object.assign(n8n.credentials, credentialsFor(here.simulator, other));
		await n8n.deactivate();
		expect(here.simulator.endpoints).toEqual([]);
		expect(here.count(generation, 'remove')).toBe(1);
	});

	it('has one endpoint after a change of parameters, which n8n makes by delete and create', async () => {
		const n8n = here.workflow(generation);
		await n8n.activate();
		await n8n.deactivate();
		n8n.node = { ...n8n.node, name: 'Renamed', parameters: { events: ['video_agent.success'] } };
		await n8n.activate('update');
		expect(here.simulator.endpoints).toMatchObject([{ events: ['video_agent.success'] }]);
	});
});
