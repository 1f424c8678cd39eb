import { PollContext } from 'n8n-core';

import { bench, down } from '../support/bench';
import { advance, minutes, setTime } from '../support/clock';
import { lose, videosOf } from '../support/heygen';
import { pollTimesOf } from '../support/poll';

const here = bench();
const historyPath = '/v3/webhooks/events';

beforeEach(() => setTime('2026-11-24T10:00:00Z'));
afterEach(() => jest.useRealTimers());

describe('HeyGen is not asked', () => {
	it('when nothing is to be recovered', async () => {
		const n8n = here.workflow('v3', { options: { recoverMissedEvents: false } });
		await n8n.activate();
		const before = here.simulator.requests.length;
		expect(before).toBe(2);
		expect(await n8n.tick()).toBe(false);
		expect(here.simulator.requests).toHaveLength(before);
	});

	it('in v1, which has no history', async () => {
		const n8n = here.workflow('v1');
		await n8n.activate();
		const before = here.simulator.requests.length;
		expect(before).toBe(2);
		expect(await n8n.tick()).toBe(false);
		expect(here.simulator.requests).toHaveLength(before);
	});

	it('by type, because HeyGen may know a type that its filter does not', async () => {
		const n8n = here.workflow('v3', { events: ['podcast.success'] });
		await n8n.activate();
		await n8n.tick();
		const asked = here.simulator.requests.filter(({ path }) => path === historyPath);
		expect(asked.length).toBeGreaterThan(1);
		for (const { query } of asked) expect(query).not.toHaveProperty('event_type');
	});
});

describe('while HeyGen is down', () => {
	it.each([
		['answers 503', down],
		['refuses the key', { kind: 'status', status: 401, times: Infinity }],
		['answers nonsense', { kind: 'status', status: 200, body: '<html>', times: Infinity }],
		['breaks connections', { kind: 'reset', times: 4 }],
	] as const)('a tick makes nothing of it (%s)', async (_case, fault) => {
		const n8n = here.workflow('v3');
		await n8n.activate();
		advance(minutes(1));
		await here.simulator.finishVideo({ videoId: 'missed', deliver: false });
		advance(minutes(1));
		here.simulator.fault(fault);
		expect(await n8n.tick()).toBe(false);
		expect(here.logs.notable).toEqual([
			expect.stringContaining('could not be asked for missed events'),
		]);
		expect(n8n.runs).toEqual([]);
		here.simulator.clearFaults();
		expect(await n8n.tick()).toBe(true);
		expect(await n8n.json()).toMatchObject([{ video_id: 'missed' }]);
	});
});

describe('another way of n8n to poll', () => {
	it('after the hooks, instead of beside them', async () => {
		await here.simulator.finishVideo({ videoId: 'before', deliver: false });
		const n8n = here.workflow('v3');
		n8n.pollOrder = 'after';
		await n8n.activate();
		advance(minutes(1));
		await here.simulator.finishVideo({ videoId: 'missed', deliver: false });
		advance(minutes(1));
		await n8n.tick();
		await n8n.restart();
		expect(await n8n.json()).toMatchObject([{ video_id: 'missed' }]);
	});
});

describe('the interval', () => {
	it.each([
		[undefined, 10],
		[1, 1],
		[30, 30],
		[59, 59],
		[90, 59],
		[0.5, 1],
		[-1, 1],
		['abc', 10],
		['15', 15],
	])(
		'of %p is %i minutes: n8n ticks each minute, HeyGen is asked that often',
		async (value, minute) => {
			const options = value === undefined ? {} : { recoverIntervalMinutes: value };
			const n8n = here.workflow('v3', { options });
			expect(pollTimesOf(n8n)).toEqual({ item: [{ mode: 'everyMinute' }] });
			await n8n.activate();
			const tick = async (count: number): Promise<void> => {
				for (let index = 0; index < count; index++) {
					advance(minutes(1));
					await n8n.tick();
				}
			};
			const asked = (): number => here.simulator.count('GET', historyPath);
			// n8n follows its own start closely
			await tick(5 + minute);
			const before = asked();
			await tick(2 * minute);
			expect(asked() - before).toBe(2);
		},
	);
});

describe('a check at a start that has lost the expression engine to the activation', () => {
	const lost = new Error('No bridge acquired for this context');

	it.each([
		['the parameters', 'getNodeParameter'],
		['the credential', 'getCredentials'],
	] as const)('while it reads %s, is made within seconds, quietly', async (_what, method) => {
		const n8n = here.workflow('v3');
		await n8n.activate();
		n8n.stop();
		advance(minutes(5));
		await lose(here, { video_id: 'missed' });
		advance(minutes(5));
		here.logs.clear();
		const reading = jest.spyOn(PollContext.prototype, method);
		reading.mockImplementationOnce(() => {
			throw lost;
		});
		await n8n.newProcess();
		expect(await videosOf(n8n)).toEqual(['missed']);
		expect(here.logs.notable).toEqual([]);
	});

	it('for longer, is made at the next tick', async () => {
		const n8n = here.workflow('v3');
		await n8n.activate();
		n8n.stop();
		advance(minutes(5));
		await lose(here, { video_id: 'missed' });
		advance(minutes(5));
		here.logs.clear();
		const reading = jest.spyOn(PollContext.prototype, 'getNodeParameter');
		reading.mockImplementation(() => {
			throw lost;
		});
		await n8n.newProcess();
		reading.mockRestore();
		expect(await videosOf(n8n)).toEqual([]);
		advance(minutes(1));
		await n8n.tick();
		expect(await videosOf(n8n)).toEqual(['missed']);
		expect(here.logs.notable).toEqual([]);
	});
});
