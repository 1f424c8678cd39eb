import { at, bench, down, generations } from '../support/bench';

const here = bench();
const events = ['avatar_video.success', 'avatar_video.fail'];

describe.each(generations)('activation over %s', (generation) => {
	it('costs one list and one create, and keeps what a delivery needs', async () => {
		const n8n = here.workflow(generation);
		await n8n.activate();
		expect(here.count(generation, 'list')).toBe(1);
		expect(here.count(generation, 'create')).toBe(1);
		const [endpoint, ...others] = here.simulator.endpoints;
		expect(others).toEqual([]);
		expect(endpoint).toMatchObject({ url: n8n.url, events, generation });
		expect(n8n.held).toEqual({
			endpointId: endpoint?.endpoint_id,
			secret: endpoint?.secret,
			url: n8n.url,
			events,
			apiVersion: generation,
			baseUrl: here.simulator.url,
			registeredAtMs: expect.any(Number),
			shown: events,
		});
	});

	it('subscribes to everything with All Events', async () => {
		const n8n = here.workflow(generation, { events: ['*'] });
		await n8n.activate();
		expect(here.simulator.endpoints).toMatchObject([{ events: null }]);
	});

	it('makes one execution of a delivery and tells HeyGen in words', async () => {
		const n8n = here.workflow(generation);
		await n8n.activate();
		const { attempts } = await here.simulator.finishVideo({ videoId: 'v1' });
		expect(attempts).toMatchObject([{ status: 200, answer: expect.stringContaining('message') }]);
		expect(await n8n.json()).toMatchObject([
			{ event_type: 'avatar_video.success', video_id: 'v1' },
		]);
		expect(n8n.runs).toHaveLength(1);
		expect(here.logs.notable).toEqual([]);
	});

	it('leaves nothing at HeyGen and nothing in static data when it is deactivated', async () => {
		const n8n = here.workflow(generation);
		await n8n.activate();
		await n8n.deactivate();
		expect(here.count(generation, 'remove')).toBe(1);
		expect(here.simulator.endpoints).toEqual([]);
		expect(n8n.held).toBeUndefined();
		expect(JSON.stringify(n8n.saved)).not.toMatch(/whsec_/);
	});

	it('is quiet about an endpoint that is gone already', async () => {
		const n8n = here.workflow(generation);
		await n8n.activate();
		here.simulator.removeEndpoint(here.simulator.endpoints[0]?.endpoint_id ?? '');
		await n8n.deactivate();
		expect(n8n.held).toBeUndefined();
		expect(here.logs.notable).toEqual([]);
	});

	it('keeps what it could not remove, logs it, and takes it up at the next activation', async () => {
		const n8n = here.workflow(generation);
		await n8n.activate();
		const [endpoint] = here.simulator.endpoints;
		here.simulator.fault({ ...at(generation, 'remove'), ...down });
		await n8n.deactivate();
		expect(n8n.held).toMatchObject({ endpointId: endpoint?.endpoint_id });
		expect(here.logs.notable).toEqual([expect.stringContaining('is still registered at HeyGen')]);
		here.simulator.clearFaults();
		await n8n.activate();
		expect(here.count(generation, 'create')).toBe(1);
		expect(here.simulator.endpoints).toHaveLength(1);
		const { attempts } = await here.simulator.finishVideo();
		expect(attempts).toMatchObject([{ status: 200 }]);
		expect(await n8n.json()).toHaveLength(1);
	});

	it.each(['restart', 'newProcess'] as const)('needs no new endpoint after a %s', async (start) => {
		const n8n = here.workflow(generation);
		await n8n.activate();
		const before = { ...here.simulator.endpoints[0] };
		await n8n[start]();
		expect(here.simulator.endpoints).toEqual([before]);
		expect(here.count(generation, 'create')).toBe(1);
		expect(here.count(generation, 'update')).toBe(0);
		const { attempts } = await here.simulator.finishVideo();
		expect(attempts).toMatchObject([{ status: 200 }]);
		expect(await n8n.json()).toHaveLength(1);
	});

	it('accepts a delivery that comes before n8n has saved the secret', async () => {
		const n8n = here.workflow(generation);
		const workflow = n8n.load();
		n8n.open();
		await n8n.hook('create', workflow, 'activate');
		expect(n8n.saved).toEqual({});
		const { attempts } = await here.simulator.finishVideo();
		expect(attempts).toMatchObject([{ status: 200 }]);
		expect(await n8n.json()).toHaveLength(1);
	});
});

it('narrows the endpoint to one resource in v3', async () => {
	const n8n = here.workflow('v3', { options: { entityId: 'project-1' } });
	await n8n.activate();
	expect(here.simulator.endpoints).toMatchObject([{ entity_id: 'project-1' }]);
	await n8n.restart();
	expect(here.count('v3', 'create')).toBe(1);
});

it('says that v1 can not narrow an endpoint', async () => {
	const n8n = here.workflow('v1', { options: { entityId: 'project-1' } });
	await expect(n8n.activate()).rejects.toThrow(/'Entity ID'.*needs HeyGen's API v3/);
	expect(here.simulator.endpoints).toEqual([]);
});
