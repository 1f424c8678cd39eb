import type { Generation } from '../../simulator';
import { bench, bytes, generations, pause, success } from '../support/bench';
import { advance, minutes, setTime } from '../support/clock';
import { database, released } from '../support/database';
import { bodyOf, endpointOf, lose, send, videosOf } from '../support/heygen';
import { inLanes } from '../support/lanes';
import type { N8n } from '../support/n8n';
import { step } from '../support/process';
import { ticks } from '../support/ticks';

const here = bench();
const ids = (count: number) => Array.from({ length: count }, (_, index) => `v${index + 100}`);

afterEach(() => jest.useRealTimers());

/** Two webhook processors and two workers beside main, each with a memory of its own. */
const scaled = async (generation: Generation, workers = 2): Promise<N8n> => {
	const n8n = here.workflow(generation);
	n8n.scaleOut(2, workers);
	await n8n.activate();
	return n8n;
};

const sendTo = async (n8n: N8n, processor: number, id: string) =>
	await send(here, n8n, success(id), { url: n8n.urlOf(processor) });

describe('queue mode', () => {
	it.each(generations)(
		'over %s runs a delivery to either processor once, and refuses a forged one on both',
		async (generation) => {
			const n8n = await scaled(generation);
			expect(await sendTo(n8n, 0, 'a')).toMatchObject({ status: 200 });
			expect(await sendTo(n8n, 1, 'b')).toMatchObject({ status: 200 });
			for (const processor of [0, 1]) {
				const url = n8n.urlOf(processor);
				const forged = await send(here, n8n, success('x'), { url, secret: 'whsec_of_nobody' });
				expect(forged).toMatchObject({ status: 401 });
			}
			expect((await videosOf(n8n)).sort()).toEqual(['a', 'b']);
			expect(here.simulator.endpoints).toHaveLength(1);
		},
	);

	it('runs what comes to both at the same moment once', async () => {
		const n8n = await scaled('v3');
		database.slowMs = 3;
		for (const id of ids(20)) {
			await Promise.all([sendTo(n8n, 0, id), sendTo(n8n, 1, id)]);
		}
		expect((await videosOf(n8n)).sort()).toEqual(ids(20));
	});

	it('runs each of 20 events once of which each comes three times, on four workers', async () => {
		const n8n = await scaled('v3', 4);
		let turn = 0;
		database.between = async () => await pause((turn = (turn * 7 + 3) % 11));
		await inLanes([...ids(20), ...ids(20).reverse(), ...ids(20)], 12, async (id) => {
			const { status } = await sendTo(n8n, turn++ % 2, id);
			expect(status).toBe(200);
		});
		expect((await videosOf(n8n)).sort()).toEqual(ids(20));
		database.between = () => {};
		n8n.restartQueue();
		await inLanes(ids(20), 12, async (id) => void (await sendTo(n8n, turn++ % 2, id)));
		expect((await videosOf(n8n)).sort()).toEqual(ids(20));
		await released();
	});

	it('writes no static data on a worker', async () => {
		const n8n = await scaled('v3');
		const saved = structuredClone(n8n.saved);
		await inLanes(ids(10), 4, async (id) => void (await sendTo(n8n, 0, id)));
		await n8n.results();
		expect(n8n.saved).toEqual(saved);
	});

	it('loses and doubles nothing while the database is away for a moment', async () => {
		const n8n = await scaled('v3');
		let count = 0;
		database.between = async () => {
			if (++count !== 5) return;
			database.isAway = true;
			await pause(400);
			database.isAway = false;
		};
		const refused: string[] = [];
		await inLanes(ids(30), 6, async (id) => {
			if ((await sendTo(n8n, count % 2, id)).status !== 200) refused.push(id);
		});
		await n8n.results();
		await inLanes(refused, 6, async (id) => void (await sendTo(n8n, 0, id)));
		expect((await videosOf(n8n)).sort()).toEqual(ids(30));
	});
});

describe('queue mode with the recovery', () => {
	beforeEach(() => setTime('2026-11-24T10:00:00Z'));

	it('keeps endpoint and secret over ticks that find deliveries', async () => {
		const n8n = await scaled('v3');
		const { secret } = endpointOf(here, n8n);
		for (const id of ids(6)) {
			advance(minutes(1));
			const { event_id, event_type, event_data } = await lose(here, { video_id: id });
			const body = bytes({ event_id, event_type, event_data });
			await send(here, n8n, body.toString(), { url: n8n.urlOf(Number(id.at(-1)) % 2) });
		}
		await ticks(n8n, 4);
		expect((await videosOf(n8n)).sort()).toEqual(ids(6));
		expect(endpointOf(here, n8n).secret).toBe(secret);
		n8n.restartQueue();
		expect(await sendTo(n8n, 0, 'after')).toMatchObject({ status: 200 });
		expect(await sendTo(n8n, 1, 'that')).toMatchObject({ status: 200 });
		await n8n.newProcess();
		await ticks(n8n, 3);
		expect(await sendTo(n8n, 1, 'too')).toMatchObject({ status: 200 });
		expect((await videosOf(n8n)).sort()).toEqual([...ids(6), 'after', 'that', 'too'].sort());
		expect(n8n.runs.length).toBeLessThanOrEqual(9 + 4);
	});

	it('brings what was lost once, and repairs an endpoint for all processes', async () => {
		const n8n = await scaled('v3');
		advance(minutes(1));
		for (const id of ids(4)) await lose(here, { video_id: id });
		here.simulator.removeEndpoint(endpointOf(here, n8n).endpoint_id);
		await ticks(n8n, 3);
		expect((await videosOf(n8n)).sort()).toEqual(ids(4));
		for (const processor of [0, 1]) {
			expect(await sendTo(n8n, processor, `p${processor}`)).toMatchObject({ status: 200 });
		}
		const { endpoint_id, secret } = endpointOf(here, n8n);
		await ticks(n8n, 4);
		expect(endpointOf(here, n8n)).toMatchObject({ endpoint_id, secret });
		expect((await videosOf(n8n)).sort()).toEqual(['p0', 'p1', ...ids(4)].sort());
	});

	const rotations = (): number =>
		here.simulator.count('POST', /^\/v3\/webhooks\/endpoints\/[^/]+\/rotate-secret$/);
	/** In HeyGen's list, and delivered to one processor with what HeyGen signs with now. */
	const happen = async (n8n: N8n, processor: number, id: string): Promise<number> => {
		const event = await lose(here, { video_id: id });
		const { status } = await send(here, n8n, bodyOf(event), { url: n8n.urlOf(processor) });
		return status;
	};

	it('brings the events of a secret that was changed at HeyGen by its checks', async () => {
		const n8n = await scaled('v3');
		here.simulator.rotate(endpointOf(here, n8n).endpoint_id);
		for (const [index, id] of ids(3).entries()) {
			advance(minutes(3));
			expect(await happen(n8n, index % 2, id)).toBe(401);
			await ticks(n8n, 1);
		}
		expect((await videosOf(n8n)).sort()).toEqual(ids(3));
	});

	it('takes forgeries at one processor for nothing, when deliveries arrive at the other', async () => {
		const n8n = await scaled('v3');
		for (const id of ids(5)) {
			advance(minutes(3));
			expect(await happen(n8n, 1, id)).toBe(200);
			const forged = { url: n8n.urlOf(0), secret: 'whsec_of_nobody' };
			expect(await send(here, n8n, success(`forged ${id}`), forged)).toMatchObject({ status: 401 });
			await ticks(n8n, 1);
		}
		expect(rotations()).toBe(0);
		expect((await videosOf(n8n)).sort()).toEqual(ids(5));
	});
});

describe('an execution that is cut in queue mode', () => {
	beforeEach(() => setTime('2026-11-24T10:00:00Z'));

	/** Both workers have run something, so that nothing is done for the first time. */
	const begun = async (): Promise<N8n> => {
		const n8n = await scaled('v3');
		for (const id of ['w0', 'w1']) expect(await sendTo(n8n, 0, id)).toMatchObject({ status: 200 });
		await n8n.results();
		advance(minutes(1));
		return n8n;
	};
	/** Whoever does this step in the meantime is killed by it, and replaced. */
	const cut = async (n8n: N8n, step: string, work: () => Promise<unknown>): Promise<void> => {
		for (const worker of n8n.workers) {
			worker.onStep = (name) => {
				if (name === step) worker.kill();
			};
		}
		await work();
		await n8n.results();
		expect(n8n.workers.filter(({ isAlive }) => !isAlive)).toHaveLength(1);
		n8n.restartQueue();
	};
	const arrive = async (n8n: N8n): Promise<void> => {
		const event = bodyOf(await lose(here, { video_id: 'a' }));
		expect(await send(here, n8n, event, { url: n8n.urlOf(0) })).toMatchObject({ status: 200 });
	};
	const out = async (n8n: N8n): Promise<string[]> =>
		(await videosOf(n8n)).filter((id) => id === 'a');
	const crashed = async (n8n: N8n): Promise<number> =>
		(await n8n.results()).filter(({ status }) => status === 'crashed').length;

	it('comes by the next check when it had recorded nothing', async () => {
		const n8n = await begun();
		await cut(n8n, 'select sent', async () => await arrive(n8n));
		expect(await out(n8n)).toEqual([]);
		await ticks(n8n, 1);
		expect(await out(n8n)).toEqual(['a']);
		await ticks(n8n, 4);
		expect(await out(n8n)).toEqual(['a']);
	});

	it('comes by the second hand-over when the first one is cut too', async () => {
		const n8n = await begun();
		await cut(n8n, 'select sent', async () => await arrive(n8n));
		await cut(n8n, 'select sent', async () => await ticks(n8n, 1));
		expect(await out(n8n)).toEqual([]);
		await ticks(n8n, 1);
		expect(await out(n8n)).toEqual(['a']);
		await ticks(n8n, 4);
		expect(await out(n8n)).toEqual(['a']);
	});

	it('comes by a later look back when two are cut, at a new main at the latest', async () => {
		const n8n = await begun();
		await cut(n8n, 'select sent', async () => await arrive(n8n));
		await cut(n8n, 'select sent', async () => await ticks(n8n, 1));
		await cut(n8n, 'select sent', async () => await ticks(n8n, 1));
		await n8n.newProcess();
		expect(await out(n8n)).toEqual(['a']);
	});

	it('is lost when n8n had not saved it though its event was recorded, and is shown as crashed', async () => {
		const n8n = await begun();
		n8n.downstream = async () => {
			// by now the lock is free again
			await pause(100);
			await step('next node');
		};
		await cut(n8n, 'next node', async () => await arrive(n8n));
		await ticks(n8n, 3);
		await n8n.newProcess();
		await ticks(n8n, 3);
		expect(await out(n8n)).toEqual([]);
		expect(await crashed(n8n)).toBe(1);
	});
});
