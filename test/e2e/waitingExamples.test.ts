import type { Simulator } from '../simulator';
import { ExampleStage } from './support/exampleStage';
import type { Receiver } from './support/receiver';
import type { N8nApi } from './support/rest';
import { until } from './support/until';

/** Proves the same of the examples that wait, as examples.test.ts does of the others. */
let stage: ExampleStage;
let api: N8nApi;
let simulator: Simulator;
let receiver: Receiver;

beforeAll(async () => {
	stage = await ExampleStage.open();
	({ api, simulator, receiver } = stage);
});

afterAll(async () => await stage?.close());

/** Runs it by hand until HeyGen has been asked to make so many. */
async function begun(name: string, count = 1): Promise<string> {
	const { id } = await stage.imported(name);
	const before = simulator.jobs.length;
	const { executionId = '' } = await api.workflows.run(id, 'Start');
	await until(`${count} jobs of ${name}`, async () =>
		simulator.jobs.length >= before + count ? true : undefined,
	);
	return executionId;
}

async function ended(executionId: string): Promise<void> {
	const execution = await api.executions.waitForOne(executionId);
	expect(execution.data.resultData.error?.message).toBeUndefined();
}

it('script-to-video-to-post posts the finished video with its words', async () => {
	const executionId = await begun('script-to-video-to-post');
	await simulator.finishJob('video');
	await ended(executionId);
	const [post] = await receiver.json<Record<string, string>>('/social/posts');
	expect(post).toEqual({
		text: 'Hello, and welcome to our news of the week.',
		video: expect.stringContaining('/files/'),
	});
});

it('file-to-lipsync takes two files from a drive and puts the finished one there', async () => {
	receiver.files.set('/drive/video.mp4', Buffer.from('\0\0\0\x18ftypisom and more', 'latin1'));
	receiver.files.set('/drive/recording.mp3', Buffer.from('ID3\x04 and more', 'latin1'));
	const before = simulator.requests.length;
	const executionId = await begun('file-to-lipsync');
	const sent = simulator.requests.slice(before);
	expect(sent.filter(({ path }) => path === '/v3/assets')).toHaveLength(2);
	const asset = { type: 'asset_id', asset_id: expect.any(String) };
	expect(sent.find(({ path }) => path === '/v3/lipsyncs')?.body).toMatchObject({
		video: asset,
		audio: asset,
		title: 'From the drive',
	});
	await simulator.finishJob('lipsync', { bytes: 70_000 });
	await ended(executionId);
	const form = await receiver.form('/drive/files');
	expect((form.get('file') as File).size).toBe(70_000);
});

it('video-into-three-languages publishes what is ready and tells of what failed', async () => {
	const executionId = await begun('video-into-three-languages', 3);
	const film = `${receiver.url}/films/welcome.mp4`;
	expect(simulator.asked('POST', '/v3/video-translations').at(-1)?.body).toMatchObject({
		video: { type: 'url', url: film },
		output_languages: ['French', 'German', 'Spanish'],
	});
	const made = simulator.jobs.slice(-3).map(({ id }) => id);
	for (const [index, id] of made.entries()) {
		const failing = { outcome: 'failed', message: 'Too noisy' } as const;
		await (
			await simulator.finishJob(id, index === 1 ? failing : {})
		).settled;
	}
	await ended(executionId);
	const films = await receiver.json<Record<string, string>>('/films', 2);
	const link = expect.stringContaining('/files/');
	expect(films).toEqual([
		{ language: 'French', video: link, captions: link },
		{ language: 'Spanish', video: link, captions: link },
	]);
	expect(await receiver.json('/chat/messages')).toEqual([
		{ text: 'HeyGen could not translate the video into German: Too noisy' },
	]);
});
