import { freshLink } from '../../../nodes/HeyGen/api/links';
import { bench, thrownBy } from './support/bench';

const made = bench();

describe.each(['v1', 'v3'] as const)('freshLink over %s', (version) => {
	it('gives a link to the video that is signed just now', async () => {
		const { event_data } = await made.simulator.finishVideo({ deliver: false });
		const videoId = String(event_data.video_id);
		made.simulator.expireLinks();
		const connection = await made.connect(version);
		const link = await freshLink(connection, { job: 'video', id: videoId }, [
			'no_such_field',
			'video_url',
		]);
		expect(link).toMatch(/^http/);
		expect(link).not.toBe(event_data.url);
		expect((await fetch(link ?? '')).status).toBe(200);
		expect((await fetch(String(event_data.url))).status).not.toBe(200);
	});

	it('asks for the id as it is', async () => {
		const connection = await made.connect(version);
		await freshLink(connection, { job: 'video', id: 'a/b?c&d' }, ['video_url']);
		await freshLink(connection, { job: 'translation', id: 'a/b' }, ['url']);
		expect(made.simulator.requests.map(({ path, query }) => [path, query])).toEqual(
			version === 'v3'
				? [
						['/v3/videos/a%2Fb%3Fc%26d', {}],
						['/v3/video-translations/a%2Fb', {}],
					]
				: [
						['/v1/video_status.get', { video_id: 'a/b?c&d' }],
						['/v2/video_translate/a%2Fb', {}],
					],
		);
	});

	it('is undefined when HeyGen has none', async () => {
		const connection = await made.connect(version, { attempts: 1 });
		const owner = { job: 'video', id: 'v' } as const;
		for (const data of [null, [], 'x', {}, { video_url: null }, { video_url: '' }]) {
			made.simulator.fault({ kind: 'status', status: 200, body: { code: 100, data } });
			expect(await freshLink(connection, owner, ['video_url'])).toBeUndefined();
		}
		expect(await freshLink(connection, owner, ['video_url'])).toBeUndefined();
	});

	it('throws when HeyGen cannot be asked', async () => {
		const connection = await made.connect(version, { attempts: 1 });
		made.simulator.fault({ kind: 'status', status: 503 });
		const error = await thrownBy(freshLink(connection, { job: 'video', id: 'v' }, ['video_url']));
		expect(error).toHaveProperty('httpCode', '503');
	});
});

it('finds the link of a translation', async () => {
	const { event_data } = await made.simulator.endTranslation({ deliver: false });
	const translationId = String(event_data.video_translate_id);
	const link = await freshLink(
		await made.connect('v3'),
		{ job: 'translation', id: translationId },
		['video_url', 'url'],
	);
	expect((await fetch(link ?? '')).status).toBe(200);
});

it.each([
	['podcast', '/v3/podcasts/j'],
	['fillerWordRemoval', '/v3/filler-word-removals/j'],
	['render', '/v3/hyperframes/renders/j'],
	['clipping', '/v3/ai-clipping/j'],
	['instantVideo', '/v3/models/videos/j'],
	['agent', '/v3/video-agents/j'],
] as const)('asks for the link of a %s at %s', async (job, path) => {
	const link = 'https://files.example/fresh.mp4';
	const data = job === 'clipping' ? { clips: [{ video_url: link }] } : { video_url: link };
	made.simulator.fault({ kind: 'status', status: 200, method: 'GET', path, body: { data } });
	const connection = await made.connect('v3');
	const names = ['clips.0.video_url', 'video_url'];
	expect(await freshLink(connection, { job, id: 'j' }, names)).toBe(link);
	expect(await freshLink(await made.connect('v1'), { job, id: 'j' }, names)).toBeUndefined();
	expect(made.simulator.requests).toHaveLength(1);
});

it('asks the video of a session that names one', async () => {
	const { event_data } = await made.simulator.finishVideo({ deliver: false });
	const body = { data: { session_id: 's', video_id: event_data.video_id } };
	const path = '/v3/video-agents/s';
	made.simulator.fault({ kind: 'status', status: 200, method: 'GET', path, body });
	const owner = { job: 'agent', id: 's' } as const;
	const link = await freshLink(await made.connect('v3'), owner, ['video_url']);
	expect((await fetch(link ?? '')).status).toBe(200);
});
