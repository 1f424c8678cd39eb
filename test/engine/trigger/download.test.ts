/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { INode, INodeExecutionData } from 'n8n-workflow';

import type { Generation } from '../../simulator';
import { bench, pause } from '../support/bench';
import { advance, minutes, setTime, skipSleep } from '../support/clock';
import type { N8n } from '../support/n8n';
import { ticks } from '../support/ticks';

const here = bench();
const type = 'avatar_video.success';

const bytesOf = ({ binary }: INodeExecutionData): Buffer =>
	Buffer.from(binary?.data?.data ?? '', 'base64');

describe('the finished file', () => {
	let n8n: N8n;
	let redirecting: Server | undefined;
	afterEach(() => {
		jest.restoreAllMocks();
		redirecting?.close();
		jest.useRealTimers();
	});
	const activate = async (
		node: Partial<INode> = {},
		generation: Generation = 'v3',
	): Promise<void> => {
		n8n = here.workflow(generation, { options: { downloadVideo: true } });
		n8n.node = { ...n8n.node, ...node };
		await n8n.activate();
		skipSleep();
	};
	const failure = async () => (await n8n.results())[0]?.data.resultData.error;

	it('is attached, and its host gets no key', async () => {
		await activate();
		await here.simulator.finishVideo({ videoId: 'a', bytes: 70_000 });
		const [item] = await n8n.items();
		expect(item?.json).toMatchObject({ video_id: 'a', event_type: type });
		expect(item?.binary?.data).toMatchObject({ fileName: 'video.mp4', mimeType: 'video/mp4' });
		expect(bytesOf(item ?? { json: {} })).toHaveLength(70_000);
		expect(here.simulator.downloads).toHaveLength(1);
		const [{ headers } = { headers: {} }] = here.simulator.downloads;
		expect(headers).not.toHaveProperty('x-api-key');
		expect(JSON.stringify(headers)).not.toContain(here.simulator.apiKey);
	});

	it('is fetched through redirects, still without a key', async () => {
		await activate();
		const url = here.simulator.presign('moved.mp4', 3_000, { redirect: true });
		await here.simulator.emit(type, { video_id: 'a', url });
		const [item] = await n8n.items();
		expect(bytesOf(item ?? { json: {} })).toHaveLength(3_000);
		expect(here.simulator.downloads).toHaveLength(2);
		for (const { headers } of here.simulator.downloads) {
			expect(headers).not.toHaveProperty('x-api-key');
		}
	});

	it.each([
		['v1', '/v1/video_status.get'],
		['v3', '/v3/videos/a'],
	] as const)(
		'is fetched from a fresh link of %s when that of the event is expired',
		async (generation, path) => {
			await activate({}, generation);
			const lost = await here.simulator.finishVideo({ videoId: 'a', bytes: 5_000, deliver: false });
			const { event_data } = structuredClone({ event_data: lost.event_data });
			here.simulator.expireLinks();
			await here.simulator.emit(type, { ...event_data, callback_id: 'again' });
			const [item] = await n8n.items();
			expect(bytesOf(item ?? { json: {} })).toHaveLength(5_000);
			expect(here.simulator.count('GET', path)).toBe(1);
			expect(here.simulator.downloads.map(({ status }) => status)).toEqual([403, 200]);
		},
	);

	it('is one clear error when the link is dead and HeyGen has no other', async () => {
		await activate();
		const url = here.simulator.presign('gone.mp4', 10, { expired: true });
		await here.simulator.emit(type, { video_id: 'unknown', url });
		const error = await failure();
		expect(error?.message).toMatch(/could not be downloaded.*HTTP 403/);
		expect(error).toMatchObject({ context: { itemIndex: 0 } });
		expect(JSON.stringify(error)).not.toContain('Signature=');
		expect(await n8n.items()).toEqual([]);
	});

	it('is asked for once more where HeyGen names no link yet', async () => {
		await activate();
		await here.simulator.finishVideo({ videoId: 'a', bytes: 5_000, deliver: false });
		const video = here.simulator.videos.get('a');
		const link = video?.video_url;
		let asked = 0;
		Object.defineProperty(video, 'video_url', {
			enumerable: true,
			get: () => (asked++ === 0 ? null : link),
		});
		await here.simulator.emit(type, { video_id: 'a', url: '' });
		const [item] = await n8n.items();
		expect(bytesOf(item ?? { json: {} })).toHaveLength(5_000);
	});

	it('is fetched from a fresh link when its host calls the old one a bad request', async () => {
		await activate();
		here.simulator.fault({ kind: 'status', status: 400, method: 'GET', path: /^\/files\// });
		await here.simulator.finishVideo({ videoId: 'a', bytes: 5_000 });
		const [item] = await n8n.items();
		expect(bytesOf(item ?? { json: {} })).toHaveLength(5_000);
		expect(here.simulator.downloads.map(({ status }) => status)).toEqual([400, 200]);
	});

	it.each([
		['its host is busy', { kind: 'status', status: 503, retryAfter: 0 } as const],
		['the connection breaks', { kind: 'reset' } as const],
	])('is asked for again when %s', async (_case, fault) => {
		await activate();
		here.simulator.fault({ ...fault, method: 'GET', path: /^\/files\// });
		await here.simulator.finishVideo({ videoId: 'a', bytes: 5_000 });
		const [item] = await n8n.items();
		expect(bytesOf(item ?? { json: {} })).toHaveLength(5_000);
	});

	it('comes by a check when n8n dies before it tries again', async () => {
		setTime('2026-11-24T10:00:00Z');
		await activate({ retryOnFail: true, maxTries: 2, waitBetweenTries: 5_000 });
		advance(minutes(1));
		here.simulator.fault({ kind: 'status', status: 400, times: 2, path: /^\/files\// });
		await here.simulator.finishVideo({ videoId: 'a', bytes: 5_000 });
		while (here.simulator.downloads.length < 2) await pause(1);
		await pause(200);
		n8n.kill();
		advance(minutes(10));
		await n8n.newProcess();
		await ticks(n8n, 2);
		expect((await n8n.items()).map(bytesOf)).toMatchObject([{ length: 5_000 }]);
	});

	it('leaves the event as it is when the node goes on after errors', async () => {
		await activate({ onError: 'continueRegularOutput' });
		const url = here.simulator.presign('gone.mp4', 10, { expired: true });
		await here.simulator.emit(type, { video_id: 'unknown', url });
		const error = expect.stringContaining('could not be downloaded');
		expect(await n8n.items()).toMatchObject([{ json: { video_id: 'unknown', error } }]);
	});

	it('sends the event to the error output when the node has one', async () => {
		await activate({ onError: 'continueErrorOutput' });
		await here.simulator.finishVideo({ videoId: 'good' });
		const url = here.simulator.presign('gone.mp4', 10, { expired: true });
		await here.simulator.emit(type, { video_id: 'unknown', url });
		const error = expect.stringContaining('could not be downloaded');
		expect(await n8n.json(0)).toMatchObject([{ video_id: 'good' }]);
		expect(await n8n.json(1)).toMatchObject([{ error, details: { video_id: 'unknown' } }]);
	});

	it.each([
		['another host over http', 'http://files.example/a.mp4'],
		['no address', 'not a link'],
	])('is not fetched from %s', async (_case, url) => {
		await activate();
		await here.simulator.emit(type, { video_id: 'a', url });
		expect((await failure())?.message).toMatch(
			/its link, or .* (is not a URL|is neither https nor on)/,
		);
		expect(here.simulator.downloads).toEqual([]);
	});

	it('is not fetched from where a redirect must not lead', async () => {
		const target = here.simulator.presign('a.mp4', 10);
		redirecting = createServer((_request, response) => {
			response.writeHead(302, { Location: target, Connection: 'close' }).end();
		});
		await new Promise<void>((resolve) => redirecting?.listen(0, '127.0.0.1', resolve));
		const baseUrl = `http://127.0.0.1:${(redirecting.address() as AddressInfo).port}`;
		await activate();
		// The host of the Base URL may answer over http, the one it sends us to may not.
		n8n.credentials.heyGenEventsApi = { ...n8n.credentials.heyGenEventsApi, baseUrl };
		await here.simulator.emit(type, { video_id: 'a', url: `${baseUrl}/a.mp4` });
		expect((await failure())?.message).toMatch(/neither https nor on the host of the Base URL/);
		expect(here.simulator.downloads).toEqual([]);
	});

	it('is nothing where an event has none', async () => {
		await activate();
		await here.simulator.failVideo({ videoId: 'a' });
		const [item] = await n8n.items();
		expect(item?.json).toMatchObject({ video_id: 'a', outcome: 'fail' });
		expect(item?.binary).toBeUndefined();
	});

	it('is not asked for unless it is wanted', async () => {
		n8n = here.workflow('v3');
		await n8n.activate();
		await here.simulator.finishVideo();
		const [item] = await n8n.items();
		expect(item?.binary).toBeUndefined();
		expect(here.simulator.downloads).toEqual([]);
	});
});

it('is fetched for a translation too', async () => {
	const n8n = here.workflow('v3', {
		events: ['video_translate.success'],
		options: { downloadVideo: true },
	});
	await n8n.activate();
	const lost = await here.simulator.endTranslation({ bytes: 6_000, deliver: false });
	here.simulator.expireLinks();
	await here.simulator.emit('video_translate.success', { ...lost.event_data, callback_id: 'x' });
	const [item] = await n8n.items();
	expect(bytesOf(item ?? { json: {} })).toHaveLength(6_000);
});

it.each([
	['podcast.success', { podcast_id: 'j' }, '/v3/podcasts/j'],
	['filler_word_removal.success', { id: 'j' }, '/v3/filler-word-removals/j'],
	['hyperframes_video.success', { render_id: 'j' }, '/v3/hyperframes/renders/j'],
	['video_agent.success', { session_id: 'j' }, '/v3/video-agents/j'],
	['instant_video.success', { video_id: 'j' }, '/v3/models/videos/j'],
	['ai_clipping.success', { id: 'j' }, '/v3/ai-clipping/j'],
])('is fetched anew for %s', async (type, ids, path) => {
	const n8n = here.workflow('v3', { events: ['*'], options: { downloadVideo: true } });
	await n8n.activate();
	const old = here.simulator.presign('old.mp4', 10, { expired: true });
	const fresh = here.simulator.presign('fresh.mp4', 4_000);
	const withLink = (url: string) =>
		type.startsWith('ai_') ? { ...ids, clips: [{ video_url: url }] } : { ...ids, video_url: url };
	const body = { data: withLink(fresh) };
	here.simulator.fault({ kind: 'status', status: 200, method: 'GET', path, body });
	await here.simulator.emit(type, withLink(old));
	const [item] = await n8n.items();
	expect(item?.binary?.data).toMatchObject({ fileName: 'fresh.mp4' });
	expect(bytesOf(item ?? { json: {} })).toHaveLength(4_000);
});
