import { bench } from './support/bench';
import { setTime } from './support/clock';
import { actionType } from './support/code';
import { editor } from './support/editor';

const here = bench();
const search = async (name: string, filter?: string, token?: string) =>
	await editor(here, 'v3', actionType).search(name, filter, token);
const voices = '/v3/voices';
const looks = '/v3/avatars/looks';

afterEach(() => jest.useRealTimers());

describe('the list of looks', () => {
	beforeEach(() => {
		// It reads for three seconds at the most.
		setTime('2026-11-24T10:00:00Z');
		here.simulator.seed('avatars', 1_000, (index) => (index === 700 ? { name: 'Zelda' } : {}));
		here.simulator.seed('looks', 5_000, (index) => (index === 30 ? { name: 'Kim 00004' } : {}));
	});

	it("shows each look with its avatar and type, the account's own first", async () => {
		const { results } = await search('searchLooks');
		expect(results[1]).toEqual({
			name: 'Alex 00011 (Alex 00003, studio avatar)',
			value: 'look_00011',
		});
		expect(here.simulator.asked('GET', looks)).toMatchObject([{ query: { ownership: 'private' } }]);
	});

	it('finds all looks of an avatar by its name, and HeyGen looks for them', async () => {
		const { results } = await search('searchLooks', 'zelda');
		expect(results.map(({ value }) => value)).toEqual(
			[3501, 3502, 3503, 3504, 3505].map((number) => `look_0${number}`),
		);
		expect(here.simulator.asked('GET', looks)[0]).toMatchObject({
			query: { group_id: 'group_00701' },
		});
	});

	it('asks for the names of avatars once while a person types', async () => {
		await search('searchLooks');
		const asked = here.simulator.count('GET', '/v3/avatars');
		await search('searchLooks', 'k');
		await search('searchLooks', 'ki');
		expect(here.simulator.count('GET', '/v3/avatars')).toBe(asked);
	});

	it('shows what it has found when the rest would take long, and reads on from there', async () => {
		await search('searchLooks');
		jest.useRealTimers();
		const before = here.simulator.count('GET', looks);
		here.simulator.fault({ kind: 'slow', delayMs: 700, path: looks, times: Infinity });
		const { results, paginationToken } = await search('searchLooks', 'kim 00004');
		expect(results.map(({ value }) => value)).toEqual(['look_00031']);
		expect(paginationToken).toEqual(expect.any(String));
		expect(here.simulator.count('GET', looks) - before).toBeLessThanOrEqual(2);
	});

	it('shows none twice, over all pages', async () => {
		const seen: unknown[] = [];
		let token: string | undefined;
		do {
			const page = await search('searchLooks', 'kim', token);
			seen.push(...page.results.map(({ value }) => value));
			token = page.paginationToken as string | undefined;
		} while (token !== undefined && seen.length < 200);
		expect(new Set(seen).size).toBe(seen.length);
	});
});

it('shows what has a number for an ID', async () => {
	const data = [{ id: 12, name: 'Anna', gender: 'female' }];
	here.simulator.fault({ kind: 'status', status: 200, path: '/v3/avatars', body: { data } });
	const { results } = await search('searchAvatars');
	expect(results).toEqual([{ name: 'Anna (female)', value: '12' }]);
});

describe('the list of voices', () => {
	beforeEach(() => {
		here.simulator.seed('voices', 300, (index) =>
			index === 299 ? { name: 'Mine', type: 'private', language: 'Danish' } : {},
		);
	});

	it("begins with the account's own, which HeyGen leaves out unless asked", async () => {
		const { results } = await search('searchVoices');
		expect(results[0]).toEqual({ name: 'Mine (Danish, male)', value: 'voice_00300' });
		expect(results.length).toBeGreaterThan(20);
	});

	it('lets HeyGen filter by language and gender where these are typed', async () => {
		const { results } = await search('searchVoices', 'danish MALE');
		expect(results[0]?.value).toBe('voice_00300');
		expect(results.every(({ name }) => name.endsWith('(Danish, male)'))).toBe(true);
		expect(new Set(results.map(({ value }) => value)).size).toBe(results.length);
		expect(here.simulator.asked('GET', voices)).toContainEqual(
			expect.objectContaining({
				query: expect.objectContaining({ language: 'Danish', gender: 'male' }) as unknown,
			}),
		);
	});

	it('finds by name, without a filter that HeyGen may not know', async () => {
		const { results } = await search('searchVoices', 'robin 00257');
		expect(results.map(({ value }) => value)).toEqual(['voice_00257']);
		expect(JSON.stringify(here.simulator.asked('GET', voices))).not.toContain('"language"');
	});

	it('has only voices of starfish where a text is spoken', async () => {
		await search('searchSpeechVoices');
		for (const { query } of here.simulator.asked('GET', voices)) {
			expect(query).toMatchObject({ engine: 'starfish' });
		}
	});
});

it('lists the languages of translations by name', async () => {
	const options = await editor(here, 'v3', actionType).options('getLanguages');
	expect(options[0]).toEqual({ name: 'Danish', value: 'Danish' });
	expect(options.map(({ value }) => value)).toContain('Spanish (Spain)');
});
