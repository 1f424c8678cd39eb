import { resources } from '../../../nodes/HeyGen/resources';
import type { Resource } from '../../../nodes/HeyGen/operation/operation';
import type { JobKind } from '../../simulator/jobs/kinds';
import { bench } from '../support/bench';
import { skipSleep } from '../support/clock';
import { begun, parkedFor, waitFor, type ResourceName } from '../support/known';
import { out } from '../support/parking';

/** What was made elsewhere is waited for by its ID, as what the node has made itself. */
const here = bench();
let slept: number[] = [];
beforeEach(() => {
	slept = skipSleep();
});
afterEach(() => {
	jest.useRealTimers();
	jest.restoreAllMocks();
});

/** Its job, the key of the ID in what comes out, and how HeyGen calls the end that is none. */
interface Row {
	resource: ResourceName;
	kind: JobKind;
	key: string;
	reason?: string;
}
const rows: Row[] = [
	{ resource: 'aiClipping', kind: 'clipping', key: 'ai_clipping_id' },
	{ resource: 'avatar', kind: 'look', key: 'group_id' },
	{ resource: 'avatarLook', kind: 'look', key: 'look_id' },
	{ resource: 'backgroundRemoval', kind: 'backgroundRemoval', key: 'job_id' },
	{ resource: 'brandKit', kind: 'brandKit', key: 'brand_kit_id', reason: "'error'" },
	{ resource: 'fillerWordRemoval', kind: 'fillerWordRemoval', key: 'filler_word_removal_id' },
	{ resource: 'hyperframes', kind: 'render', key: 'render_id' },
	{ resource: 'image', kind: 'image', key: 'generation_id' },
	{ resource: 'instantVideo', kind: 'instantVideo', key: 'video_id' },
	{ resource: 'lipsync', kind: 'lipsync', key: 'lipsync_id' },
	{ resource: 'podcast', kind: 'podcast', key: 'podcast_id' },
	{ resource: 'proofread', kind: 'proofread', key: 'proofread_id' },
	{ resource: 'trainedVoice', kind: 'trainedVoice', key: 'voice_id', reason: 'TRAINING_FAILED' },
	{ resource: 'video', kind: 'video', key: 'video_id' },
	{ resource: 'videoAgent', kind: 'session', key: 'session_id' },
	{ resource: 'videoTranslation', kind: 'translation', key: 'video_translation_id' },
	{ resource: 'voice', kind: 'voiceClone', key: 'voice_id' },
];

const goesOn = { onError: 'continueRegularOutput' } as const;
const fail = async (job: string): Promise<void> =>
	void (await here.simulator.finishJob(job, { outcome: 'failed', message: 'Out of luck' }));
const isAskedOnly = (): boolean => here.simulator.requests.every(({ method }) => method === 'GET');

it('has a row for every resource that waits', () => {
	const names = Object.entries<Resource>(resources)
		.filter(([, { operations }]) => 'wait' in operations)
		.map(([name]) => name);
	expect(rows.map(({ resource }) => resource).sort()).toEqual(names.sort());
});

describe.each(rows)('$resource: wait', (row) => {
	const { resource, key, reason = 'Out of luck' } = row;

	it('is parked, and comes out finished, with its ID, when it is time', async () => {
		const { job, id } = begun(here, row);
		const waiting = await parkedFor(here, resource, [id]);
		await waiting.timeUp();
		expect(waiting.isParked).toBe(true);
		await here.simulator.finishJob(job);
		expect(out(await waiting.timeUp())).toMatchObject([{ [key]: id, status: 'completed' }]);
		expect(isAskedOnly()).toBe(true);
	});

	it('comes out at once when it has ended already', async () => {
		const { job, id } = begun(here, row);
		await here.simulator.finishJob(job);
		const run = await waitFor(here, resource, [id]).start();
		expect(out(run)).toMatchObject([{ [key]: id, status: 'completed' }]);
		expect([run.data.waitTill, slept]).toEqual([undefined, []]);
	});

	it('costs its own item only when it has failed, or is not there, or no ID is entered', async () => {
		const [good, bad] = [begun(here, row), begun(here, row)];
		await here.simulator.finishJob(good.job);
		await fail(bad.job);
		const unknown = `no-${resource}`;
		const ids = [good.id, bad.id, '', unknown, good.id];
		// The date stands still, and it takes ten seconds until HeyGen is believed.
		const waiting = await parkedFor(here, resource, ids, { node: goesOn });
		expect(out(await waiting.timeUp())).toMatchObject([
			{ [key]: good.id, status: 'completed' },
			{ error: expect.stringMatching(`${bad.id}: .*${reason}`), [key]: bad.id, status: 'failed' },
			{ error: expect.stringMatching(/^'.+' is empty$/) },
			{ error: expect.stringMatching(`^HeyGen does not have the .* ${unknown}$`) },
			{ [key]: good.id, status: 'completed' },
		]);
	});
});

/** What is the same for all: for one of which HeyGen tells several together, one alone, and a group. */
const threeWays = rows.filter(({ resource }) => ['video', 'brandKit', 'avatar'].includes(resource));

describe.each(threeWays)('$resource: wait, as of all others', (row) => {
	const { resource, key, reason = 'Out of luck' } = row;

	it('is an error with the reason where On Error stops', async () => {
		const { job, id } = begun(here, row);
		await fail(job);
		const { error } = (await waitFor(here, resource, [id]).start()).data.resultData;
		expect(error?.message).toContain(reason);
	});

	it.each([
		['an item', {}, undefined],
		['an error', { whenTimeIsUp: 'error' }, expect.stringContaining('in time')],
	])('that is not ready in time is %s', async (_what, options, error) => {
		const { id } = begun(here, row);
		const waiting = await parkedFor(here, resource, [id], {
			options: { waitMinutes: 1, ...options },
			node: goesOn,
		});
		const [json] = out(await waiting.timeUp());
		expect([json?.[key], json?.status, json?.error]).toEqual([id, 'timeout', error]);
	});

	it('is waited for while HeyGen does not know it yet', async () => {
		const { job, id } = begun(here, row);
		await here.simulator.finishJob(job);
		here.simulator.fault({ kind: 'status', status: 404, method: 'GET' });
		expect(out(await waitFor(here, resource, [id]).start())).toMatchObject([
			{ status: 'completed' },
		]);
	});

	it('holds the execution where n8n can not call the node again', async () => {
		const { job, id } = begun(here, row);
		here.simulator.fault({ kind: 'status', status: 503, method: 'GET' });
		const waiting = waitFor(here, resource, [id], { executionOrder: 'v0' });
		const running = waiting.start();
		await here.simulator.finishJob(job);
		expect(out(await running)).toMatchObject([{ [key]: id, status: 'completed' }]);
		expect(waiting.isParked).toBe(false);
	});
});
