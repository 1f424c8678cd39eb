import { bench, bytes, post, signed, success } from '../support/bench';
import { advance, minutes, setTime } from '../support/clock';
import { bodyOf, endpointOf, lose, send } from '../support/heygen';
import { accepted, arrive, leaderDies, mains, out } from '../support/mains';
import { ticks } from '../support/ticks';

const here = bench();

beforeEach(() => setTime('2026-11-24T10:00:00Z'));
afterEach(() => jest.useRealTimers());

it('a change of the leader loses and doubles nothing, and leaves endpoint and secret alone', async () => {
	const [first, second] = await mains(here);
	expect(await accepted(here, first, ['a', 'b'])).toEqual([200, 200]);
	await lose(here, { video_id: 'before' });
	await ticks(first, 1);
	const { endpoint_id, secret } = endpointOf(here, first);
	await lose(here, { video_id: 'not looked at' });
	first.stop();
	advance(minutes(3));
	await lose(here, { video_id: 'meanwhile' });
	second.open();
	expect(await accepted(here, second, ['c', 'd'])).toEqual([200, 200]);
	await second.activate('leadershipChange');
	await ticks(second, 3);
	const all = ['a', 'b', 'before', 'c', 'd', 'meanwhile', 'not looked at'];
	expect(await out([first, second])).toEqual(all);
	expect(endpointOf(here, second)).toMatchObject({ endpoint_id, secret });
	// and back to the first one, which still remembers how it was
	second.stop();
	await first.activate('leadershipChange');
	await ticks(first, 3);
	expect(await accepted(here, first, ['e', 'f'])).toEqual([200, 200]);
	expect(await out([first, second])).toEqual([...all, 'e', 'f'].sort());
	expect(here.simulator.endpoints).toHaveLength(1);
});

it('a leader that dies at a step of a tick is followed by one that brings all once', async () => {
	// Each of them is tried in `long/killed`.
	await leaderDies(here, 3);
});

it.each([['nothing'], ['a repair']])(
	'two that lead at the same time for a while lose and double nothing, with %s to do',
	async (what) => {
		const [first, second] = await mains(here);
		await second.activate('leadershipChange');
		const all: string[] = [];
		for (let round = 0; round < 4; round++) {
			if (round === 1 && what === 'a repair') {
				here.simulator.removeEndpoint(endpointOf(here, first).endpoint_id);
			}
			for (const id of [`lost ${round}`, `sent ${round}`]) {
				const event = bodyOf(await lose(here, { video_id: id }));
				all.push(id);
				const [endpoint] = here.simulator.endpoints;
				if (endpoint === undefined || id.startsWith('lost')) continue;
				const body = bytes(event);
				await post(endpoint.url, body, { 'Heygen-Signature': signed(body, endpoint.secret) });
			}
			advance(minutes(10));
			await Promise.all([first.tick(), second.tick()]);
			await Promise.all([first.results(), second.results()]);
		}
		expect(here.simulator.endpoints.map(({ url }) => url)).toEqual([first.url]);
		first.stop();
		second.open();
		// whatever secret was left in the database, the checks bring the events
		for (let round = 0; round < 6; round++) {
			const id = `alone ${round}`;
			all.push(id);
			advance(minutes(3));
			await arrive(here, second, round % 2, id);
			await ticks(second, 1);
		}
		await accepted(here, second, ['x', 'y']);
		await ticks(second, 2);
		expect(await out([first, second])).toEqual([...all, 'x', 'y'].sort());
		expect(here.simulator.endpoints).toHaveLength(1);
	},
);

it('each of two mains hands a look back over a few times at the most', async () => {
	const [first, second] = await mains(here);
	await lose(here, { video_id: 'a' });
	expect(await send(here, first, success('b'), { url: first.urlOf(0) })).toMatchObject({
		status: 200,
	});
	await ticks(first, 6);
	first.stop();
	await second.activate('leadershipChange');
	await ticks(second, 6);
	const handed = [first, second].map(
		({ stored }) =>
			stored.filter(({ input }) => JSON.stringify(input).includes('"lookBack"')).length,
	);
	expect(await out([first, second])).toEqual(['a', 'b']);
	for (const count of handed) expect(count).toBeLessThanOrEqual(5);
});
