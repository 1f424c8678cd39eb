import type { Manner } from '../support/made';
import { World } from '../support/world';
import { bench } from '../support/bench';
import { advance, minutes, setTime } from '../support/clock';
import { database } from '../support/database';

const here = bench();
/** More than any of these takes; when nothing was killed, there is nothing more to try. */
const mostSteps = 60;

const manners: Manner[] = [
	{ generation: 'v1', hasIds: false },
	{ generation: 'v3', hasIds: true },
];

afterEach(() => jest.useRealTimers());

async function begun(manner: Manner): Promise<World> {
	setTime('2026-11-24T10:00:00Z');
	here.simulator.reset();
	database.clear();
	const world = new World(here, here.workflow(manner.generation), manner);
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
		const [endpoint] = here.simulator.endpoints;
		await world.try(async () => await world.n8n.tick());
		here.simulator.removeEndpoint(endpoint?.endpoint_id ?? '');
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

describe.each(manners)('a process that dies, over %j', (manner) => {
	// v1 has no ticks.
	const names = Object.keys(doings).filter(
		(name) => manner.generation === 'v3' || !name.startsWith('a tick'),
	);

	it.each(names)(
		'at any step of %s loses and doubles nothing, and leaves one endpoint',
		async (name) => {
			let killed = 0;
			for (let steps = 0; steps < mostSteps; steps++) {
				const world = await begun(manner);
				world.killAfter(steps);
				await doings[name]?.(world);
				await world.n8n.results();
				if (world.isUp) break;
				killed++;
				await world.settle(3);
				expect([steps, await world.wrong()]).toEqual([steps, []]);
				expect(here.simulator.endpoints.map(({ url }) => url)).toEqual([world.n8n.url]);
				world.n8n.stop();
			}
			expect(killed).toBeGreaterThan(2);
		},
	);
});
