import { bench, thrownBy } from './support/bench';
import { actionType } from './support/code';
import { editor } from './support/editor';

const here = bench();
const search = async (name: string, filter?: string, token?: string) =>
	await editor(here, 'v3', actionType).search(name, filter, token);
const pages = (path: string): number => here.simulator.count('GET', path);

describe('a list of 5,000 looks', () => {
	const looks = '/v3/avatars/looks';
	beforeEach(() =>
		here.simulator.seed('looks', 5_000, (index) => (index === 4_900 ? { name: 'Zelda' } : {})),
	);

	it('shows its first page, and where the next begins', async () => {
		const first = await search('searchLooks');
		expect(first.results.length).toBeGreaterThanOrEqual(20);
		expect(pages(looks)).toBe(1);
		const token = String(first.paginationToken);
		const second = await search('searchLooks', '', token);
		const values = [...first.results, ...second.results].map(({ value }) => value);
		expect(new Set(values).size).toBe(values.length);
	});

	it('is read no further than until the hits fill a page', async () => {
		const { results, paginationToken } = await search('searchLooks', 'robin');
		expect(results.length).toBeGreaterThanOrEqual(20);
		expect(results.every(({ name }) => name.startsWith('Robin'))).toBe(true);
		expect(pages(looks)).toBeLessThan(10);
		expect(paginationToken).toEqual(expect.any(String));
	});

	it('gives the one that stands on page 99', async () => {
		// On a slow machine it takes more than the 8 s of one search.
		let found = await search('searchLooks', 'zelda');
		while (found.results.length === 0 && found.paginationToken !== undefined) {
			found = await search('searchLooks', 'zelda', String(found.paginationToken));
		}
		expect(found.results.map(({ name }) => name)).toEqual([expect.stringContaining('Zelda')]);
	});
});

describe('a list that is slow', () => {
	it('is over after 8 seconds, with what was found until then, and goes on from there', async () => {
		here.simulator.seed('templates', 250, (index) => (index === 5 ? { name: 'Zelda' } : {}));
		const path = '/v3/templates';
		// Nothing is found on the second page, and the third does not come.
		here.simulator.fault({ kind: 'slow', delayMs: 1, path, times: 2 });
		here.simulator.fault({ kind: 'hang', path, times: 1 });
		const beganAtMs = Date.now();
		const { results, paginationToken } = await search('searchTemplates', 'nobody');
		expect(Date.now() - beganAtMs).toBeGreaterThanOrEqual(7_900);
		expect([results, paginationToken]).toEqual([[], expect.any(String)]);
		const more = await search('searchTemplates', 'nobody', String(paginationToken));
		expect(more).toEqual({ results: [] });
	});

	it('of endpoints ends so too', async () => {
		for (let index = 0; index < 150; index++) {
			here.simulator.addEndpoint({ url: `https://a.example/${index}`, generation: 'v3' });
		}
		const path = '/v3/webhooks/endpoints';
		here.simulator.fault({ kind: 'slow', delayMs: 1, path, times: 1 });
		here.simulator.fault({ kind: 'hang', path, times: 1 });
		const { results } = await search('searchEndpoints');
		expect(results).toHaveLength(100);
	});
});

it('lets HeyGen search videos by their title', async () => {
	here.simulator.seed('videos', 300);
	const { results } = await search('searchVideos', 'Video 00150');
	expect(results).toEqual([{ name: 'Video 00150 (completed)', value: 'video_00150' }]);
	expect(here.simulator.asked('GET', '/v3/videos')).toMatchObject([
		{ query: { title: 'Video 00150' } },
	]);
});

it.each(['searchVideos', 'searchVoices', 'searchTemplates', 'searchStyles', 'searchSessions'])(
	'%s says with a v1 credential what it needs',
	async (name) => {
		const list = editor(here, 'v1', actionType).search(name);
		expect((await thrownBy(list)).message).toMatch(/needs HeyGen's API v3/);
	},
);

describe("a template's variables", () => {
	const mapped = async (templateId: unknown) =>
		await editor(here, 'v3', actionType, {
			resource: 'template',
			operation: 'generate',
			templateId: { __rl: true, mode: 'id', value: templateId as string },
		}).mapped('getTemplateVariables');

	it('are listed by name, with what they are', async () => {
		here.simulator.seed('templates', 1);
		const { fields } = await mapped('template_00001');
		expect(fields.map(({ id, displayName }) => [id, displayName])).toEqual([
			['name', 'name'],
			['logo', 'logo (image)'],
		]);
	});

	it('are none while no template is chosen, and HeyGen is not asked', async () => {
		expect(await mapped('')).toEqual({ fields: [] });
		expect(here.simulator.requests).toEqual([]);
	});
});
