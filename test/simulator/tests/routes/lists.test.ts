import type { ShelfName } from '../../index';
import { bench, v3Error } from '../support';

const made = bench();

interface Page {
	data: Array<Record<string, string>>;
	has_more: boolean;
	next_token: string | null;
}

const page = async (path: string, params: object) =>
	(await made.api.get<Page>(path, { params })).data;

/** A list, what fills it, the name of its id, its usual and its largest page. */
const lists: ReadonlyArray<readonly [string, ShelfName, string, number, number]> = [
	['/v3/videos', 'videos', 'id', 10, 100],
	['/v3/avatars', 'avatars', 'id', 20, 50],
	['/v3/avatars/looks', 'looks', 'id', 20, 50],
	['/v3/voices', 'voices', 'voice_id', 20, 100],
	['/v3/templates', 'templates', 'id', 10, 100],
	['/v3/brand-kits', 'brandKits', 'brand_kit_id', 20, 100],
	['/v3/video-agents/styles', 'styles', 'style_id', 20, 100],
	['/v3/brand-glossaries', 'brandGlossaries', 'brand_glossary_id', 10, 100],
	['/v3/video-agents', 'sessions', 'session_id', 20, 100],
	['/v3/video-translations', 'translations', 'id', 10, 100],
	['/v3/video-translations/proofreads', 'proofreads', 'id', 10, 100],
	['/v3/lipsyncs', 'lipsyncs', 'id', 10, 100],
	['/v3/ai-clipping', 'clippings', 'id', 10, 100],
	['/v3/hyperframes/renders', 'renders', 'render_id', 10, 100],
	['/v3/podcasts', 'podcasts', 'podcast_id', 20, 100],
	['/v3/background-removals', 'backgroundRemovals', 'id', 10, 100],
	['/v3/models/audio/voices', 'trainedVoices', 'voice_id', 10, 100],
	['/v3/audio/sounds?query=rain&type=music', 'sounds', 'id', 10, 50],
	['/v3/assets?username=simulated-user', 'assets', 'id', 20, 100],
	['/v3/assets/search?query=cat&type=image', 'pictures', 'id', 20, 50],
];

/** Everything that any of the lists wants to see of an entry. */
const visible = {
	type: 'public',
	variables: { name: {} },
	logos: [],
	owner: 'simulated-user',
	score: 1,
	_scope: 'public',
};

const types: Partial<Record<ShelfName, string>> = { sounds: 'music', pictures: 'image' };

function fill(shelf: ShelfName, key: string, count: number): void {
	for (let number = count; number > 0; number--) {
		const id = `x_${String(number).padStart(5, '0')}`;
		made.simulator.put(shelf, { ...visible, type: types[shelf] ?? 'public', [key]: id });
	}
}

describe.each(lists)('%s', (path, shelf, key, usual, most) => {
	it('pages through all, in one order, each once', async () => {
		fill(shelf, key, usual * 2 + 3);
		const seen: Array<string | undefined> = [];
		const sizes: number[] = [];
		let token: string | null | undefined;
		while (token !== null) {
			const next: Page = await page(path, token === undefined ? {} : { token });
			seen.push(...next.data.map((each) => each[key]));
			sizes.push(next.data.length);
			expect(next.has_more).toBe(next.next_token !== null);
			token = next.next_token;
		}
		expect(sizes).toEqual([usual, usual, 3]);
		expect(seen[0]).toMatch(/_00001$/);
		expect(new Set(seen).size).toBe(usual * 2 + 3);
	});

	it('takes limits up to its largest page', async () => {
		fill(shelf, key, most + 1);
		expect((await page(path, { limit: most })).data).toHaveLength(most);
		for (const limit of [0, most + 1, 'ten', '1.5', '']) {
			const { status, data } = await made.api.get(path, { params: { limit } });
			expect([limit, status, data]).toEqual([limit, 400, v3Error('invalid_parameter', 'limit')]);
		}
	});

	it('refuses filters and tokens that it does not know', async () => {
		for (const param of ['name', 'token']) {
			const { status, data } = await made.api.get(path, { params: { [param]: 'x' } });
			expect([status, data]).toEqual([400, v3Error('invalid_parameter', param)]);
		}
	});
});

it('walks through 5,000 looks', async () => {
	made.simulator.seed('looks', 5_000);
	let token: string | null | undefined;
	let count = 0;
	while (token !== null) {
		const next: Page = await page('/v3/avatars/looks', { limit: 50, ...(token && { token }) });
		count += next.data.length;
		token = next.next_token;
	}
	expect([count, made.simulator.count('GET', '/v3/avatars/looks')]).toEqual([5_000, 100]);
});

describe('filters', () => {
	it('videos: a part of the title, and the folder', async () => {
		made.simulator.seed('videos', 20, (index) => ({ folder_id: index < 5 ? 'f' : null }));
		expect((await page('/v3/videos', { title: 'deo 0001', limit: 100 })).data).toHaveLength(10);
		expect((await page('/v3/videos', { folder_id: 'f' })).data).toHaveLength(5);
		expect((await page('/v3/videos', { title: 'none' })).data).toEqual([]);
	});

	it('looks: group, type and owner', async () => {
		made.simulator.seed('looks', 30);
		const looks = async (params: object) =>
			(await page('/v3/avatars/looks', { limit: 50, ...params })).data.length;
		expect(await looks({ group_id: 'group_00002' })).toBe(5);
		expect(await looks({ avatar_type: 'photo_avatar' })).toBe(10);
		expect(await looks({ ownership: 'private' })).toBe(3);
		expect((await made.api.get('/v3/avatars/looks?avatar_type=x')).status).toBe(400);
	});

	it('voices: public ones unless told, language, gender, engine', async () => {
		made.simulator.seed('voices', 20, (index) => ({ type: index < 2 ? 'private' : 'public' }));
		const voices = async (params: object) => (await page('/v3/voices', params)).data.length;
		expect([await voices({}), await voices({ type: 'private' })]).toEqual([18, 2]);
		expect(await voices({ language: 'Danish', gender: 'male' })).toBe(1);
		expect(await voices({ engine: 'starfish' })).toBe(9);
	});

	it('a token is good for its own filters only', async () => {
		made.simulator.seed('looks', 60);
		const { next_token: token } = await page('/v3/avatars/looks', {});
		const params = { token, ownership: 'public' };
		expect((await made.api.get('/v3/avatars/looks', { params })).status).toBe(400);
	});
});
