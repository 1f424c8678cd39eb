import { bench, bytes, post, signed, success } from '../support/bench';
import { loadCode } from '../support/code';
import { advance, minutes, setTime } from '../support/clock';
import { bodyOf, endpointOf, lose, send, videosOf } from '../support/heygen';
import type { N8n } from '../support/n8n';
import { ticks } from '../support/ticks';

const here = bench();
/** More than a tick takes; when nothing was killed, there is nothing more to try. */
const mostSteps = 60;

beforeEach(() => setTime('2026-11-24T10:00:00Z'));
afterEach(() => jest.useRealTimers());

/** Two mains with one database, two webhook processors and two workers. The first one leads. */
async function mains(): Promise<[N8n, N8n]> {
	const first = here.workflow('v3');
	first.scaleOut(2, 2);
	await first.activate();
	const second = here.workflow('v3', first.node.parameters, {
		host: here.host,
		workflowId: first.workflowId,
		node: structuredClone(first.node),
		code: loadCode(),
	});
	second.processors.push(...first.processors);
	second.workers.push(...first.workers);
	// one database
	Object.defineProperty(second, 'saved', {
		get: () => first.saved,
		set: (saved: N8n['saved']) => (first.saved = saved),
	});
	advance(minutes(1));
	return [first, second];
}

const out = async (both: N8n[]): Promise<string[]> =>
	(await Promise.all(both.map(videosOf))).flat().sort();

/** In HeyGen's list, and delivered to one processor, with what HeyGen signs with now. */
async function arrive(n8n: N8n, processor: number, id: string): Promise<number> {
	const event = bodyOf(await lose(here, { video_id: id }));
	const { status } = await send(here, n8n, event, { url: n8n.urlOf(processor) });
	return status;
}

const accepted = async (n8n: N8n, ids: string[]): Promise<number[]> =>
	await Promise.all(ids.map(async (id, index) => await arrive(n8n, index, id)));

it('a change of the leader loses and doubles nothing, and leaves endpoint and secret alone', async () => {
	const [first, second] = await mains();
	expect(await accepted(first, ['a', 'b'])).toEqual([200, 200]);
	await lose(here, { video_id: 'before' });
	await ticks(first, 1);
	const { endpoint_id, secret } = endpointOf(here, first);
	await lose(here, { video_id: 'not looked at' });
	first.stop();
	advance(minutes(3));
	await lose(here, { video_id: 'meanwhile' });
	second.open();
	expect(await accepted(second, ['c', 'd'])).toEqual([200, 200]);
	await second.activate('leadershipChange');
	await ticks(second, 3);
	const all = ['a', 'b', 'before', 'c', 'd', 'meanwhile', 'not looked at'];
	expect(await out([first, second])).toEqual(all);
	expect(endpointOf(here, second)).toMatchObject({ endpoint_id, secret });
	// and back to the first one, which still remembers how it was
	second.stop();
	await first.activate('leadershipChange');
	await ticks(first, 3);
	expect(await accepted(first, ['e', 'f'])).toEqual([200, 200]);
	expect(await out([first, second])).toEqual([...all, 'e', 'f'].sort());
	expect(here.simulator.endpoints).toHaveLength(1);
});

it('a leader that dies at any step of a tick is followed by one that brings all once', async () => {
	let killed = 0;
	for (let steps = 1; steps < mostSteps; steps++) {
		here.simulator.reset();
		const [first, second] = await mains();
		await lose(here, { video_id: 'a' });
		await ticks(first, 1);
		here.simulator.removeEndpoint(endpointOf(here, first).endpoint_id);
		for (const id of ['b', 'c']) await lose(here, { video_id: id });
		advance(minutes(10));
		const { process } = first;
		const done = process.steps.length;
		process.onStep = (_name, count) => {
			if (count === done + steps) first.kill();
		};
		await first.tick().catch(() => undefined);
		await first.results();
		if (process.isAlive) break;
		killed++;
		await second.activate('leadershipChange');
		await ticks(second, 2);
		expect([steps, await out([first, second])]).toEqual([steps, ['a', 'b', 'c']]);
		expect(here.simulator.endpoints.map(({ url }) => url)).toEqual([second.url]);
		expect([steps, await accepted(second, ['d', 'e'])]).toEqual([steps, [200, 200]]);
		second.stop();
	}
	expect(killed).toBeGreaterThan(2);
});

it.each([['nothing'], ['a repair']])(
	'two that lead at the same time for a while lose and double nothing, with %s to do',
	async (what) => {
		const [first, second] = await mains();
		await second.activate('leadershipChange');
		const all: string[] = [];
		for (let round = 0; round < 4; round++) {
			if (round === 1 && what === 'a repair') {
				here.simulator.removeEndpoint(endpointOf(here, first).endpoint_id);
			}
			for (const id of [`lost ${round}`, `sent ${round}`]) {
				const event = bodyOf(await lose(here, { video_id: id }));
				all.push(id);
				const [endpoint] = here.simulator.endpoints;
				if (endpoint === undefined || id.startsWith('lost')) continue;
				const body = bytes(event);
				await post(endpoint.url, body, { 'Heygen-Signature': signed(body, endpoint.secret) });
			}
			advance(minutes(10));
			await Promise.all([first.tick(), second.tick()]);
			await Promise.all([first.results(), second.results()]);
		}
		expect(here.simulator.endpoints.map(({ url }) => url)).toEqual([first.url]);
		first.stop();
		second.open();
		// whatever secret was left in the database, the checks bring the events
		for (let round = 0; round < 6; round++) {
			const id = `alone ${round}`;
			all.push(id);
			advance(minutes(3));
			await arrive(second, round % 2, id);
			await ticks(second, 1);
		}
		await accepted(second, ['x', 'y']);
		await ticks(second, 2);
		expect(await out([first, second])).toEqual([...all, 'x', 'y'].sort());
		expect(here.simulator.endpoints).toHaveLength(1);
	},
);

it('each of two mains hands a look back over a few times at the most', async () => {
	const [first, second] = await mains();
	await lose(here, { video_id: 'a' });
	expect(await send(here, first, success('b'), { url: first.urlOf(0) })).toMatchObject({
		status: 200,
	});
	await ticks(first, 6);
	first.stop();
	await second.activate('leadershipChange');
	await ticks(second, 6);
	const handed = [first, second].map(
		({ stored }) =>
			stored.filter(({ input }) => JSON.stringify(input).includes('"lookBack"')).length,
	);
	expect(await out([first, second])).toEqual(['a', 'b']);
	for (const count of handed) expect(count).toBeLessThanOrEqual(5);
});
