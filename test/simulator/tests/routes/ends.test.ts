import { bench } from '../support';
import { stock } from './stock';

const made = bench();

const url = { type: 'url', url: 'https://files.example.org/a.mp4' };
const callback = () => ({ callback_url: `${made.receiver.url}/back`, callback_id: 'c' });
const hosts = {
	host_avatar_id: 'a',
	guest_avatar_id: 'b',
	host_voice_id: 'c',
	guest_voice_id: 'd',
};

interface End {
	kind: string;
	create: string;
	body: object;
	/** Where its state is asked. */
	path: string;
	/** The event that registered endpoints get, and its key for the id. */
	event?: readonly [base: string, idKey: string];
	/** Whether it takes a callback. */
	calls?: boolean;
	completed?: object;
	failed?: object;
}

const message = { status: 'failed', failure_message: 'mute' };
const coded = { ...message, failure_code: 'why' };
const link = expect.stringMatching(/^http/);

/** Source: docs/facts/heygen.md#jobs */
const ends: End[] = [
	{
		kind: 'video',
		create: '/v3/videos',
		body: { type: 'avatar', avatar_id: 'a', script: 'Hi' },
		path: '/v3/videos',
		event: ['avatar_video', 'video_id'],
		calls: true,
		completed: { video_url: link, gif_url: link },
		failed: coded,
	},
	{
		kind: 'video',
		create: '/v3/templates/template_00001',
		body: { variables: {} },
		path: '/v3/videos',
		event: ['avatar_video', 'video_id'],
		calls: true,
		failed: coded,
	},
	{
		kind: 'session',
		create: '/v3/video-agents',
		body: { prompt: 'A film' },
		path: '/v3/video-agents',
		event: ['video_agent', 'session_id'],
		calls: true,
		completed: { video_id: expect.any(String) },
		failed: { error: { code: 'why', message: 'mute' } },
	},
	{
		kind: 'translation',
		create: '/v3/video-translations',
		body: { video: url, output_languages: ['Danish'] },
		path: '/v3/video-translations',
		event: ['video_translate', 'video_translate_id'],
		calls: true,
		completed: { video_url: link, srt_caption_url: link },
		failed: message,
	},
	{
		kind: 'proofread',
		create: '/v3/video-translations/proofreads',
		body: { video: url, title: 'T', output_languages: ['Danish'] },
		path: '/v3/video-translations/proofreads',
		event: ['proofread_creation', 'proofread_id'],
		failed: message,
	},
	{
		kind: 'translation',
		create: '/v3/video-translations/proofreads/p1/generate',
		body: {},
		path: '/v3/video-translations',
		event: ['video_translate', 'video_translate_id'],
		calls: true,
		failed: message,
	},
	{
		kind: 'lipsync',
		create: '/v3/lipsyncs',
		body: { video: url, audio: url },
		path: '/v3/lipsyncs',
		calls: true,
		completed: { video_url: link, callback_id: 'c' },
		failed: message,
	},
	{
		kind: 'clipping',
		create: '/v3/ai-clipping',
		body: { video: url },
		path: '/v3/ai-clipping',
		event: ['ai_clipping', 'id'],
		calls: true,
		completed: { clips: [{ video_url: link }, {}], callback_id: 'c' },
		failed: message,
	},
	{
		kind: 'fillerWordRemoval',
		create: '/v3/filler-word-removals',
		body: { video: url },
		path: '/v3/filler-word-removals',
		event: ['filler_word_removal', 'id'],
		calls: true,
		completed: { video_url: link, num_cuts: 14 },
		failed: message,
	},
	{
		kind: 'render',
		create: '/v3/hyperframes/renders',
		body: { project: url },
		path: '/v3/hyperframes/renders',
		event: ['hyperframes_video', 'render_id'],
		calls: true,
		completed: { video_url: link, callback_id: 'c' },
		failed: message,
	},
	{
		kind: 'instantVideo',
		create: '/v3/models/videos',
		body: { mode: 'text_to_video', model: 'heygen-video-1', prompt: 'x' },
		path: '/v3/models/videos',
		calls: true,
		completed: { video_url: link, width: 1344 },
		failed: coded,
	},
	{
		kind: 'podcast',
		create: '/v3/podcasts',
		body: { topic: 'x', ...hosts },
		path: '/v3/podcasts',
		event: ['podcast', 'id'],
		calls: true,
		completed: { video_url: link },
		failed: message,
	},
	{
		kind: 'image',
		create: '/v3/models/images',
		body: { model: 'heygen-image-1', identity_images: [url], reference_images: [], num_images: 2 },
		path: '/v3/models/images',
		completed: { images: [{ image_url: link }, {}] },
		failed: coded,
	},
	{
		kind: 'trainedVoice',
		create: '/v3/models/audio/voices',
		body: { mode: 'instant', audio: [url] },
		path: '/v3/models/audio/voices',
		completed: { status: 'ACTIVE' },
		failed: { status: 'FAILED', failure_reason: 'why' },
	},
	{
		kind: 'voiceClone',
		create: '/v3/voices/clone',
		body: { audio: url, voice_name: 'M' },
		path: '/v3/voices',
		completed: { status: 'complete', preview_audio_url: link },
		failed: message,
	},
	{
		kind: 'look',
		create: '/v3/avatars',
		body: { type: 'photo', name: 'R', file: url },
		path: '/v3/avatars/looks',
		completed: { preview_image_url: link },
		failed: { error: { code: 'why', message: 'mute' } },
	},
	{
		kind: 'backgroundRemoval',
		create: '/v3/background-removals',
		body: { video: url, layers: ['mask'] },
		path: '/v3/background-removals',
		completed: { layers: { mask: link } },
		failed: { error: 'mute' },
	},
	{
		kind: 'brandKit',
		create: '/v3/brand-kits',
		body: { url: 'https://example.org' },
		path: '/v3/brand-kits',
		completed: { colors: ['#112233', '#ddeeff'] },
		failed: { status: 'error' },
	},
];

beforeEach(() => stock(made.simulator));

describe.each(ends.map((each) => [each.create, each] as const))('%s', (_create, each) => {
	const { kind, create, body, path, event, calls = false, completed = {}, failed = {} } = each;

	const begin = async () => {
		const answer = await made.api.post(create, { ...body, ...(calls ? callback() : {}) });
		expect(answer.status).toBeLessThan(203);
		return made.simulator.jobs.filter((job) => job.kind === kind).pop()?.id ?? '';
	};
	const look = async (id: string) => (await made.api.get(`${path}/${id}`)).data.data;

	it.each([
		['completed', completed, 'success'],
		['failed', failed, 'fail'],
	] as const)('ends %s', async (outcome, expected, tail) => {
		const id = await begin();
		const before = await look(id);
		expect(['completed', 'complete', 'ACTIVE', 'failed']).not.toContain(before.status);
		const options = { outcome, message: 'mute', code: 'why' };
		const ended = await made.simulator.finishJob(id, options);
		expect(await look(id)).toMatchObject({ status: outcome, ...expected });
		expect(Object.keys(before)).toEqual(expect.arrayContaining(['status']));
		const told = event && { event_type: `${event[0]}.${tail}`, event_data: { [event[1]]: id } };
		if (told) expect(ended.event).toMatchObject(told);
		expect(made.receiver.posts).toHaveLength(calls ? 1 : 0);
	});
});

it.each(['completed', 'failed'] as const)(
	'a new avatar is as its first look: %s',
	async (outcome) => {
		const body = { type: 'prompt', name: 'N', prompt: 'A pilot' };
		const { data } = await made.api.post('/v3/avatars', body);
		const { avatar_item, avatar_group } = data.data;
		const state = async () => (await made.api.get(`/v3/avatars/${avatar_group.id}`)).data.data;
		expect((await state()).status).toBe('processing');
		made.simulator.moveJob(avatar_item.id, 'pending_consent');
		expect((await state()).status).toBe('pending_consent');
		await made.simulator.finishJob(avatar_item.id, { outcome, message: 'mute' });
		const error = outcome === 'failed' ? { message: 'mute' } : null;
		expect(await state()).toMatchObject({ status: outcome, error });
	},
);
