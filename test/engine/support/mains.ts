import type { Bench } from './bench';
import { loadCode } from './code';
import { advance, minutes } from './clock';
import { bodyOf, endpointOf, lose, send, videosOf } from './heygen';
import type { N8n } from './n8n';
import { ticks } from './ticks';

/** More than a tick takes; when nothing was killed, there is nothing more to try. */
const mostSteps = 60;

/** Two mains with one database, two webhook processors and two workers. The first one leads. */
export async function mains(here: Bench): Promise<[N8n, N8n]> {
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

export const out = async (both: N8n[]): Promise<string[]> =>
	(await Promise.all(both.map(videosOf))).flat().sort();

/** In HeyGen's list, and delivered to one processor, with what HeyGen signs with now. */
export async function arrive(
	here: Bench,
	n8n: N8n,
	processor: number,
	id: string,
): Promise<number> {
	const event = bodyOf(await lose(here, { video_id: id }));
	const { status } = await send(here, n8n, event, { url: n8n.urlOf(processor) });
	return status;
}

export const accepted = async (here: Bench, n8n: N8n, ids: string[]): Promise<number[]> =>
	await Promise.all(ids.map(async (id, index) => await arrive(here, n8n, index, id)));

/** The second one brings all once. @param apart of the steps at which it dies: 1 is each of them */
export async function leaderDies(here: Bench, apart: number): Promise<void> {
	let killed = 0;
	for (let steps = 1; steps < mostSteps; steps += apart) {
		here.simulator.reset();
		const [first, second] = await mains(here);
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
		expect([steps, await accepted(here, second, ['d', 'e'])]).toEqual([steps, [200, 200]]);
		second.stop();
	}
	expect(killed * apart).toBeGreaterThan(2);
}
