import { freshLink } from '../../../nodes/HeyGen/api/links';
import { bench } from './support/bench';

const made = bench();

describe.each(['v1', 'v3'] as const)('freshLink over %s', (version) => {
	it('gives a link to the video that is signed just now', async () => {
		const { event_data } = await made.simulator.finishVideo({ deliver: false });
		const videoId = String(event_data.video_id);
		made.simulator.expireLinks();
		const connection = await made.connect(version);
		const link = await freshLink(connection, { videoId }, ['no_such_field', 'video_url']);
		expect(link).toMatch(/^http/);
		expect(link).not.toBe(event_data.url);
		expect((await fetch(link ?? '')).status).toBe(200);
		expect((await fetch(String(event_data.url))).status).not.toBe(200);
	});

	it('asks for the id as it is', async () => {
		const connection = await made.connect(version);
		await freshLink(connection, { videoId: 'a/b?c&d' }, ['video_url']);
		await freshLink(connection, { translationId: 'a/b' }, ['url']);
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

	it('is undefined when HeyGen has none or does not say', async () => {
		const connection = await made.connect(version, { attempts: 1 });
		const owner = { videoId: 'v' };
		for (const data of [null, [], 'x', {}, { video_url: null }, { video_url: '' }]) {
			made.simulator.fault({ kind: 'status', status: 200, body: { code: 100, data } });
			expect(await freshLink(connection, owner, ['video_url'])).toBeUndefined();
		}
		made.simulator.fault({ kind: 'status', status: 503 });
		expect(await freshLink(connection, owner, ['video_url'])).toBeUndefined();
		expect(await freshLink(connection, owner, ['video_url'])).toBeUndefined();
	});
});

it('finds the link of a translation', async () => {
	const { event_data } = await made.simulator.endTranslation({ deliver: false });
	const translationId = String(event_data.video_translate_id);
	const link = await freshLink(await made.connect('v3'), { translationId }, ['video_url', 'url']);
	expect((await fetch(link ?? '')).status).toBe(200);
});
