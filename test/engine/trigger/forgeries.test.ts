import { bench, bytes, success } from '../support/bench';
import { advance, minutes, setTime } from '../support/clock';
import { bodyOf, forge, lose, send, videosOf } from '../support/heygen';
import type { N8n } from '../support/n8n';
import { ticks } from '../support/ticks';

const here = bench();
/** More than are remembered. */
const forgeryCount = 120;
const only = () => {
	expect(here.simulator.endpoints).toHaveLength(1);
	const [endpoint] = here.simulator.endpoints;
	if (endpoint === undefined) throw new Error('no endpoint');
	return endpoint;
};

beforeEach(() => setTime('2026-11-24T10:00:00Z'));
afterEach(() => jest.useRealTimers());

const started = async (parameters = {}): Promise<N8n> => {
	const n8n = here.workflow('v3', parameters);
	await n8n.activate();
	advance(minutes(1));
	return n8n;
};

const rotations = (): number =>
	here.simulator.count('POST', /^\/v3\/webhooks\/endpoints\/[^/]+\/rotate-secret$/);

describe('forgeries', () => {
	/** HeyGen made it and its delivery got lost; somebody knows it and signs with nothing. */
	const forgedLoss = async (n8n: N8n, id: string): Promise<void> => {
		const event = await lose(here, { video_id: id });
		expect(await forge(here, n8n, bodyOf(event))).toMatchObject({ status: 401 });
	};

	it('of one lost event rotate nothing', async () => {
		const n8n = await started();
		const { secret } = only();
		await forgedLoss(n8n, 'a');
		await ticks(n8n, 4);
		expect(only().secret).toBe(secret);
		expect(rotations()).toBe(0);
		expect(await videosOf(n8n)).toEqual(['a']);
	});

	it('of one lost event, hundreds in a row, rotate nothing and take nothing away', async () => {
		const n8n = await started();
		const { secret } = only();
		const event = await lose(here, { video_id: 'a' });
		for (let each = 0; each < forgeryCount; each++) {
			expect(await forge(here, n8n, bodyOf(event))).toMatchObject({ status: 401 });
			here.logs.clear();
		}
		expect(await send(here, n8n, success('right'))).toMatchObject({ status: 200 });
		await ticks(n8n, 4);
		expect(rotations()).toBe(0);
		expect(only().secret).toBe(secret);
		expect((await videosOf(n8n)).sort()).toEqual(['a', 'right']);
	});

	it('of several events that were lost within one tick rotate nothing', async () => {
		const n8n = await started();
		for (const id of ['a', 'b', 'c']) await forgedLoss(n8n, id);
		await ticks(n8n, 4);
		expect(rotations()).toBe(0);
		expect((await videosOf(n8n)).sort()).toEqual(['a', 'b', 'c']);
	});

	it('of events lost ticks apart rotate nothing when genuine ones arrive in between', async () => {
		const n8n = await started();
		for (const id of ['a', 'b', 'c', 'd']) {
			await forgedLoss(n8n, id);
			await ticks(n8n, 2);
			expect(await send(here, n8n, success(`right ${id}`))).toMatchObject({ status: 200 });
			advance(minutes(1));
		}
		await ticks(n8n, 2);
		expect(rotations()).toBe(0);
		expect(await videosOf(n8n)).toHaveLength(8);
	});

	it('of events that arrived, or never were, rotate nothing', async () => {
		const n8n = await started();
		for (let index = 0; index < 4; index++) {
			const { event_id, event_type, event_data } = await here.simulator.finishVideo();
			advance(minutes(1));
			await forge(here, n8n, { event_id, event_type, event_data });
			await forge(here, n8n, success(`forged ${index}`));
			await ticks(n8n, 1);
		}
		expect(rotations()).toBe(0);
	});

	it('are never parsed', async () => {
		const n8n = await started();
		const parse = jest.spyOn(JSON, 'parse');
		const body = bytes('{"event_type":"avatar_video.success","nobody":"signed this"}');
		const before = parse.mock.calls.length;
		await forge(here, n8n, body.toString());
		const own = parse.mock.calls.slice(before).filter(([text]) => text.includes('nobody'));
		parse.mockRestore();
		// n8n's server parses the body once, the node must not.
		expect(own.length).toBeLessThanOrEqual(1);
	});
});

describe('a secret that HeyGen changed', () => {
	/** HeyGen signs with what it has now; one attempt. */
	const refused = async (n8n: N8n, id: string): Promise<void> => {
		const event = await lose(here, { video_id: id });
		expect(await send(here, n8n, bodyOf(event))).toMatchObject({ status: 401 });
	};

	it.each([0, forgeryCount])(
		'is noticed after two events, a tick apart, with %d forgeries around them',
		async (forgeries) => {
			const n8n = await started();
			await send(here, n8n, success('right'));
			advance(minutes(2));
			here.simulator.rotate(only().endpoint_id);
			const flood = async () => {
				const all = Array.from({ length: forgeries }, (_, index) => success(`forged ${index}`));
				await Promise.all(all.map(async (event) => await forge(here, n8n, event)));
			};
			await refused(n8n, 'a');
			await flood();
			await ticks(n8n, 1);
			advance(minutes(5));
			await refused(n8n, 'b');
			await flood();
			await ticks(n8n, 3);
			expect((await here.simulator.finishVideo({ videoId: 'c' })).attempts).toMatchObject([
				{ status: 200 },
			]);
			await n8n.newProcess();
			expect((await here.simulator.finishVideo({ videoId: 'd' })).attempts).toMatchObject([
				{ status: 200 },
			]);
			await ticks(n8n, 2);
			expect((await videosOf(n8n)).sort()).toEqual(['a', 'b', 'c', 'd', 'right']);
			expect(rotations()).toBe(1);
		},
	);

	it('costs no event meanwhile', async () => {
		const n8n = await started();
		here.simulator.rotate(only().endpoint_id);
		for (const id of ['a', 'b', 'c', 'd', 'e']) {
			await here.simulator.finishVideo({ videoId: id });
			await ticks(n8n, 2);
		}
		expect((await videosOf(n8n)).sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
	});
});
