import { bench, success } from '../support/bench';
import { advance, minutes, setTime } from '../support/clock';
import { endpointOf, lose, send, videosOf } from '../support/heygen';
import type { N8n } from '../support/n8n';
import { ticks } from '../support/ticks';

const here = bench();

beforeEach(() => setTime('2026-11-24T10:00:00Z'));
afterEach(() => jest.useRealTimers());

/** A Code node after the trigger that counts in `$getWorkflowStaticData('global')`. */
const counting = async (generation: 'v1' | 'v3'): Promise<N8n> => {
	const n8n = here.workflow(generation);
	n8n.downstream = (context) => {
		const data = context.getWorkflowStaticData('global');
		if (context.getNode().name === 'Sink') data.count = Number(data.count ?? 0) + 1;
	};
	await n8n.activate();
	advance(minutes(1));
	return n8n;
};

const countOf = ({ saved }: N8n): unknown => {
	const { global } = saved;
	return typeof global === 'object' && global !== null && 'count' in global ? global.count : 0;
};

describe('a Code node that keeps static data beside the trigger', () => {
	it('loses nothing of its own to deliveries', async () => {
		const n8n = await counting('v3');
		for (let index = 0; index < 5; index++) {
			await send(here, n8n, success(`v${index}`));
			await n8n.results();
		}
		expect(countOf(n8n)).toBe(5);
		await n8n.newProcess();
		await send(here, n8n, success('last'));
		await n8n.results();
		expect(countOf(n8n)).toBe(6);
	});

	it('does not cost the trigger its endpoint, however old what it writes is', async () => {
		const n8n = await counting('v3');
		let go: () => void = () => {};
		const started = new Promise<void>((resolve) => {
			n8n.downstream = async (context) => {
				const data = context.getWorkflowStaticData('global');
				resolve();
				await new Promise<void>((done) => (go = done));
				data.count = 1;
			};
		});
		await send(here, n8n, success('slow'));
		await started;
		// n8n registers anew while the execution still has the column as it was.
		await n8n.deactivate();
		await n8n.activate('update');
		n8n.downstream = () => {};
		go();
		await n8n.results();
		expect(await send(here, n8n, success('a'))).toMatchObject({ status: 200 });
		await n8n.newProcess();
		expect(await send(here, n8n, success('b'))).toMatchObject({ status: 200 });
		expect(here.simulator.endpoints).toHaveLength(1);
		await n8n.deactivate();
		expect(here.simulator.endpoints).toEqual([]);
	});
});

describe('ticks, which put the whole column back to what main has', () => {
	it('write nothing when they find nothing', async () => {
		const n8n = await counting('v3');
		await send(here, n8n, success('a'));
		await n8n.results();
		const saved = structuredClone(n8n.saved);
		await ticks(n8n, 6);
		expect(n8n.saved).toEqual(saved);
	});

	it('write nothing with an event that follows soon after a written position', async () => {
		const n8n = await counting('v3');
		for (let index = 0; index < 4; index++) {
			await lose(here, { video_id: `v${index}` });
			advance(minutes(10));
			await n8n.tick();
			await n8n.results();
		}
		expect(await videosOf(n8n)).toHaveLength(4);
		expect(countOf(n8n)).toBeGreaterThanOrEqual(3);
	});
});

describe('the static data that a poll sees', () => {
	it.each(['copy of activation', 'database'] as const)(
		'is enough to recover and to repair: %s',
		async (ticksOn) => {
			const n8n = here.workflow('v3');
			n8n.ticksOn = ticksOn;
			await n8n.activate();
			advance(minutes(1));
			await lose(here, { video_id: 'a' });
			await ticks(n8n, 2);
			here.simulator.removeEndpoint(endpointOf(here, n8n).endpoint_id);
			await ticks(n8n, 2);
			await send(here, n8n, success('b'));
			await n8n.newProcess();
			await ticks(n8n, 2);
			await send(here, n8n, success('c'));
			expect(await videosOf(n8n)).toEqual(['a', 'b', 'c']);
			expect(here.simulator.endpoints).toHaveLength(1);
		},
	);

	it('may be a frozen copy of the node data, as pollers with a durable cursor have', async () => {
		const n8n = here.workflow('v3');
		n8n.ticksOn = 'database';
		n8n.dataOfPoller = Object.freeze({});
		await n8n.activate();
		advance(minutes(1));
		await lose(here, { video_id: 'a' });
		await ticks(n8n, 2);
		here.simulator.removeEndpoint(endpointOf(here, n8n).endpoint_id);
		await ticks(n8n, 2);
		await send(here, n8n, success('b'));
		await n8n.newProcess();
		await send(here, n8n, success('c'));
		await ticks(n8n, 2);
		expect(await videosOf(n8n)).toEqual(['a', 'b', 'c']);
		expect(here.simulator.endpoints).toHaveLength(1);
	});
});

it('what a Code node keeps under a name like those of triggers stays', async () => {
	const job = { owner: 'acme/repo', progress: { done: 3 }, endpoint: { url: 'https://x.example' } };
	const n8n = here.workflow('v3', {}, { saved: { global: { job, 'a/b': { owner: 'a/b' } } } });
	await n8n.activate();
	expect(n8n.saved.global).toMatchObject({ job, 'a/b': { owner: 'a/b' } });
});
