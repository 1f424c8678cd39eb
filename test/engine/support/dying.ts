import type { Bench } from './bench';
import { advance, minutes, setTime } from './clock';
import { database } from './database';
import { ofAccount } from './polling';
import type { Manner } from './made';
import { World } from './world';

/** More than any of these takes; when nothing was killed, there is nothing more to try. */
const mostSteps = 60;

const manners: Manner[] = [
	{ generation: 'v1', hasIds: false },
	{ generation: 'v3', hasIds: true },
	{ generation: 'v3', hasIds: false, isPolling: true },
];

let worlds = 0;

async function begun(here: Bench, manner: Manner): Promise<World> {
	setTime('2026-11-24T10:00:00Z');
	here.simulator.reset();
	database.clear();
	const { generation, hasIds, isPolling = false } = manner;
	if (isPolling && !hasIds) here.simulator.keepHistoryOfEndpoints();
	const parameters = isPolling ? { receive: 'polling' } : {};
	const n8n = here.workflow(generation, parameters, ofAccount(`${++worlds}`));
	const world = new World(here, n8n, manner);
	await world.publish();
	advance(minutes(2));
	return world;
}

const doings: Record<string, (world: World) => Promise<unknown>> = {
	'a delivery': async (world) => await world.attempt(await world.make('unique')),
	'a repeat': async (world) => {
		const made = await world.make('unique');
		await world.attempt(made);
		await world.attempt(made);
	},
	'a tick with two lost events': async (world) => {
		await world.make('unique');
		await world.make('same');
		advance(minutes(2));
		await world.try(async () => await world.n8n.tick());
	},
	'a tick that repairs': async (world) => {
		const [endpoint] = world.here.simulator.endpoints;
		await world.try(async () => await world.n8n.tick());
		world.here.simulator.removeEndpoint(endpoint?.endpoint_id ?? '');
		await world.make('unique');
		advance(minutes(10));
		if (world.isUp) await world.try(async () => await world.n8n.tick());
	},
	'a start': async (world) => {
		await world.make('unique');
		await world.try(async () => await world.n8n.restart());
	},
	'an activation after a deactivation': async (world) => {
		await world.unpublish();
		if (world.isUp) await world.publish();
	},
};

/** @param apart of the steps at which it dies: 1 is each of them */
export const diesAtSteps = (here: Bench, apart: number): void =>
	describe.each(manners)('a process that dies, over %j', (manner) => {
		// v1 has no ticks, and polling is all ticks.
		const names = Object.keys(doings).filter((name) => {
			if (manner.isPolling === true) return !/delivery|repeat|repairs/.test(name);
			return manner.generation === 'v3' || !name.startsWith('a tick');
		});

		it.each(names)(
			'at a step of %s loses and doubles nothing, and leaves one endpoint',
			async (name) => {
				let killed = 0;
				// Not the same ones in both.
				const first = manner.generation === 'v1' ? Math.floor(apart / 2) : 0;
				for (let steps = first; steps < mostSteps; steps += apart) {
					const world = await begun(here, manner);
					world.killAfter(steps);
					await doings[name]?.(world);
					await world.n8n.results();
					if (world.isUp) break;
					killed++;
					await world.settle(3);
					expect([steps, await world.wrong()]).toEqual([steps, []]);
					const urls = manner.isPolling === true ? [] : [world.n8n.url];
					expect(here.simulator.endpoints.map(({ url }) => url)).toEqual(urls);
					world.n8n.stop();
				}
				expect(killed * apart).toBeGreaterThan(2);
			},
		);
	});
