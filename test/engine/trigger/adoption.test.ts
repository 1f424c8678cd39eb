import type { Generation } from '../../simulator';
import { holdLimits } from '../support/clock';
import { loadCode } from '../support/code';
import { instanceSettings } from '../support/container';
import { at, bench, generations, pause } from '../support/bench';

afterEach(() => jest.restoreAllMocks());

const here = bench();
const events = ['avatar_video.success', 'avatar_video.fail'];

/** Endpoints of other people, which nobody may touch. */
const addForeign = (count: number, prefix = 'https://others.example/hook'): void => {
	for (let index = 0; index < count; index++) {
		here.simulator.addEndpoint({ url: `${prefix}-${index}`, events: ['video_agent.success'] });
	}
};

const untouched = async (work: () => Promise<void>): Promise<void> => {
	const before = here.simulator.endpoints.map((endpoint) => ({ ...endpoint }));
	await work();
	for (const endpoint of before) expect(here.simulator.endpoints).toContainEqual(endpoint);
};

describe.each(generations)('adoption over %s', (generation) => {
	it('takes over an orphan with exactly its URL', async () => {
		const n8n = here.workflow(generation);
		const orphan = here.simulator.addEndpoint({ url: n8n.url, generation, events: null });
		const before = orphan.secret;
		await n8n.activate();
		expect(here.count(generation, 'create')).toBe(0);
		expect(here.simulator.endpoints).toHaveLength(1);
		expect(here.simulator.endpoints[0]).toMatchObject({
			endpoint_id: orphan.endpoint_id,
			url: n8n.url,
			events,
		});
		// v3 never shows a secret again, so it has to make a new one.
		expect(orphan.secret === before).toBe(generation === 'v1');
		const { attempts } = await here.simulator.finishVideo();
		expect(attempts).toMatchObject([{ status: 200 }]);
		expect(await n8n.json()).toHaveLength(1);
	});

	it('finds the orphan on the third page, and changes nothing that is not its own', async () => {
		const n8n = here.workflow(generation);
		addForeign(230);
		addForeign(10, `${n8n.url}/`);
		await untouched(async () => {
			here.simulator.addEndpoint({ url: n8n.url, generation, events: null });
			await n8n.activate();
			await n8n.deactivate();
		});
		expect(here.simulator.endpoints).toHaveLength(240);
		expect(here.count(generation, 'create')).toBe(0);
		if (generation === 'v3') expect(here.count('v3', 'list')).toBe(3);
	});

	it('leaves exactly one of two orphans', async () => {
		const n8n = here.workflow(generation);
		here.simulator.addEndpoint({ url: n8n.url, generation });
		here.simulator.addEndpoint({ url: n8n.url, generation });
		await n8n.activate();
		expect(here.simulator.endpoints).toHaveLength(1);
		expect((await here.simulator.finishVideo()).attempts).toMatchObject([{ status: 200 }]);
	});

	it('makes no second endpoint when the answer to create gets lost', async () => {
		const n8n = here.workflow(generation);
		here.simulator.fault({ ...at(generation, 'create'), kind: 'lostAnswer' });
		await n8n.activate();
		expect(here.simulator.endpoints).toHaveLength(1);
		expect((await here.simulator.finishVideo()).attempts).toMatchObject([{ status: 200 }]);
		expect(await n8n.json()).toHaveLength(1);
	});

	it('makes no second endpoint after a crash before static data was saved', async () => {
		const n8n = here.workflow(generation);
		await n8n.activate();
		n8n.saved = {};
		await n8n.newProcess();
		expect(here.simulator.endpoints).toHaveLength(1);
		expect((await here.simulator.finishVideo()).attempts).toMatchObject([{ status: 200 }]);
	});

	it('forgets what a copied workflow brought along, and leaves the first one alone', async () => {
		const first = here.workflow(generation);
		await first.activate();
		await untouched(async () => {
			const copy = here.workflow(generation, {}, { saved: first.saved });
			expect(JSON.stringify(copy.saved)).toContain(first.held?.secret);
			await copy.activate();
			expect(JSON.stringify(copy.saved)).not.toContain(first.held?.secret);
			expect(here.simulator.endpoints).toHaveLength(2);
			expect(copy.held?.endpointId).not.toBe(first.held?.endpointId);
			await copy.deactivate();
		});
		expect(here.simulator.endpoints).toHaveLength(1);
	});

	it('leaves the first one alone also when the copy is deleted before it was ever active', async () => {
		const first = here.workflow(generation);
		await first.activate();
		await untouched(async () => {
			const copy = here.workflow(generation, {}, { saved: first.saved });
			await copy.deactivate();
			expect(copy.held).toBeUndefined();
		});
	});

	it('forgets what another instance of n8n wrote', async () => {
		const settings = instanceSettings();
		const ours = settings.instanceId;
		const first = here.workflow(generation);
		settings.instanceId = 'another-instance';
		await first.activate();
		settings.instanceId = ours;
		await untouched(async () => {
			const copy = here.workflow(
				generation,
				{},
				{
					saved: first.saved,
					workflowId: first.workflowId,
					node: { id: first.node.id },
					code: loadCode(),
				},
			);
			await copy.activate();
			expect(here.simulator.endpoints).toHaveLength(2);
			await copy.deactivate();
		});
	});
});

it('adopts what a 409 tells of', async () => {
	const n8n = here.workflow('v3');
	// Another process makes it between our list and our create.
	here.simulator.fault({ ...at('v3', 'create'), kind: 'slow', delayMs: 200 });
	const activation = n8n.activate();
	while (here.count('v3', 'create') === 0) await pause(1);
	here.simulator.addEndpoint({ url: n8n.url });
	await activation;
	expect(here.simulator.requests.map(({ status }) => status)).toContain(409);
	expect(here.simulator.endpoints).toMatchObject([{ url: n8n.url, events }]);
	expect((await here.simulator.finishVideo()).attempts).toMatchObject([{ status: 200 }]);
});

it('takes over what HeyGen makes only after the create was given up', async () => {
	const both = generations.map((generation) => here.workflow(generation));
	for (const generation of generations) {
		here.simulator.fault({ ...at(generation, 'create'), kind: 'slow', delayMs: 1_000 });
	}
	const endLimits = holdLimits();
	const activated = Promise.all(both.map(async (n8n) => await n8n.activate()));
	const isAsked = (generation: Generation) => here.count(generation, 'create') > 0;
	while (!generations.every(isAsked)) await pause(1);
	endLimits();
	await activated;
	for (const generation of generations) expect(here.count(generation, 'create')).toBe(1);
	expect(here.simulator.endpoints).toHaveLength(2);
	const { attempts } = await here.simulator.finishVideo();
	expect(attempts).toMatchObject([{ status: 200 }, { status: 200 }]);
});

it('leaves one of two with the same URL at the next start, the one that is held', async () => {
	const n8n = here.workflow('v1');
	await n8n.activate();
	const before = here.simulator.endpoints.map((endpoint) => ({ ...endpoint }));
	// Nobody knows whether v1 refuses a URL that it has.
	here.simulator.addEndpoint({ url: n8n.url, generation: 'v1' });
	await n8n.newProcess();
	expect(here.simulator.endpoints).toEqual(before);
});
