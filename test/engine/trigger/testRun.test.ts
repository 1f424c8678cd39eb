import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Fault } from '../../simulator/types';
import type { JobKind } from '../../simulator/jobs/kinds';
import { bench, down } from '../support/bench';
import { advance, minutes, setTime, stretch } from '../support/clock';
import { lose } from '../support/heygen';
import type { N8n } from '../support/n8n';

/** 'Fetch Test Event': an event at once, with nothing registered and nothing recorded. */
const here = bench();

/** How long the history may take before the lists are read beside it, and how long both. */
const [headStartMs, longestMs] = [600, 1_600];
const historyPath = '/v3/webhooks/events';

beforeEach(() => {
	setTime('2026-11-24T10:00:00Z');
	stretch(headStartMs, longestMs);
});
afterEach(() => {
	jest.useRealTimers();
	jest.restoreAllMocks();
});

interface Shown {
	json: IDataObject;
	hint: string;
	binary: string[];
}

/** What one run shows, through either output. */
async function shown(n8n: N8n): Promise<Shown> {
	const run = await n8n.test();
	expect(run.data.resultData.error).toBeUndefined();
	const [data] = run.data.resultData.runData[n8n.node.name] ?? [];
	const items = (data?.data?.main ?? []).flatMap((output) => output ?? []);
	expect(items).toHaveLength(1);
	const [{ json = {}, binary = {} } = {}] = items;
	return {
		json,
		hint: (data?.hints ?? []).map(({ message }) => message).join(),
		binary: Object.keys(binary),
	};
}

const workflow = (parameters: INodeParameters = {}): N8n => here.workflow('v3', parameters);

describe('the newest past event of the choice', () => {
	it('is shown, and the hint says of when', async () => {
		await lose(here, { video_id: 'older' }, new Date('2026-11-23T08:00:00Z'));
		await lose(here, { video_id: 'newer' }, new Date('2026-11-24T08:00:00Z'));
		await here.simulator.emit('avatar_video_gif.success', { video_id: 'gif' });
		const { json, hint } = await shown(workflow());
		expect(json).toMatchObject({ video_id: 'newer', event_id: expect.stringMatching(/^evt_/) });
		expect(hint).toMatch(/newest past event.*2026-11-24 08:00:00 UTC/);
	});

	it('registers nothing, records nothing, and can be seen again and again', async () => {
		await lose(here, { video_id: 'a' });
		const n8n = workflow();
		for (let round = 0; round < 2; round++) expect((await shown(n8n)).json.video_id).toBe('a');
		expect(here.simulator.requests.map(({ method }) => method)).toEqual(['GET', 'GET']);
		expect(here.simulator.endpoints).toEqual([]);
		expect(n8n.saved).toEqual({});
	});

	it('leaves a published trigger alone, which still gets each event once', async () => {
		const n8n = workflow();
		await n8n.activate();
		const [endpoint] = structuredClone(here.simulator.endpoints);
		advance(minutes(1));
		await lose(here, { video_id: 'a' });
		expect((await shown(n8n)).json.video_id).toBe('a');
		expect(here.simulator.endpoints).toEqual([endpoint]);
		await here.simulator.finishVideo({ videoId: 'b' });
		for (let count = 0; count < 2; count++) {
			advance(minutes(10));
			await n8n.tick();
		}
		expect((await n8n.json()).map(({ video_id }) => video_id).sort()).toEqual(['a', 'a', 'b']);
	});

	it('is that of a callback ID, and of an entity', async () => {
		for (const callback_id of ['x', 'y']) await lose(here, { video_id: callback_id, callback_id });
		advance(1_000);
		await lose(here, { video_id: 'none' });
		const ofCallback = await shown(workflow({ options: { callbackIds: 'x' } }));
		expect(ofCallback.json.video_id).toBe('x');
		const events = ['personalized_video'];
		for (const project_id of ['p', 'q']) {
			await here.simulator.emit('personalized_video', { project_id, video_id: `of ${project_id}` });
		}
		const ofEntity = await shown(workflow({ events, options: { entityId: 'p' } }));
		expect(ofEntity.json.video_id).toBe('of p');
	});

	it('is the one of a type, a callback ID and an entity together', async () => {
		const make = async (type: string, callback_id: string, project_id: string) =>
			await here.simulator.emit(type, { callback_id, project_id, video_id: type + callback_id });
		await make('personalized_video', 'x', 'p');
		await make('personalized_video', 'y', 'p');
		await make('personalized_video', 'x', 'q');
		await make('avatar_video.success', 'x', 'p');
		const { json } = await shown(
			workflow({ events: ['personalized_video'], options: { entityId: 'p', callbackIds: 'x' } }),
		);
		expect(json).toMatchObject({ project_id: 'p', video_id: 'personalized_videox' });
	});

	it('is found behind pages of others', async () => {
		await lose(here, { video_id: 'deep' });
		advance(1_000);
		for (let count = 0; count < 250; count++) {
			await here.simulator.emit('avatar_video_gif.success', { video_id: `${count}` });
		}
		expect((await shown(workflow())).json.video_id).toBe('deep');
	});

	it('comes as HeyGen sent it without Simplify, and a failed one through the second output', async () => {
		await here.simulator.failVideo({ videoId: 'a', message: 'Bad script' });
		const raw = await shown(workflow({ simplify: false }));
		expect(raw.json).toMatchObject({ event_data: { video_id: 'a', msg: 'Bad script' } });
		const n8n = workflow({ outputs: 'byOutcome' });
		await n8n.test();
		expect([await n8n.json(0), await n8n.json(1)]).toMatchObject([
			[],
			[{ video_id: 'a', error_message: 'Bad script' }],
		]);
	});

	it('brings its file', async () => {
		await here.simulator.finishVideo({ videoId: 'a' });
		const { binary } = await shown(workflow({ options: { downloadVideo: true } }));
		expect(binary).toEqual(['data']);
	});
});

describe('without a past event', () => {
	beforeEach(() => here.simulator.keepHistoryOfEndpoints());

	type Row = [JobKind, string, string, string];
	const rows: Row[] = [
		['video', 'avatar_video', 'video_id', 'url'],
		['translation', 'video_translate', 'video_translate_id', 'url'],
		['clipping', 'ai_clipping', 'id', 'clips'],
		['render', 'hyperframes_video', 'render_id', 'video_url'],
		['podcast', 'podcast', 'podcast_id', 'video_url'],
		['proofread', 'proofread_creation', 'proofread_id', 'status'],
	];

	it.each(rows)('a finished %s of HeyGen is put into its shape', async (kind, event, id, link) => {
		const jobId = here.simulator.beginJob(kind);
		const failed = here.simulator.beginJob(kind);
		const { event: sent } = await here.simulator.finishJob(jobId);
		const events = [`${event}.success`];
		const { json, hint } = await shown(workflow({ events }));
		expect(json).toMatchObject({ event_type: `${event}.success`, [id]: jobId, event_id: null });
		expect(json[link]).toBeTruthy();
		expect(hint).toMatch(/made of your newest finished job.*2026-11-24 10:00:00 UTC/);
		const { event_data } = (await shown(workflow({ events, simplify: false }))).json;
		const told = Object.entries(sent?.event_data ?? {});
		const there = told.filter(([, value]) => value !== null && value !== undefined);
		const names = there.map(([name]) => (name === 'id' ? id : name));
		const untold = ['video_share_page_url', ...(kind === 'podcast' ? ['id'] : [])];
		expect(Object.keys(event_data as object)).toEqual(
			expect.arrayContaining(names.filter((name) => !untold.includes(name))),
		);
		await here.simulator.finishJob(failed, { outcome: 'failed', message: 'Out of luck' });
		const fail = await shown(workflow({ events: [`${event}.fail`] }));
		expect(fail.json).toMatchObject({ [id]: failed, error_message: 'Out of luck' });
	});

	it('of a translation that stands among the videos none is made of it as a video', async () => {
		const id = here.simulator.beginJob('video', { output_language: 'pt' });
		await here.simulator.finishJob(id);
		expect((await shown(workflow())).json).toMatchObject({ sample: true });
	});

	it('the newest of several lists is taken, and one that can not be read is passed over', async () => {
		const [video, render] = [here.simulator.beginJob('video'), here.simulator.beginJob('render')];
		await here.simulator.finishJob(video);
		advance(minutes(1));
		await here.simulator.finishJob(render);
		here.simulator.fault({ ...down, path: '/v3/podcasts' });
		expect((await shown(workflow({ events: ['*'] }))).json).toMatchObject({ render_id: render });
	});

	it('a sample of the first type is shown, marked as one, in every shape', async () => {
		const { json, hint } = await shown(workflow());
		expect(json).toMatchObject({
			event_id: 'sample',
			event_type: 'avatar_video.success',
			sample: true,
			video_id: expect.any(String),
		});
		expect(hint).toMatch(/^This is a sample: /);
		const raw = await shown(workflow({ events: ['podcast.fail'], simplify: false }));
		expect(raw.json).toMatchObject({ event_type: 'podcast.fail', event_data: { sample: true } });
		const options = { callbackIds: 'order-7', downloadVideo: true };
		const chosen = await shown(workflow({ options }));
		expect(chosen).toMatchObject({ json: { callback_id: 'order-7' }, binary: [] });
		expect(chosen.hint).toMatch(/No file is attached to a sample/);
	});

	it('a finished one behind pages of others is found', async () => {
		const createdS = Date.now() / 1_000;
		const old = here.simulator.beginJob('video');
		await here.simulator.finishJob(old, { outcome: 'failed', message: 'Out of luck' });
		here.simulator.seed('videos', 150, (index) => ({ created_at: createdS + index }));
		const { json } = await shown(workflow({ events: ['avatar_video.fail'] }));
		expect(json).toMatchObject({ video_id: old });
	});

	it('what is made of a job leaves through its output, with its file', async () => {
		const [failed, good] = [here.simulator.beginJob('video'), here.simulator.beginJob('video')];
		await here.simulator.finishJob(good, { bytes: 64 });
		const { binary } = await shown(workflow({ options: { downloadVideo: true } }));
		expect(binary).toEqual(['data']);
		await here.simulator.finishJob(failed, { outcome: 'failed' });
		for (const events of [['avatar_video.fail'], ['podcast.fail']]) {
			const n8n = workflow({ events, outputs: 'byOutcome' });
			await n8n.test();
			expect([await n8n.json(0), await n8n.json(1)]).toMatchObject([[], [{ outcome: 'fail' }]]);
		}
	});

	it('one of an entity, or of a callback ID that no list tells, is a sample', async () => {
		const id = here.simulator.beginJob('video');
		await here.simulator.finishJob(id);
		for (const options of [{ entityId: 'p' }, { callbackIds: 'x' }]) {
			expect((await shown(workflow({ options }))).json).toMatchObject({ sample: true });
		}
	});

	it('a type that HeyGen added later has a sample too', async () => {
		const { json } = await shown(workflow({ events: ['some_thing.success'] }));
		expect(json).toMatchObject({ event_type: 'some_thing.success', sample: true });
	});
});

it('over v1 a sample is shown, and HeyGen is asked nothing', async () => {
	const { json, hint } = await shown(here.workflow('v1'));
	expect(json).toMatchObject({ sample: true });
	expect(hint).toMatch(/API v1 has no past events/);
	expect(here.simulator.requests).toEqual([]);
});

describe('where HeyGen does not answer as it should', () => {
	const isSample = { json: { sample: true, event_type: 'avatar_video.success' } };

	it.each<[string, Fault, RegExp]>([
		['is down', down, /^This is a sample: .*could not be asked: .*not available \(HTTP 503\)/],
		[
			'takes no more',
			{ kind: 'status', status: 429, retryAfter: 90, times: Infinity },
			/too many requests and asks to wait 90 s/,
		],
		['breaks off', { kind: 'reset', times: Infinity }, /could not be reached/],
	])('and %s, a sample says so', async (_what, fault, why) => {
		await lose(here, { video_id: 'a' });
		here.simulator.fault(fault);
		const { json, hint } = await shown(workflow());
		expect({ json }).toMatchObject(isSample);
		expect(hint).toMatch(why);
	});

	it('and never answers, a sample is there in two seconds all the same', async () => {
		jest.restoreAllMocks();
		here.simulator.fault({ kind: 'hang', times: Infinity });
		const { json, hint } = await shown(workflow());
		expect({ json }).toMatchObject(isSample);
		expect(hint).toMatch(/^This is a sample: HeyGen has not answered in time/);
	});

	it('and its history takes long, a finished job of its lists is shown', async () => {
		jest.restoreAllMocks();
		const { event_data } = await here.simulator.finishVideo();
		here.simulator.fault({ kind: 'hang', path: historyPath, times: Infinity });
		const { json, hint } = await shown(workflow());
		expect(json.video_id).toBe(event_data.video_id);
		expect(hint).toMatch(/^HeyGen has not answered in time.*made of your newest finished job/);
	});

	it('and does not show its history to this key, a finished job of its lists is shown', async () => {
		const { event_data } = await here.simulator.finishVideo();
		const body = { error: { code: 'forbidden', message: 'Not yours.' } };
		const fault = {
			kind: 'status',
			status: 403,
			path: historyPath,
			body,
			times: Infinity,
		} as const;
		here.simulator.fault(fault);
		const { json, hint } = await shown(workflow());
		expect(json.video_id).toBe(event_data.video_id);
		expect(hint).toMatch(/does not allow this with the credential.*newest finished job/);
		const { data } = await workflow({ events: ['podcast.fail'] }).test();
		expect(data.resultData.error?.message).toMatch(/does not allow this with the credential/);
	});

	it('and refuses the key, that is an error, and its lists are not asked', async () => {
		const wrong = workflow();
		Object.assign(wrong.credentials.heyGenEventsApi ?? {}, { apiKey: 'wrong' });
		expect((await wrong.test()).data.resultData.error?.message).toMatch(/key/i);
		expect(new Set(here.simulator.requests.map(({ path }) => path))).toEqual(
			new Set([historyPath]),
		);
	});
});
