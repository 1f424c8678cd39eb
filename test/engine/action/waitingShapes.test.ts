import type { IDataObject } from 'n8n-workflow';

import { bench, pause } from '../support/bench';
import { ended, out, parked, waitingFor } from '../support/parking';
import type { Waiting } from '../support/waiting';
import { twoInARow } from '../support/workflow';

/** What a workflow may look like around a node that parks. */
const here = bench();
afterEach(() => jest.useRealTimers());

const made = (): string[] => here.simulator.jobs.map(({ id }) => id);
const video = { speechSource: 'script', script: 'Hello' };
const runsOf = ({ run }: Waiting, node: string): number =>
	run?.data.resultData.runData[node]?.length ?? 0;

/** Until it has parked again, so many videos being made. */
async function parksAgain(waiting: Waiting, count: number): Promise<void> {
	for (let tries = 0; made().length < count || !waiting.isParked; tries++) {
		if (tries > 500) throw new Error('it did not park again');
		await pause(20);
	}
}

describe.each([
	[
		'callbacks',
		async (waiting: Waiting, id: string) => void (await here.simulator.finishJob(id), waiting),
	],
	[
		'time',
		async (waiting: Waiting, id: string) => {
			await here.simulator.finishJob(id, { callback: { send: false } });
			await waiting.timeUp();
		},
	],
])('woken by %s', (_way, finish) => {
	it('two in a row are each woken for themselves', async () => {
		const waiting = await parked(here, 'video', 'createAndWait', {
			parameters: video,
			shape: (node) => twoInARow(node, 'Second'),
		});
		await finish(waiting, made()[0] ?? '');
		await parksAgain(waiting, 2);
		await finish(waiting, made()[1] ?? '');
		const run = await ended(waiting);
		expect(out(run).map(({ id }) => id)).toEqual([made()[1]]);
		expect([runsOf(waiting, 'HeyGen'), runsOf(waiting, 'Second')]).toEqual([1, 1]);
		expect(made()).toHaveLength(2);
	});

	it('a run by hand comes out once', async () => {
		const waiting = await parked(here, 'video', 'createAndWait', {
			parameters: video,
			mode: 'manual',
		});
		await finish(waiting, made()[0] ?? '');
		expect(out(await ended(waiting))).toMatchObject([{ id: made()[0] }]);
		expect(runsOf(waiting, 'HeyGen')).toBe(1);
	});
});

it('makes nothing where its output is pinned', async () => {
	const json: IDataObject = { video_id: 'pinned' };
	const waiting = waitingFor(here, 'video', 'createAndWait', {
		parameters: video,
		mode: 'manual',
		pinned: { HeyGen: [{ json }] },
	});
	expect(out(await waiting.start())).toEqual([json]);
	expect(waiting.isParked).toBe(false);
	expect(here.simulator.requests).toEqual([]);
});
