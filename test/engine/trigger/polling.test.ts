import type { JobKind } from '../../simulator/jobs/kinds';
import { credentialsFor, down, thrownBy } from '../support/bench';
import { advance, hours, minutes } from '../support/clock';
import { videosOf } from '../support/heygen';
import type { N8n } from '../support/n8n';
import {
	beginJobs,
	countLists,
	endJobs,
	idsOut,
	pass,
	pollingBench,
	pollingWorkflow,
	publishPolling,
	sorted,
} from '../support/polling';

/** 'Receive Events: Polling': each job that ends is an event, once, and nothing is registered. */
const here = pollingBench();

const published = async (parameters = {}): Promise<N8n> => await publishPolling(here, parameters);
const requests = (): string[] =>
	here.simulator.requests.map(({ method, path }) => `${method} ${path}`);

describe('a publication', () => {
	it('puts out nothing old, and makes nothing at HeyGen', async () => {
		const createdS = Date.now() / 1_000;
		here.simulator.seed('videos', 150, (index) => ({ created_at: createdS - 3_600 * index }));
		const n8n = await published();
		await pass(n8n, 4);
		expect(await n8n.results()).toEqual([]);
		expect(here.simulator.endpoints).toEqual([]);
		expect(new Set(requests())).toEqual(new Set(['GET /v3/videos']));
		// Two pages, then one for each look.
		expect(countLists(here)).toBe(2 + 2);
	});

	it('over v1 is refused in one sentence, and one that runs says so in the log', async () => {
		const n8n = here.workflow('v1', { receive: 'polling' });
		expect((await thrownBy(n8n.activate())).message).toMatch(/needs API version v3/);
		const running = await published();
		Object.assign(running.credentials, credentialsFor(here.simulator, 'v1'));
		await pass(running, 4);
		expect(here.logs.at('warn')).toEqual([expect.stringMatching(/needs API version v3/)]);
		await running.newProcess();
	});

	it('says which of the chosen events a list can not tell', async () => {
		await published({
			events: ['avatar_video.success', 'avatar_video_gif.success'],
			options: { callbackIds: 'order-1' },
		});
		expect(here.logs.at('warn')).toEqual([
			expect.stringMatching(/no list for avatar_video_gif\.success.*have no callback ID/),
		]);
	});

	it('waits for the next look where HeyGen is down, and then has a beginning that is stored', async () => {
		const [old] = beginJobs(here, 1);
		await endJobs(here, [old ?? '']);
		here.simulator.fault(down);
		const n8n = await published();
		here.simulator.clearFaults();
		await pass(n8n, 3);
		const [id] = beginJobs(here, 1);
		await endJobs(here, [id ?? '']);
		await n8n.newProcess();
		await pass(n8n, 3);
		expect(await videosOf(n8n)).toEqual([id]);
	});
});

describe('each job comes out once', () => {
	it('made before or after, at once or after a day, ended well or not', async () => {
		const [first = '', dayOld = ''] = beginJobs(here, 2);
		const n8n = await published();
		const [second = '', third = ''] = beginJobs(here, 2);
		await endJobs(here, [first, second]);
		await pass(n8n, 2);
		expect(await videosOf(n8n)).toEqual([first, second]);
		advance(hours(24));
		const others = beginJobs(here, 120);
		await endJobs(here, others);
		await endJobs(here, [dayOld]);
		await here.simulator.finishJob(third, { outcome: 'failed', message: 'Bad script' });
		await pass(n8n, 2);
		const out = await n8n.json();
		expect(sorted(await videosOf(n8n))).toEqual(sorted([first, second, third, dayOld, ...others]));
		expect(out.find(({ video_id }) => video_id === third)).toMatchObject({
			event_type: 'avatar_video.fail',
			error_message: 'Bad script',
		});
		expect(n8n.runs).toHaveLength(2);
		await pass(n8n, 20);
		expect(n8n.runs).toHaveLength(2);
	});

	it('with one call a look while nothing happens, and one more for a hundred open ones', async () => {
		const n8n = await published();
		const before = countLists(here);
		await pass(n8n, 20);
		expect(countLists(here) - before).toBe(10);
		beginJobs(here, 10);
		advance(hours(1));
		await endJobs(here, beginJobs(here, 100));
		await pass(n8n, 2);
		const busy = countLists(here);
		await pass(n8n, 20);
		expect(countLists(here) - busy).toBe(20);
	});

	it.each<[JobKind, string, string]>([
		['translation', 'video_translate', 'video_translate_id'],
		['clipping', 'ai_clipping', 'id'],
		['render', 'hyperframes_video', 'render_id'],
		['podcast', 'podcast', 'podcast_id'],
		['proofread', 'proofread_creation', 'proofread_id'],
	])('of the list of each %s', async (kind, event, idName) => {
		const [early = ''] = beginJobs(here, 1, kind);
		const n8n = await published({ events: [`${event}.success`, `${event}.fail`] });
		const [late = '', failed = ''] = beginJobs(here, 2, kind);
		advance(hours(30));
		// So that it is on no page that is read.
		await endJobs(here, beginJobs(here, 130, kind));
		await endJobs(here, [early, late]);
		await here.simulator.finishJob(failed, { outcome: 'failed', message: 'Out of luck' });
		await pass(n8n, 10);
		const out = await n8n.json();
		const ids = out.map((item) => String(item[idName]));
		expect(out).toHaveLength(133);
		expect(ids).toEqual(expect.arrayContaining([early, late, failed]));
		expect(new Set(ids).size).toBe(133);
		expect(out.find((item) => item[idName] === failed)).toMatchObject({
			event_type: `${event}.fail`,
			outcome: 'fail',
			error_message: 'Out of luck',
		});
	});

	it('in the order of their ends, with the file, and as HeyGen would have sent it', async () => {
		const n8n = await published({ simplify: false, options: { downloadVideo: true } });
		const [one = '', other = ''] = beginJobs(here, 2);
		await endJobs(here, [other]);
		advance(5_000);
		await endJobs(here, [one]);
		await pass(n8n, 2);
		const items = await n8n.items();
		expect(items.map(({ json }) => json)).toMatchObject(
			[other, one].map((video_id) => ({
				event_id: null,
				event_type: 'avatar_video.success',
				event_data: { video_id, url: expect.stringMatching(/^http/) },
			})),
		);
		expect(items.map(({ binary }) => Object.keys(binary ?? {}))).toEqual([['data'], ['data']]);
	});

	it('of a list that is in another order, or whose times nobody can believe', async () => {
		const n8n = await published();
		const put = (id: string, created_at: unknown, status: string) =>
			here.simulator.put('videos', { id, created_at, status, video_url: 'https://x.example' });
		const nowS = Date.now() / 1_000;
		put('late', nowS + 10, 'processing');
		put('early', nowS + 5, 'completed');
		put('future', nowS + 1e8, 'completed');
		put('none', null, 'completed');
		await pass(n8n, 2);
		put('late', nowS + 10, 'completed');
		put('after', nowS + 60, 'completed');
		await pass(n8n, 4);
		expect(sorted(await videosOf(n8n))).toEqual(['after', 'early', 'future', 'late', 'none']);
	});

	it('with its link, which HeyGen may tell a moment later, and without where there is none', async () => {
		const n8n = await published();
		const ids = beginJobs(here, 2);
		const [late = '', never = ''] = ids;
		for (const id of ids) await here.simulator.finishJob(id, { result: { video_url: null } });
		await pass(n8n, 2);
		expect(await videosOf(n8n)).toEqual([]);
		Object.assign(here.simulator.videos.get(late) ?? {}, { video_url: 'https://files.example/a' });
		await pass(n8n, 2);
		const out = Object.fromEntries((await n8n.json()).map(({ video_id, url }) => [video_id, url]));
		expect(out).toEqual({ [late]: 'https://files.example/a', [never]: undefined });
	});

	it('of videos, but not the translations that stand among them', async () => {
		const n8n = await published({ events: ['*'] });
		const id = here.simulator.beginJob('video', { output_language: 'pt' });
		await here.simulator.finishJob(id);
		await pass(n8n, 4);
		expect(await n8n.json()).toEqual([]);
	});
});

describe('two triggers of one account', () => {
	it('share each reading, and each gets its own events', async () => {
		const both = [await published(), await published({ events: ['avatar_video.fail'] })] as const;
		const before = countLists(here);
		for (let minute = 0; minute < 20; minute++) {
			advance(minutes(1));
			for (const n8n of both) await n8n.tick();
		}
		expect(countLists(here) - before).toBe(10);
		const [good = '', bad = ''] = beginJobs(here, 2);
		await endJobs(here, [good]);
		await here.simulator.finishJob(bad, { outcome: 'failed' });
		advance(minutes(2));
		for (const n8n of both) await n8n.tick();
		expect(sorted(await videosOf(both[0]))).toEqual(sorted([good, bad]));
		expect(await videosOf(both[1])).toEqual([bad]);
	});
});

describe('where HeyGen keeps a history without an endpoint', () => {
	beforeEach(() => {
		here.simulator.reset();
	});

	it('its own words are taken: the ID, the callback ID and all fields', async () => {
		const n8n = await published({ options: { callbackIds: 'order-1' } });
		await here.simulator.finishVideo({ videoId: 'a', callbackId: 'order-1' });
		await here.simulator.finishVideo({ videoId: 'b', callbackId: 'order-2' });
		await pass(n8n, 4);
		expect(await n8n.json()).toMatchObject([
			{
				video_id: 'a',
				callback_id: 'order-1',
				event_id: expect.stringMatching(/^evt_/),
				video_share_page_url: expect.any(String),
			},
		]);
	});

	it('events without a list come too, each once, beside those of the lists', async () => {
		const n8n = await published({ events: ['*'] });
		await here.simulator.finishVideo({ videoId: 'a' });
		await here.simulator.emit('avatar_video_gif.success', { video_id: 'gif' });
		await pass(n8n, 20);
		expect(sorted(await videosOf(n8n))).toEqual(['a', 'gif']);
		await n8n.newProcess();
		await pass(n8n, 20);
		expect(sorted(await videosOf(n8n))).toEqual(['a', 'gif']);
	});
});

describe('Callback IDs', () => {
	it('are those of the list where it tells them', async () => {
		const events = ['video_translate.success'];
		const n8n = await published({ events, options: { callbackIds: 'order-1' } });
		await here.simulator.endTranslation({ translationId: 'a', callbackId: 'order-1' });
		await here.simulator.endTranslation({ translationId: 'b', callbackId: 'order-2' });
		await pass(n8n, 4);
		expect(await idsOut(n8n, 'video_translate_id')).toEqual(['a']);
	});

	it('that no list tells leave a video out, which is said', async () => {
		const n8n = await published({ options: { callbackIds: 'order-1' } });
		await here.simulator.finishVideo({ videoId: 'a', callbackId: 'order-1' });
		await pass(n8n, 4);
		expect(await n8n.json()).toEqual([]);
		expect(here.logs.at('warn').join()).toMatch(/HeyGen's list has no callback ID for it/);
	});
});

it.each(['copy of activation', 'database'] as const)(
	'HeyGen is asked as often as was chosen, with ticks on a %s',
	async (ticksOn) => {
		const n8n = pollingWorkflow(here, { pollIntervalMinutes: 5 });
		n8n.ticksOn = ticksOn;
		await n8n.activate();
		const before = countLists(here);
		await pass(n8n, 30);
		const asked = countLists(here) - before;
		expect(asked).toBe(6);
	},
);
