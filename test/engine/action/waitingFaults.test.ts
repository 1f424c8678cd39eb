import type { IDataObject, INode } from 'n8n-workflow';

import { act } from '../support/action';
import { bench, credentialsFor, type Bench } from '../support/bench';
import { minutes, skipSleep } from '../support/clock';
import {
	ended,
	out,
	parametersFor,
	parked,
	parkedVideos,
	videos,
	waitingFor,
} from '../support/parking';
import { toolOf } from '../support/tool';

/** What was paid for is never hidden by a wait that goes another way than planned. */
const here: Bench = bench({ concurrency: 2 });
afterEach(() => {
	jest.useRealTimers();
	jest.restoreAllMocks();
});

const goesOn = { onError: 'continueRegularOutput' } as const;
const made = (): string[] => here.simulator.jobs.map(({ id }) => id);
const callbackStatuses = (): number[] => here.simulator.callbacks.map(({ status }) => status);
const answer = (path: string | RegExp, status: number, body: unknown, times = 1): void =>
	here.simulator.fault({ kind: 'status', status, method: 'GET', path, body, times });

describe('a job that HeyGen does not know for a moment', () => {
	const unknown = { error: { code: 'not_found', message: 'No such video.' } };

	it('is called for again, and comes out finished', async () => {
		const waiting = await parked(here, 'video', 'createAndWait');
		const [id = ''] = made();
		answer(`/v3/videos/${id}`, 404, unknown);
		await (
			await here.simulator.finishJob(id, { callback: { retryMs: [0] } })
		).settled;
		expect(callbackStatuses()).toEqual([503, 200]);
		expect(out(await ended(waiting))).toMatchObject([{ id, status: 'completed' }]);
	});

	it('costs nothing where another one was called for', async () => {
		const waiting = await parkedVideos(here, ['one', 'two']);
		const [first = '', second = ''] = made();
		const states = [first, second].map((video_id) => ({ video_id, status: 'not_found' }));
		answer('/v3/videos/statuses', 200, { data: states });
		answer(`/v3/videos/${second}`, 404, unknown);
		await here.simulator.finishJob(first);
		expect(waiting.isParked).toBe(true);
		await here.simulator.finishJob(second);
		expect(out(await ended(waiting))).toMatchObject([{ id: first }, { id: second }]);
	});
});

it.each([403, 404])(
	'asks for each of two alone where HeyGen answers %d to both together',
	async (status) => {
		const waiting = await parkedVideos(here, ['one', 'two']);
		answer(
			'/v3/videos/statuses',
			status,
			{ error: { code: 'forbidden', message: 'No.' } },
			Infinity,
		);
		for (const id of made()) await here.simulator.finishJob(id);
		expect(out(await ended(waiting))).toMatchObject(
			made().map((id) => ({ id, status: 'completed' })),
		);
	},
);

it('takes an unknown word with a reason for an end', async () => {
	const waiting = await parked(here, 'podcast', 'createAndWait');
	const [id = ''] = made();
	const data = { podcast_id: id, status: 'rejected', failure_message: 'Not allowed' };
	answer(`/v3/podcasts/${id}`, 200, { data });
	await here.simulator.callBack(id, { retryMs: [] });
	const { error } = (await ended(waiting)).data.resultData;
	expect(error?.message).toContain('Not allowed');
});

it('lets HeyGen call again for a translation that is still open', async () => {
	const waiting = await parked(here, 'videoTranslation', 'createAndWait');
	const [id = ''] = made();
	answer(`/v3/video-translations/${id}`, 200, { data: { id, status: 'running' } });
	await (
		await here.simulator.finishJob(id, { callback: { retryMs: [0] } })
	).settled;
	expect(callbackStatuses()).toEqual([503, 200]);
	expect(out(await ended(waiting))).toMatchObject([{ status: 'completed' }]);
});

it('asks for the states of many languages in one call', async () => {
	here.simulator.limitJobs(3);
	const languages = ['English', 'German', 'French'];
	await parked(here, 'videoTranslation', 'createAndWait', {
		parameters: { outputLanguages: languages },
	});
	const before = here.simulator.requests.length;
	await here.simulator.finishJob(made()[0] ?? '');
	const asked = here.simulator.requests.slice(before).map(({ path }) => path);
	expect(asked).toEqual(['/v3/video-translations/statuses']);
	expect(callbackStatuses()).toEqual([200]);
});

it('makes the next one when one has ended, where HeyGen runs only so many at once', async () => {
	here.simulator.finishAfter(2_000);
	const words = ['one', 'two', 'three'];
	const run = await waitingFor(
		here,
		'video',
		'createAndWait',
		videos(words, { howToWait: 'ask' }),
	).start();
	expect(out(run)).toMatchObject(words.map(() => ({ status: 'completed' })));
}, 60_000);

it('fails each item when the address of n8n is no URL', async () => {
	const more = videos(['one', 'two'], {}, { node: goesOn, webhookUrl: 'n8n.example.com' });
	const run = await waitingFor(here, 'video', 'createAndWait', more).start();
	const error = "n8n's own address is not a URL";
	expect(out(run)).toEqual([{ error }, { error }]);
	expect(made()).toEqual([]);
});

describe('Ask HeyGen', () => {
	it('goes on behind the page of a proxy', async () => {
		skipSleep();
		here.simulator.finishAfter(0);
		const page = '<html><body>Forbidden</body></html>';
		answer(/^\/v3\/videos\//, 403, page);
		const run = await waitingFor(
			here,
			'video',
			'createAndWait',
			videos(['one'], { howToWait: 'ask' }),
		).start();
		expect(out(run)).toMatchObject([{ status: 'completed' }]);
	}, 60_000);

	it.each(['video', 'lipsync'] as const)(
		'asks a finished %s once more for its file',
		async (resource) => {
			here.simulator.finishAfter(0);
			here.simulator.fault({ kind: 'slow', method: 'GET', delayMs: 300 });
			const options = { howToWait: 'ask', downloadVideo: true };
			const path = /^\/v3\/(videos|lipsyncs)\/[^/]+$/;
			answer(path, 200, { data: { id: 'x', status: 'completed', video_url: null } });
			const run = await waitingFor(here, resource, 'createAndWait', {
				parameters: { options },
			}).start();
			expect(out(run)).toMatchObject([{ video_url: expect.stringContaining('http') }]);
		},
		60_000,
	);

	it('says so where a finished video has no file', async () => {
		const options = { howToWait: 'ask', downloadVideo: true };
		answer(/^\/v3\/videos\//, 200, { data: { id: 'x', status: 'completed' } }, Infinity);
		const run = await waitingFor(here, 'video', 'createAndWait', videos(['one'], options)).start();
		expect(run.data.resultData.error?.message).toBe(
			'HeyGen has finished, but its answer has no file',
		);
	}, 60_000);
});

it('lets each item wait its own way, asks for all, and takes the longest time', async () => {
	const options = {
		howToWait: '={{ $json.script === "three" ? "ask" : "callback" }}',
		waitMinutes: '={{ $json.script === "two" ? 90 : 5 }}',
	};
	skipSleep();
	const waiting = await parkedVideos(here, ['one', 'two'], options, { node: goesOn });
	const before = Date.now();
	while (waiting.isParked) await waiting.timeUp();
	expect(Date.now() - before).toBeGreaterThan(minutes(80));
	expect(made()).toHaveLength(2);
});

it('asks for all where one item is only asked for', async () => {
	skipSleep();
	const howToWait = '={{ $json.script === "two" ? "ask" : "callback" }}';
	const waiting = await parkedVideos(here, ['one', 'two'], { howToWait });
	expect(Number(waiting.limit) - Date.now()).toBeLessThanOrEqual(66_000);
});

it('does not park the agent that runs it as a tool by itself', async () => {
	skipSleep();
	here.simulator.finishAfter(0);
	const call = toolOf({
		credentials: credentialsFor(here.simulator, 'v3'),
		parameters: parametersFor('video', 'createAndWait'),
	});
	expect(JSON.parse(String(await call({})))).toMatchObject([{ status: 'completed' }]);
}, 60_000);

describe('an operation that makes something', () => {
	const create = async (node: Partial<INode>) =>
		await act({
			credentials: credentialsFor(here.simulator, 'v3'),
			parameters: {
				resource: 'video',
				operation: 'create',
				type: 'avatar',
				avatarId: { __rl: true, mode: 'id', value: 'look_1' },
				voiceId: { __rl: true, mode: 'id', value: 'voice_1' },
				script: '={{ $json.script }}',
			},
			items: ['one', 'two', ''].map((script): IDataObject => ({ script })),
			node,
		});

	it('names what was made before an item fails', async () => {
		const { error } = (await create({})).data.resultData;
		expect(error?.message).toBe("'Script' is empty");
		const [first, second] = made();
		expect(error?.description).toContain(
			`Already created at HeyGen: video_id ${first}, video_id ${second}.`,
		);
		expect(error?.description).toContain("'On Error'");
	});
});

it('puts out what HeyGen says of a failed session without asking again with Retry On Fail', async () => {
	const path = '/v3/video-agents/s1';
	const error = { code: 'context_limit_exceeded', message: 'Too long' };
	answer(path, 200, { data: { session_id: 's1', status: 'failed', error } }, Infinity);
	const run = await act({
		credentials: credentialsFor(here.simulator, 'v3'),
		parameters: {
			resource: 'videoAgent',
			operation: 'get',
			sessionId: { __rl: true, mode: 'id', value: 's1' },
		},
		node: { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 },
	});
	expect(out(run)).toMatchObject([{ session_id: 's1', heygen_error: error }]);
	expect(out(run)[0]).not.toHaveProperty('error');
	expect(here.simulator.asked('GET', path)).toHaveLength(1);
});
