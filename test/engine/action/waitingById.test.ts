import { bench } from '../support/bench';
import { skipSleep, sleepByDate } from '../support/clock';
import { begun, parkedFor, waitFor } from '../support/known';
import { out } from '../support/parking';
import { arrived } from '../support/workflow';

/** What may be entered as the ID of something to wait for, and what comes of it. */
const here = bench();
let slept: number[] = [];
beforeEach(() => {
	slept = skipSleep();
});
afterEach(() => {
	jest.useRealTimers();
	jest.restoreAllMocks();
});
const goesOn = { onError: 'continueRegularOutput' } as const;

describe('an ID', () => {
	it('that HeyGen does not know is an error after seconds, without being parked', async () => {
		jest.restoreAllMocks();
		const wake = sleepByDate();
		const waiting = waitFor(here, 'podcast', ['nobody-has-it']);
		const { error } = (await waiting.start()).data.resultData;
		wake();
		expect(waiting.isParked).toBe(false);
		expect(error?.message).toBe('HeyGen does not have the podcast nobody-has-it');
		expect(error?.description).toContain('Check that the ID is of this type');
	});

	it('that is missing is an error before HeyGen is asked', async () => {
		const run = await waitFor(here, 'video', ['']).start();
		expect(run.data.resultData.error?.message).toBe("'Video' is empty");
		expect(here.simulator.requests).toEqual([]);
	});

	it.each([400, 422])('that HeyGen can not read costs its own item only: %s', async (status) => {
		const { job, id } = begun(here, { resource: 'video', kind: 'video' });
		await here.simulator.finishJob(job);
		const error = { code: 'invalid_parameter', message: 'No ID.', param: 'video_id' };
		const refused = { kind: 'status', status, method: 'GET', times: Infinity, body: { error } };
		for (const path of ['/v3/videos/statuses', '/v3/videos/x%20y']) {
			here.simulator.fault({ ...refused, kind: 'status', path });
		}
		const run = await waitFor(here, 'video', ['x y', id], { node: goesOn }).start();
		expect(out(run)).toMatchObject([
			{ error: 'HeyGen does not have the video x y', video_id: 'x y' },
			{ video_id: id, status: 'completed' },
		]);
	});

	it('with a slash stays one part of the path', async () => {
		await parkedFor(here, 'podcast', ['a/../b']);
		const paths = new Set(here.simulator.requests.map(({ path }) => path));
		expect([...paths]).toEqual(['/v3/podcasts/a%2F..%2Fb']);
	});

	it('that is two is one that HeyGen does not have', async () => {
		const [first, second] = [1, 2].map(() => begun(here, { resource: 'video', kind: 'video' }).id);
		const both = `${first},${second}`;
		const waiting = await parkedFor(here, 'video', [both, String(first)], { node: goesOn });
		await waiting.timeUp();
		await here.simulator.finishJob(String(first));
		expect(out(await waiting.timeUp())).toMatchObject([
			{ error: `HeyGen does not have the video ${both}` },
			{ video_id: first, status: 'completed' },
		]);
	});
});

it('asks for the states of many in one call', async () => {
	const all = [1, 2, 3].map(() => begun(here, { resource: 'video', kind: 'video' }).id);
	await parkedFor(here, 'video', all);
	const paths = new Set(here.simulator.requests.map(({ path }) => path));
	expect([...paths]).toEqual(['/v3/videos/statuses']);
});

it.each(['look', 'avatar'] as const)(
	'waits for the consent of a person, who has been asked before: %s',
	async (what) => {
		const resource = what === 'look' ? 'avatarLook' : 'avatar';
		const { job, id } = begun(here, { resource, kind: 'look' });
		here.simulator.moveJob(job, 'pending_consent');
		const waiting = await parkedFor(here, resource, [id]);
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
		const run = await waitFor(here, resource, ['stock']).start();
		expect(out(run)).toMatchObject([{ status: 'completed' }]);
		expect(slept).toEqual([]);
	},
);

it('an agent that asks something ends it at once', async () => {
	const { job, id } = begun(here, { resource: 'videoAgent', kind: 'session' });
	here.simulator.moveJob(job, 'waiting_for_input');
	const run = await waitFor(here, 'videoAgent', [id]).start();
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
	const { job, id } = begun(here, { resource, kind });
	const waiting = await parkedFor(here, resource, [id], { options: { [option]: true } });
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
		const waiting = await parkedFor(here, resource, [id], { operation });
		await here.simulator.finishBatch(id);
		expect(out(await waiting.timeUp())).toMatchObject([
			{ batch_id: id, status: 'completed', items: [{ item_index: 0, status: 'completed' }] },
		]);
	});

	it('is an error when all of it failed, or nobody has it', async () => {
		const id = await beginBatch();
		await here.simulator.finishBatch(id, { outcome: 'failed', message: 'Out of luck' });
		const ids = [id, `no-batch-of-${resource}`];
		const waiting = await parkedFor(here, resource, ids, { operation, node: goesOn });
		expect(out(await waiting.timeUp())).toMatchObject([
			{ error: expect.stringContaining('Out of luck'), batch_id: id },
			{ error: expect.stringMatching(/^HeyGen does not have the batch of .* no-batch/) },
		]);
	});
});
