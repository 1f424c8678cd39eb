/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import * as fc from 'fast-check';

import { bench } from '../../engine/support/bench';
import { setTime } from '../../engine/support/clock';
import { database } from '../../engine/support/database';
import type { PollOrder } from '../../engine/support/n8n';
import { ofAccount } from '../../engine/support/polling';
import { startSimulator, type Simulator } from '../../simulator';
import { commands, type Model } from './commands';
import type { Manner } from '../../engine/support/made';
import { World } from '../../engine/support/world';

/**
 * Any order of what HeyGen, n8n and its people can do: at the end each event has come out exactly
 * once, or it is named which promise of HeyGen's or n8n's was broken. Run again as it was with
 * HEYGEN_SEED and HEYGEN_PATH, which a failure names; HEYGEN_RUNS runs more.
 */
const { HEYGEN_SEED, HEYGEN_PATH, HEYGEN_REPLAY, HEYGEN_RUNS, HEYGEN_SHRINK, HEYGEN_MS } =
	process.env;
const seed = Number(HEYGEN_SEED ?? 20_261_125);
const here = bench();

const manner: fc.Arbitrary<Manner> = fc.constantFrom<Manner>(
	{ generation: 'v1', hasIds: false },
	{ generation: 'v3', hasIds: true },
	{ generation: 'v3', hasIds: false },
	{ generation: 'v3', hasIds: true, isPolling: true },
	{ generation: 'v3', hasIds: false, isPolling: true },
	{ generation: 'v3', hasIds: false, hasFiles: true },
);

let worlds = 0;
let other: Simulator;
beforeAll(async () => {
	other = await startSimulator({ timeScale: 0.000_02, apiKey: 'of another account' });
});
afterAll(async () => await other.close());

async function run(
	ofHeyGen: Manner,
	pollOrder: PollOrder,
	steps: Iterable<fc.AsyncCommand<Model, World>>,
): Promise<void> {
	setTime('2026-11-24T10:00:00Z');
	here.simulator.reset();
	other.reset();
	database.clear();
	const { generation, hasIds, hasFiles = false, isPolling = false } = ofHeyGen;
	if (isPolling && !hasIds) here.simulator.keepHistoryOfEndpoints();
	const parameters = {
		options: { downloadVideo: hasFiles },
		...(isPolling && { receive: 'polling' }),
	};
	const n8n = here.workflow(generation, parameters, ofAccount(`${++worlds}`));
	n8n.pollOrder = pollOrder;
	const world = new World(here, n8n, ofHeyGen, [here.simulator, other]);
	await world.publish();
	await fc.asyncModelRun(() => ({ model: { world }, real: world }), steps);
	await world.settle();
	expect(await world.wrong()).toEqual([]);
	const urls = isPolling ? [] : [n8n.url];
	expect(world.account.endpoints.map(({ url }) => url)).toEqual(urls);
	n8n.stop();
}

afterEach(() => jest.useRealTimers());

it(`each event comes out once, whatever happens (seed ${seed})`, async () => {
	await fc.assert(
		fc.asyncProperty(
			manner,
			fc.constantFrom<PollOrder>('beside', 'before', 'after'),
			fc.commands(commands, {
				maxCommands: 16,
				size: 'max',
				...(HEYGEN_REPLAY !== undefined && { replayPath: HEYGEN_REPLAY }),
			}),
			run,
		),
		{
			seed,
			numRuns: Number(HEYGEN_RUNS ?? 100),
			// Shrinking ends then too, with the shortest that was found.
			interruptAfterTimeLimit: Number(HEYGEN_MS ?? 60_000),
			endOnFailure: HEYGEN_SHRINK === '0',
			...(HEYGEN_PATH !== undefined && { path: HEYGEN_PATH }),
		},
	);
}, 170_000);
