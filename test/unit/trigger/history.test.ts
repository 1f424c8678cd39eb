import type { PastEvent } from '../../../nodes/HeyGen/api/webhooks/contract';
import { readHistory, type Window, isUpTo } from '../../../nodes/HeyGen/trigger/poll/history';

const nowMs = Date.UTC(2026, 10, 24, 10);
const secondsAgo = (seconds: number): number => nowMs - seconds * 1_000;
const type = 'avatar_video.success';

const past = (id: string, createdAtMs?: number): PastEvent => ({
	type,
	...(createdAtMs !== undefined && { createdAtMs }),
	sent: { event_id: id, event_type: type, event_data: {} },
});

/** Counts what is read of a history. */
function history(entries: PastEvent[]) {
	const counter = { read: 0 };
	async function* read(): AsyncGenerator<PastEvent> {
		for (const entry of entries) {
			counter.read++;
			yield entry;
		}
	}
	return Object.assign(counter, { entries: read() });
}

const window: Window = {
	fromMs: secondsAgo(1_000),
	untilMs: secondsAgo(10),
	most: 1_000,
	latestMs: nowMs + 86_400_000,
};

async function idsIn(entries: PastEvent[], more: Partial<Window> = {}): Promise<unknown[]> {
	const { events } = await readHistory(history(entries).entries, { ...window, ...more });
	return events.map(({ event }) => event.event_id);
}

describe('what falls into the window', () => {
	it('comes oldest first, whatever the order of the list', async () => {
		const entries = [30, 20, 40, 25].map((ago) => past(`${ago}`, secondsAgo(ago)));
		expect(await idsIn(entries)).toEqual(['40', '30', '25', '20']);
		expect(await idsIn([...entries].reverse())).toEqual(['40', '30', '25', '20']);
	});

	it('of one second, the one further down the list comes first', async () => {
		expect(await idsIn(['new', 'old'].map((id) => past(id, secondsAgo(50))))).toEqual([
			'old',
			'new',
		]);
	});

	it.each<[string, number, boolean]>([
		['the start', 1_000, true],
		['just before the start', 1_001, false],
		['the end', 10, true],
		['just after the end', 9, false],
	])('%s', async (_case, ago, isIn) => {
		expect(await idsIn([past('x', secondsAgo(ago))])).toEqual(isIn ? ['x'] : []);
	});

	it('is no entry without an event type', async () => {
		const broken = { type: '', createdAtMs: secondsAgo(50), sent: { event_data: {} } };
		expect(await idsIn([broken, past('x', secondsAgo(60))])).toEqual(['x']);
	});
});

describe('a time that cannot be', () => {
	it.each([undefined, 0, NaN, Date.UTC(2019, 0, 1), window.latestMs + 1, Infinity])(
		'(%s) is that of the entry beside it',
		async (odd) => {
			const entries = [past('first', odd), past('x', secondsAgo(50)), past('second', odd)];
			const found = await readHistory(history(entries).entries, window);
			expect(found.events.map(({ madeAtMs }) => madeAtMs)).toEqual(Array(3).fill(secondsAgo(50)));
			expect(found.newest?.atMs).toBe(secondsAgo(50));
		},
	);

	it('moves nothing where there is no other', async () => {
		const found = await readHistory(history([past('x'), past('y', Infinity)]).entries, window);
		expect(found).toEqual({ events: [] });
	});
});

describe('the end of reading', () => {
	const falling = (count: number, from: number): PastEvent[] =>
		Array.from({ length: count }, (_, index) => past(`${index}`, secondsAgo(from + index)));

	it('is a page that ends in ten old ones, where times fall', async () => {
		const list = history(falling(500, 995));
		const { events } = await readHistory(list.entries, window);
		expect(events).toHaveLength(6);
		expect(list.read).toBe(100);
		const longer = history(falling(500, 905));
		await readHistory(longer.entries, window);
		expect(longer.read).toBe(200);
	});

	it('is not within a page, whatever its order', async () => {
		const page = [...falling(60, 2_000), past('a', secondsAgo(50)), ...falling(39, 2_100)];
		expect(await idsIn([past('b', secondsAgo(60)), ...page])).toEqual(['b', 'a']);
	});

	it('is not a few old ones between new ones', async () => {
		const old = falling(9, 2_000);
		const entries = [past('a', secondsAgo(50)), ...old, past('b', secondsAgo(60)), ...old];
		expect(await idsIn(entries)).toEqual(['b', 'a']);
	});

	it('is not before the end where times rise', async () => {
		const entries = [...falling(30, 2_000).reverse(), past('last', secondsAgo(50))];
		expect(await idsIn(entries)).toEqual(['last']);
	});

	it('is the most that may be read, before another page is asked for, and tells where it was cut', async () => {
		const list = history(falling(500, 20));
		const found = await readHistory(list.entries, { ...window, most: 100 });
		expect(found.events).toHaveLength(100);
		expect(found.cutAtMs).toBe(secondsAgo(119));
		expect(list.read).toBe(100);
		const whole = await readHistory(history(falling(99, 20)).entries, { ...window, most: 100 });
		expect(whole).not.toHaveProperty('cutAtMs');
	});
});

describe('where the history stands', () => {
	const newest = async ({ entries }: ReturnType<typeof history>) =>
		(
			await readHistory(entries, {
				fromMs: Infinity,
				untilMs: Infinity,
				most: 100,
				latestMs: nowMs,
			})
		).newest;

	it('is its newest second, with every event of it', async () => {
		const entries = [
			past('odd', Infinity),
			past('a', secondsAgo(5)),
			past('b', secondsAgo(5)),
			past('c', secondsAgo(6)),
		];
		expect(await newest(history(entries))).toEqual({
			atMs: secondsAgo(5),
			ids: ['odd', 'a', 'b'],
		});
	});

	it('is the last one of a list that rises', async () => {
		const entries = ['a', 'b', 'c'].map((id, index) => past(id, secondsAgo(9 - index)));
		expect(await newest(history(entries))).toEqual({
			atMs: secondsAgo(7),
			ids: ['c'],
		});
	});

	it('is the newest of a page, whatever its order, and no further page is read', async () => {
		const entries = Array.from({ length: 300 }, (_, index) => past(`${index}`, secondsAgo(index)));
		const [first, ...others] = entries.splice(0, 50);
		const list = history([...others, ...(first === undefined ? [] : [first]), ...entries]);
		expect(await newest(list)).toEqual({ atMs: secondsAgo(0), ids: ['0'] });
		expect(list.read).toBe(100);
	});

	it('is nowhere in an empty one, and read no further than told', async () => {
		expect(await newest(history([]))).toBeUndefined();
		const list = history(Array(150).fill(past('a', secondsAgo(5))));
		await newest(list);
		expect(list.read).toBe(100);
	});
});

it('a position holds all before its moment, and of that moment only what was there', () => {
	const at = (id: string, madeAtMs: number) => ({
		event: { event_type: 'avatar_video.success', event_id: id },
		madeAtMs,
	});
	const position = { atMs: 1_000, ids: ['there'] };
	expect(isUpTo(position, at('new', 999))).toBe(true);
	expect(isUpTo(position, at('there', 1_000))).toBe(true);
	expect(isUpTo(position, at('new', 1_000))).toBe(false);
	expect(isUpTo(position, at('there', 1_001))).toBe(false);
});
