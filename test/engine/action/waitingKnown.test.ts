import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { resources } from '../../../nodes/HeyGen/resources';
import type { Resource } from '../../../nodes/HeyGen/operation/operation';
import type { JobKind } from '../../simulator/jobs/kinds';
import { bench } from '../support/bench';
import { skipSleep, sleepByDate } from '../support/clock';
import { out, waitingFor } from '../support/parking';
import type { Waiting } from '../support/waiting';
import { arrived } from '../support/workflow';

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

type ResourceName = keyof typeof resources;
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

/** What the create of each would have put down, as far as its end needs it. */
const blank: Partial<Record<JobKind, IDataObject>> = {
	backgroundRemoval: { _layers: ['foreground'] },
	image: { num_images: 1 },
	look: { group_id: 'group', avatar_type: 'photo_avatar' },
};
/** Begun by somebody else; the ID of the job, and the one to wait for. */
function begun({ resource, kind }: Pick<Row, 'resource' | 'kind'>): { job: string; id: string } {
	const group_id = `group-${here.simulator.jobs.length}`;
	const job = here.simulator.beginJob(kind, {
		...blank[kind],
		...(kind === 'look' && { group_id }),
	});
	if (resource !== 'avatar') return { job, id: job };
	here.simulator.put('avatars', {
		id: group_id,
		status: 'processing',
		error: null,
		looks_count: 1,
	});
	return { job, id: group_id };
}

/** The parameter that takes the ID. */
const nameOf = (resource: ResourceName, operation = 'wait'): string => {
	const { operations }: Resource = resources[resource];
	return operations[operation]?.fields[0]?.property.name ?? '';
};
interface More {
	options?: INodeParameters;
	node?: Partial<INode>;
	operation?: string;
	executionOrder?: 'v0' | 'v1';
	mode?: 'trigger' | 'manual';
}
const waitFor = (
	resource: ResourceName,
	ids: string[],
	{ options = {}, operation = 'wait', ...more }: More = {},
): Waiting =>
	waitingFor(here, resource, operation, {
		items: ids.map((id): IDataObject => ({ id })),
		parameters: {
			[nameOf(resource, operation)]: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
			options,
		},
		// Where what is made would have a callback.
		webhookUrl: 'https://n8n.acme.com',
		...more,
	});
const parked = async (...wanted: Parameters<typeof waitFor>): Promise<Waiting> => {
	const waiting = waitFor(...wanted);
	const run = await waiting.start();
	expect(run.data.resultData.error?.message).toBeUndefined();
	expect(waiting.isParked).toBe(true);
	return waiting;
};
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
		const { job, id } = begun(row);
		const waiting = await parked(resource, [id]);
		await waiting.timeUp();
		expect(waiting.isParked).toBe(true);
		await here.simulator.finishJob(job);
		expect(out(await waiting.timeUp())).toMatchObject([{ [key]: id, status: 'completed' }]);
		expect(isAskedOnly()).toBe(true);
	});

	it('comes out at once when it has ended already', async () => {
		const { job, id } = begun(row);
		await here.simulator.finishJob(job);
		const run = await waitFor(resource, [id]).start();
		expect(out(run)).toMatchObject([{ [key]: id, status: 'completed' }]);
		expect([run.data.waitTill, slept]).toEqual([undefined, []]);
	});

	it('costs its own item only when it has failed, or is not there, or no ID is entered', async () => {
		const [good, bad] = [begun(row), begun(row)];
		await here.simulator.finishJob(good.job);
		await fail(bad.job);
		const unknown = `no-${resource}`;
		const ids = [good.id, bad.id, '', unknown, good.id];
		// The date stands still, and it takes ten seconds until HeyGen is believed.
		const waiting = await parked(resource, ids, { node: goesOn });
		expect(out(await waiting.timeUp())).toMatchObject([
			{ [key]: good.id, status: 'completed' },
			{ error: expect.stringMatching(`${bad.id}: .*${reason}`), [key]: bad.id, status: 'failed' },
			{ error: expect.stringMatching(/^'.+' is empty$/) },
			{ error: expect.stringMatching(`^HeyGen does not have the .* ${unknown}$`) },
			{ [key]: good.id, status: 'completed' },
		]);
	});

	it('is an error with the reason where On Error stops', async () => {
		const { job, id } = begun(row);
		await fail(job);
		const { error } = (await waitFor(resource, [id]).start()).data.resultData;
		expect(error?.message).toContain(reason);
	});

	it.each([
		['an item', {}, undefined],
		['an error', { whenTimeIsUp: 'error' }, expect.stringContaining('in time')],
	])('that is not ready in time is %s', async (_what, options, error) => {
		const { id } = begun(row);
		const waiting = await parked(resource, [id], {
			options: { waitMinutes: 1, ...options },
			node: goesOn,
		});
		const [json] = out(await waiting.timeUp());
		expect([json?.[key], json?.status, json?.error]).toEqual([id, 'timeout', error]);
	});

	it('is waited for while HeyGen does not know it yet', async () => {
		const { job, id } = begun(row);
		await here.simulator.finishJob(job);
		here.simulator.fault({ kind: 'status', status: 404, method: 'GET' });
		expect(out(await waitFor(resource, [id]).start())).toMatchObject([{ status: 'completed' }]);
	});

	it('holds the execution where n8n can not call the node again', async () => {
		const { job, id } = begun(row);
		here.simulator.fault({ kind: 'status', status: 503, method: 'GET' });
		const waiting = waitFor(resource, [id], { executionOrder: 'v0' });
		const running = waiting.start();
		await here.simulator.finishJob(job);
		expect(out(await running)).toMatchObject([{ [key]: id, status: 'completed' }]);
		expect(waiting.isParked).toBe(false);
	});
});

describe('an ID', () => {
	it('that HeyGen does not know is an error after seconds, without being parked', async () => {
		jest.restoreAllMocks();
		const wake = sleepByDate();
		const waiting = waitFor('podcast', ['nobody-has-it']);
		const { error } = (await waiting.start()).data.resultData;
		wake();
		expect(waiting.isParked).toBe(false);
		expect(error?.message).toBe('HeyGen does not have the podcast nobody-has-it');
		expect(error?.description).toContain('Look whether the ID is one of this kind');
	});

	it('that is missing is an error before HeyGen is asked', async () => {
		const run = await waitFor('video', ['']).start();
		expect(run.data.resultData.error?.message).toBe("'Video' is empty");
		expect(here.simulator.requests).toEqual([]);
	});

	it.each([400, 422])('that HeyGen can not read costs its own item only: %s', async (status) => {
		const { job, id } = begun({ resource: 'video', kind: 'video' });
		await here.simulator.finishJob(job);
		const error = { code: 'invalid_parameter', message: 'No ID.', param: 'video_id' };
		const refused = { kind: 'status', status, method: 'GET', times: Infinity, body: { error } };
		for (const path of ['/v3/videos/statuses', '/v3/videos/x%20y']) {
			here.simulator.fault({ ...refused, kind: 'status', path });
		}
		const run = await waitFor('video', ['x y', id], { node: goesOn }).start();
		expect(out(run)).toMatchObject([
			{ error: 'HeyGen does not have the video x y', video_id: 'x y' },
			{ video_id: id, status: 'completed' },
		]);
	});

	it('with a slash stays one part of the path', async () => {
		await parked('podcast', ['a/../b']);
		const paths = new Set(here.simulator.requests.map(({ path }) => path));
		expect([...paths]).toEqual(['/v3/podcasts/a%2F..%2Fb']);
	});

	it('that is two is one that HeyGen does not have', async () => {
		const [first, second] = [1, 2].map(() => begun({ resource: 'video', kind: 'video' }).id);
		const both = `${first},${second}`;
		const waiting = await parked('video', [both, String(first)], { node: goesOn });
		await waiting.timeUp();
		await here.simulator.finishJob(String(first));
		expect(out(await waiting.timeUp())).toMatchObject([
			{ error: `HeyGen does not have the video ${both}` },
			{ video_id: first, status: 'completed' },
		]);
	});
});

it('asks for the states of many in one call', async () => {
	const all = [1, 2, 3].map(() => begun({ resource: 'video', kind: 'video' }).id);
	await parked('video', all);
	const paths = new Set(here.simulator.requests.map(({ path }) => path));
	expect([...paths]).toEqual(['/v3/videos/statuses']);
});

it.each(['look', 'avatar'] as const)(
	'waits for the consent of a person, who has been asked before: %s',
	async (what) => {
		const resource = what === 'look' ? 'avatarLook' : 'avatar';
		const { job, id } = begun({ resource, kind: 'look' });
		here.simulator.moveJob(job, 'pending_consent');
		const waiting = await parked(resource, [id]);
		await here.simulator.finishJob(job);
		expect(out(await waiting.timeUp())).toMatchObject([{ status: 'completed' }]);
	},
);

it.each([
	['avatarLook', 'looks', 'id'],
	['avatar', 'avatars', 'id'],
	['voice', 'voices', 'voice_id'],
] as const)(
	"has one of HeyGen's own at once, which has no status: %s",
	async (resource, shelf, key) => {
		here.simulator.put(shelf, { [key]: 'stock', name: 'S', status: null });
		const run = await waitFor(resource, ['stock']).start();
		expect(out(run)).toMatchObject([{ status: 'completed' }]);
		expect(slept).toEqual([]);
	},
);

it('an agent that asks something ends it at once', async () => {
	const { job, id } = begun({ resource: 'videoAgent', kind: 'session' });
	here.simulator.moveJob(job, 'waiting_for_input');
	const run = await waitFor('videoAgent', [id]).start();
	expect(out(run)).toMatchObject([{ session_id: id, status: 'waiting_for_input' }]);
});

it.each([
	['video', 'video', 'downloadVideo', ['data']],
	['videoTranslation', 'translation', 'downloadVideo', ['data']],
	['videoAgent', 'session', 'downloadVideo', ['data']],
	['aiClipping', 'clipping', 'downloadVideo', ['data', 'data_1']],
	['backgroundRemoval', 'backgroundRemoval', 'downloadFiles', ['data']],
	['image', 'image', 'downloadFiles', ['data']],
] as const)('attaches what was made: %s', async (resource, kind, option, files) => {
	const { job, id } = begun({ resource, kind });
	const waiting = await parked(resource, [id], { options: { [option]: true } });
	await here.simulator.finishJob(job);
	const [item] = arrived(await waiting.timeUp());
	expect(Object.keys(item?.binary ?? {})).toEqual(files);
});

describe.each(['video', 'videoTranslation', 'lipsync'] as const)('a batch of %s', (resource) => {
	const beginBatch = async (): Promise<string> => {
		const { apiKey, url } = here.simulator;
		const linked = { type: 'url', url: 'https://example.com/file.mp4' };
		const [path, body] = {
			video: ['videos', { videos: [{ type: 'avatar', avatar_id: 'a', script: 'Hi' }] }],
			videoTranslation: [
				'video-translations',
				{ video_translations: [{ video: linked, output_languages: ['English'] }] },
			],
			lipsync: ['lipsyncs', { lipsyncs: [{ video: linked, audio: linked }] }],
		}[resource] as [string, object];
		const answer = await fetch(`${url}/v3/${path}/batches`, {
			method: 'POST',
			headers: { 'x-api-key': apiKey, 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
		return String(Object(await answer.json()).data.batch_id);
	};
	const operation = 'waitBatch';

	it('comes out with what became of each', async () => {
		const id = await beginBatch();
		const waiting = await parked(resource, [id], { operation });
		await here.simulator.finishBatch(id);
		expect(out(await waiting.timeUp())).toMatchObject([
			{ batch_id: id, status: 'completed', items: [{ item_index: 0, status: 'completed' }] },
		]);
	});

	it('is an error when all of it failed, or nobody has it', async () => {
		const id = await beginBatch();
		await here.simulator.finishBatch(id, { outcome: 'failed', message: 'Out of luck' });
		const ids = [id, `no-batch-of-${resource}`];
		const waiting = await parked(resource, ids, { operation, node: goesOn });
		expect(out(await waiting.timeUp())).toMatchObject([
			{ error: expect.stringContaining('Out of luck'), batch_id: id },
			{ error: expect.stringMatching(/^HeyGen does not have the batch of .* no-batch/) },
		]);
	});
});

it('needs the newer API', async () => {
	const waiting = waitingFor(here, 'video', 'wait', { generation: 'v1' });
	const { error } = (await waiting.start()).data.resultData;
	expect(error?.message).toContain("Waiting for HeyGen needs HeyGen's API v3");
});
