/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import axios from 'axios';

import type { Simulator } from '../simulator';
import { ExampleStage } from './support/exampleStage';
import type { Receiver } from './support/receiver';
import type { N8nApi } from './support/rest';
import { until } from './support/until';

/** Proves the same of the examples that make videos: each ends with what somebody is sent. */
let stage: ExampleStage;
let api: N8nApi;
let simulator: Simulator;
let receiver: Receiver;

const png = Buffer.from('\x89PNG\r\n\x1a\n and more', 'latin1');
const mp3 = Buffer.from('ID3\x04 and more', 'latin1');
const link = expect.stringContaining('/files/') as string;

beforeAll(async () => {
	stage = await ExampleStage.open();
	({ api, simulator, receiver } = stage);
	simulator.finishAfter(500);
});

afterAll(async () => await stage?.close());

/** Runs it by hand to its end. */
async function ran(name: string): Promise<void> {
	const { id } = await stage.imported(name);
	const { executionId = '' } = await api.workflows.run(id, 'Start');
	const execution = await api.executions.waitForOne(executionId);
	expect(execution.data.resultData.error?.message).toBeUndefined();
}

/** What the simulator was asked to make last. */
const asked = (path: string): unknown =>
	simulator.requests.filter((each) => each.method === 'POST' && each.path === path).at(-1)?.body;

const put = (path: string, json: unknown): void => {
	receiver.files.set(path, Buffer.from(JSON.stringify(json)));
};

it('news-to-avatar-video-to-post reads three news, and posts the video', async () => {
	const items = ['One', 'Two', 'Three', 'Four'].map((title) => ({ title, summary: `${title}!` }));
	put('/news', { items });
	await ran('news-to-avatar-video-to-post');
	expect(asked('/v3/videos')).toMatchObject({
		script: 'Here is the news. One. One! Two. Two! Three. Three!',
		aspect_ratio: '9:16',
	});
	expect(await receiver.json('/social/posts')).toEqual([{ text: 'One', video: link }]);
});

describe('script-with-approval-to-video', () => {
	async function decided(decision: string): Promise<string> {
		put('/model', { text: 'A script' });
		const { id } = await stage.imported('script-with-approval-to-video');
		const { executionId = '' } = await api.workflows.run(id, 'Start');
		const [message] = await receiver.json<{ text: string }>('/chat/messages');
		expect(message?.text).toContain('A script');
		await until('the form', async () => {
			const { status } = await api.executions.get(executionId);
			return status === 'waiting' ? true : undefined;
		});
		const form = new FormData();
		form.set('field-0', decision);
		await axios.post(/\S+$/.exec(message?.text ?? '')?.[0] ?? '', form, { proxy: false });
		const execution = await api.executions.waitForOne(executionId);
		expect(execution.status).toBe('success');
		return executionId;
	}

	it('makes what a person has approved', async () => {
		await decided('Make it');
		const [, told] = await receiver.json<{ text: string }>('/chat/messages', 2);
		expect(told?.text).toMatch(/^The video is ready: .*\/files\//);
	});

	it('makes and pays nothing that a person has rejected', async () => {
		const before = simulator.jobs.length;
		await decided('Leave it');
		expect(simulator.jobs).toHaveLength(before);
	});
});

it('sheet-rows-to-personal-videos writes each link beside its row', async () => {
	put('/sheet/rows', {
		rows: [
			{ id: 'r1', name: 'Ada' },
			{ id: 'r2', name: 'Kim' },
		],
	});
	await ran('sheet-rows-to-personal-videos');
	const written = receiver.received
		.filter(({ method }) => method === 'PATCH')
		.map(({ body }) => JSON.parse(body.toString()) as object);
	expect(written).toEqual([
		{ id: 'r1', video: link },
		{ id: 'r2', video: link },
	]);
});

it('photo-to-talking-video uploads the photo, and lets it speak', async () => {
	receiver.files.set('/photos/portrait.png', png);
	await ran('photo-to-talking-video');
	expect(asked('/v3/videos')).toMatchObject({ type: 'image', motion_prompt: 'smiles and nods' });
	expect(await receiver.json('/chat/messages')).toEqual([
		{ text: expect.stringMatching(/^The photo speaks: .*\/files\//) as string },
	]);
});

it('voice-note-to-video lets the avatar speak the recording', async () => {
	receiver.files.set('/voice-note.mp3', mp3);
	await ran('voice-note-to-video');
	expect(asked('/v3/videos')).toMatchObject({ audio_asset_id: expect.any(String) as string });
	expect(await receiver.json('/chat/messages')).toHaveLength(1);
});

it('translate-and-publish publishes each language', async () => {
	await ran('translate-and-publish');
	const published = await receiver.json<{ language: string; video: string }>('/channels', 2);
	expect(published.map(({ language }) => language).sort()).toEqual(['German', 'Spanish']);
	for (const { video } of published) expect(video).toEqual(link);
});

it('screen-recording-with-presenter makes three scenes', async () => {
	await ran('screen-recording-with-presenter');
	const { scenes } = asked('/v3/videos') as { scenes: Array<{ type: string }> };
	expect(scenes.map(({ type }) => type)).toEqual(['avatar_video', 'video', 'avatar_video']);
	expect(await receiver.json('/help/videos')).toMatchObject([{ video: link }]);
});

it('document-to-onboarding-video gives the handbook to the agent', async () => {
	receiver.files.set('/handbook.md', Buffer.from('# Handbook\nCoffee is on the left.'));
	await ran('document-to-onboarding-video');
	expect(asked('/v3/video-agents')).toMatchObject({
		prompt: expect.stringContaining('Coffee is on the left.') as string,
	});
	expect(await receiver.json('/course/lessons')).toEqual([{ title: 'Welcome', video: link }]);
});

it('lead-form-to-welcome-video greets by name', async () => {
	const workflow = await stage.activated('lead-form-to-welcome-video');
	const url = `${stage.n8n.url}/webhook/heygen-welcome`;
	await axios.post(url, { name: 'Kim', email: 'kim@example.org' }, { proxy: false });
	expect(await receiver.json('/mails')).toMatchObject([{ to: 'kim@example.org', video: link }]);
	expect(asked('/v3/videos')).toMatchObject({
		script: 'Welcome Kim! It is good to have you here.',
	});
	await api.workflows.deactivate(workflow.id);
});

it('long-video-to-clips plans a post for each clip', async () => {
	await ran('long-video-to-clips');
	expect(await receiver.json('/social/posts', 2)).toMatchObject([
		{ text: 'First', video: link },
		{ text: 'Second', video: link },
	]);
});
