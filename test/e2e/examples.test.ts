/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import axios from 'axios';

import type { Simulator } from '../simulator';
import { ExampleStage } from './support/exampleStage';
import { items, json } from './support/executions';
import type { Receiver } from './support/receiver';
import type { N8nApi } from './support/rest';
import type { StoredWorkflow } from './support/restTypes';
import { until } from './support/until';
import { productionUrl } from './support/workflows';

/**
 * Proves of each example what no engine test can: n8n imports it, and runs it to its end with n8n's own nodes in
 * it, and with the service that it posts to.
 */
let stage: ExampleStage;
let api: N8nApi;
let simulator: Simulator;
let receiver: Receiver;
let workflow: StoredWorkflow;

beforeAll(async () => {
	stage = await ExampleStage.open();
	({ api, simulator, receiver } = stage);
});

afterAll(async () => await stage?.close());

afterEach(async () => {
	await api.workflows.deactivate(workflow.id);
});

async function activated(name: string): Promise<StoredWorkflow> {
	workflow = await stage.activated(name);
	return workflow;
}

it('video-to-social-post posts the text and the very file', async () => {
	const { id } = await activated('video-to-social-post');
	const { event_data } = await simulator.finishVideo({ bytes: 300_000 });
	const form = await receiver.form('/social/posts');
	const file = form.get('video') as File;
	const { data } = await axios.get<Buffer>(String(event_data['url']), {
		responseType: 'arraybuffer',
		proxy: false,
	});
	expect(Buffer.from(await file.arrayBuffer()).equals(data)).toBe(true);
	expect(data).toHaveLength(300_000);
	expect(file.name).toBe('video.mp4');
	expect(form.get('text')).toBe(
		`Our new video is here: ${String(event_data['video_share_page_url'])}`,
	);
	const [execution] = await api.executions.waitFor(id);
	expect(execution?.status).toBe('success');
});

it('failure-to-message tells of failures, and hands on what succeeded', async () => {
	const { id } = await activated('failure-to-message');
	const { event_data: done } = await simulator.finishVideo({ callbackId: 'order-1' });
	const [first] = await api.executions.waitFor(id);
	if (first === undefined) throw new Error('no execution');
	expect(json(first, 'Finished')).toEqual([
		{ id: done['video_id'], link: done['url'], callback_id: 'order-1' },
	]);
	expect(receiver.received).toEqual([]);
	const { event_data } = await simulator.failVideo({
		callbackId: 'order-2',
		message: 'No "voice"',
	});
	await simulator.endTranslation({ message: 'Too long', language: 'German' });
	const posts = await receiver.json<{ text: string }>('/chat/messages', 2);
	const texts = posts.map(({ text }) => text).sort();
	expect(texts[0]).toMatch(
		/^HeyGen could not finish a translation \(German\)\.\nReason: Too long\n/,
	);
	expect(texts[1]).toBe(
		`HeyGen could not finish a video.\nReason: No "voice"\nID: ${String(event_data['video_id'])}\nCallback ID: order-2`,
	);
});

it('personalized-video-to-crm updates a contact, and stops without an e-mail address', async () => {
	const { id } = await activated('personalized-video-to-crm');
	const data = simulator.sample('personalized_video');
	await simulator.emit('personalized_video', data);
	const [post] = await receiver.json<object>('/crm/contacts');
	expect(post).toEqual({
		email: 'kim@example.org',
		first_name: 'Kim',
		video_url: data['video_url'],
		landing_page_url: data['landing_page_url'],
		gif_url: data['gif_url'],
		video_id: data['video_id'],
	});
	await simulator.emit('personalized_video', {
		...simulator.sample('personalized_video'),
		contact_info: { first_name: 'Alex' },
	});
	const executions = await api.executions.waitFor(id, 2);
	expect(executions.map(({ status }) => status)).toEqual(['success', 'error']);
	expect(executions[1]?.data.resultData.error?.message).toContain('without an e-mail address');
	expect(receiver.received).toHaveLength(1);
});

describe('translations-by-callback-id', () => {
	interface Set {
		callback_id: string;
		languages: Array<{ language: string; status: string; url: string; error_message: string }>;
	}

	it('passes a set on once, when its languages end at the same moment', async () => {
		const { id } = await activated('translations-by-callback-id');
		const languages = ['German', 'Spanish', 'French'];
		await Promise.all([
			...languages.map((language) => simulator.endTranslation({ callbackId: 'film-1', language })),
			simulator.endTranslation({ callbackId: 'film-2', language: 'German' }),
			simulator.endTranslation({ callbackId: 'film-2', language: 'Spanish' }),
			simulator.endTranslation({ callbackId: null }),
		]);
		await api.executions.waitFor(id, 6);
		const [film, ...more] = await receiver.json<Set>('/translations');
		expect(more).toEqual([]);
		expect(film?.callback_id).toBe('film-1');
		expect(film?.languages.map(({ language }) => language).sort()).toEqual([...languages].sort());
		expect(film?.languages.every(({ status, url }) => status === 'done' && url)).toBe(true);

		// a language that fails completes the other set, and the callback ID of the first can be used again
		await simulator.endTranslation({ callbackId: 'film-1', language: 'German' });
		await simulator.endTranslation({ callbackId: 'film-2', language: 'French', message: 'Music' });
		const executions = await api.executions.waitFor(id, 8);
		const sets = await receiver.json<Set>('/translations');
		expect(sets).toHaveLength(2);
		expect(sets[1]?.languages).toContainEqual(
			expect.objectContaining({ language: 'French', status: 'failed', error_message: 'Music' }),
		);
		expect(executions.map(({ status }) => status)).toEqual(Array(8).fill('success'));
	});

	it('tells at once of a source that HeyGen refuses', async () => {
		await activated('translations-by-callback-id');
		const type = 'video_translate.preflight.validation_failed';
		await simulator.emit(type, { ...simulator.sample(type), callback_id: 'film-3' });
		const [film] = await receiver.json<Set>('/translations');
		expect(film).toMatchObject({ callback_id: 'film-3', languages: [{ status: 'failed' }] });
	});
});

describe('endpoint-cleanup', () => {
	const url = (path: string): string => `${receiver.url}${path}`;
	const urls = (): string[] => simulator.endpoints.map((endpoint) => endpoint.url).sort();
	let listening: string;
	let formUrl: string;
	let executionId: string;

	beforeAll(async () => {
		const trigger = await activated('failure-to-message');
		listening = productionUrl(stage.n8n.url, trigger);
	});

	/** Runs up to the question, with four stale endpoints and two that are alive. */
	async function ask(): Promise<void> {
		await activated('endpoint-cleanup');
		for (const { endpoint_id } of [...simulator.endpoints]) simulator.removeEndpoint(endpoint_id);
		simulator.addEndpoint({ url: url('/alive') });
		simulator.addEndpoint({ url: listening });
		simulator.addEndpoint({ url: `${stage.n8n.url}/webhook/removed/webhook` });
		simulator.addEndpoint({ url: url('/gone/1') });
		simulator.addEndpoint({ url: url('/off'), status: 'disabled' });
		simulator.addEndpoint({ url: 'http://127.0.0.1:9/unreachable' });
		const run = await api.workflows.run(workflow.id, 'Every night');
		executionId = run.executionId ?? '';
		const [message] = await receiver.json<{ text: string }>('/chat/messages');
		expect(message?.text).toContain('4 webhook endpoint(s)');
		expect(message?.text).toContain('/gone/1 (nothing is there any more)');
		expect(message?.text).toContain('/off (HeyGen has switched it off)');
		expect(message?.text).toContain('/unreachable (its server cannot be reached)');
		expect(message?.text).toContain('/webhook/removed/webhook (nothing is there any more)');
		expect(message?.text).not.toContain('/alive');
		expect(message?.text).not.toContain(listening);
		formUrl = /\S+$/.exec(message?.text ?? '')?.[0] ?? '';
		await until('the form', async () => {
			const { status } = await api.executions.get(executionId);
			return status === 'waiting' ? true : undefined;
		});
	}

	async function answer(decision: string, keep = ''): Promise<void> {
		const form = new FormData();
		form.set('field-0', decision);
		form.set('field-1', keep);
		await axios.post(formUrl, form, { proxy: false });
		await api.executions.waitForOne(executionId);
	}

	it('removes nothing when a person rejects, or only looks, or has no link', async () => {
		await ask();
		const { data } = await axios.get<string>(formUrl, { proxy: false });
		expect(data).toContain('Remove stale webhook endpoints?');
		expect(data).toContain('/gone/1');
		const guessed = await axios.post(formUrl.split('?')[0] ?? '', new FormData(), {
			proxy: false,
			validateStatus: () => true,
		});
		expect(guessed.status).toBe(401);
		const before = simulator.count('DELETE', /./);
		await answer('Keep them');
		expect(urls()).toHaveLength(6);
		const execution = await api.executions.get(executionId);
		expect(execution.status).toBe('success');
		expect(items(execution, 'All are kept')).toHaveLength(1);
		expect(simulator.count('DELETE', /./)).toBe(before);
	});

	it('removes what was approved, but not what was changed since or is to be kept', async () => {
		await ask();
		const off = simulator.endpoints.find((endpoint) => endpoint.url === url('/off'));
		const gone = simulator.endpoints.find((endpoint) => endpoint.url === url('/gone/1'));
		if (off) off.status = 'enabled';
		simulator.addEndpoint({ url: url('/gone/2') });
		await answer('Remove them', `${gone?.endpoint_id}\n`);
		expect(urls()).toEqual(
			[listening, ...['/alive', '/gone/1', '/gone/2', '/off'].map(url)].sort(),
		);
		const [, result] = await receiver.json<object>('/chat/messages', 2);
		expect(result).toEqual({ text: '2 of 4 stale webhook endpoint(s) were removed.' });
	});

	it('removes all that were listed', async () => {
		await ask();
		await answer('Remove them');
		expect(urls()).toEqual([listening, url('/alive')].sort());
	});
});

it('backfill-from-history sends the events of that kind and time, oldest first', async () => {
	workflow = await stage.imported('backfill-from-history');
	const days = (count: number): Date => new Date(Date.now() - count * 86_400_000);
	const options = (count: number) => ({ deliver: false, createdAt: days(count) });
	await simulator.emit('avatar_video.success', { video_id: 'b2', url: 'u' }, options(2));
	await simulator.emit('avatar_video.success', { video_id: 'b1', url: 'u' }, options(5));
	await simulator.emit('avatar_video.success', { video_id: 'old', url: 'u' }, options(9));
	await simulator.emit('avatar_video.fail', { video_id: 'other', msg: 'm' }, options(3));
	const { executionId = '' } = await api.workflows.run(workflow.id, 'Start');
	const execution = await api.executions.waitForOne(executionId);
	expect(execution.status).toBe('success');
	const sent = await receiver.json<Record<string, unknown>>('/events');
	const known = sent.filter(({ video_id }) => ['b1', 'b2'].includes(String(video_id)));
	expect(sent.map(({ video_id }) => video_id)).not.toContain('old');
	expect(sent.every(({ event_type }) => event_type === 'avatar_video.success')).toBe(true);
	expect(known.map(({ video_id }) => video_id)).toEqual(['b1', 'b2']);
	expect(known[0]).toMatchObject({ event_id: expect.any(String), url: 'u' });
	expect(Date.parse(String(known[0]?.['created_at']))).toBeLessThan(days(4).getTime());
});
