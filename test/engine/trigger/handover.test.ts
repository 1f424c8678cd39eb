import { bench, down, pause, success } from '../support/bench';
import { advance, minutes, setTime, skipPatience, skipSleep } from '../support/clock';
import { bodyOf, send, videosOf } from '../support/heygen';
import type { N8n } from '../support/n8n';
import { ticks } from '../support/ticks';

const here = bench();
const diskFull = () => {
	throw new Error('the disk is full');
};
const filePath = /^\/files\//;

beforeEach(() => setTime('2026-11-24T10:00:00Z'));
afterEach(() => {
	jest.restoreAllMocks();
	jest.useRealTimers();
});

const started = async (parameters = {}): Promise<N8n> => {
	const n8n = here.workflow('v3', parameters);
	await n8n.activate();
	advance(minutes(1));
	return n8n;
};

const lost = async (videoId: string) =>
	await here.simulator.finishVideo({ videoId, deliver: false });

it('of a tick is waited for by a delivery of the same event, which starts no execution', async () => {
	const n8n = await started();
	await lost('a');
	advance(minutes(1));
	const event = bodyOf(here.simulator.history[0]!);
	let delivery: ReturnType<typeof send> | undefined;
	n8n.whileStoring = async () => {
		delivery ??= send(here, n8n, event);
		await pause(300);
	};
	await n8n.tick();
	expect(await delivery).toMatchObject({ data: { message: 'The event was received before.' } });
	expect(await videosOf(n8n)).toEqual(['a']);
	expect(n8n.runs).toHaveLength(1);
});

describe('a tick whose execution n8n could not store', () => {
	const failed = async (): Promise<N8n> => {
		const n8n = await started();
		await lost('a');
		advance(minutes(1));
		n8n.whileStoring = diskFull;
		await n8n.tick();
		n8n.whileStoring = () => {};
		expect(n8n.runs).toEqual([]);
		return n8n;
	};

	it('counts for nothing: what HeyGen sends again comes out', async () => {
		const n8n = await failed();
		const [event] = here.simulator.history;
		if (event === undefined) throw new Error('nothing lost');
		skipPatience();
		expect(await send(here, n8n, bodyOf(event))).toMatchObject({ status: 200 });
		expect(await videosOf(n8n)).toEqual(['a']);
		await ticks(n8n, 4);
		expect(await videosOf(n8n)).toEqual(['a']);
	});

	it('is followed by one that hands the event over again', async () => {
		const n8n = await failed();
		await ticks(n8n, 4);
		expect(await videosOf(n8n)).toEqual(['a']);
	});

	it('is tried again later and later, while the disk is full for long', async () => {
		const n8n = await started();
		await send(here, n8n, success('before'));
		await lost('a');
		n8n.whileStoring = diskFull;
		await ticks(n8n, 5);
		n8n.whileStoring = () => {};
		await ticks(n8n, 4);
		expect(await videosOf(n8n)).toEqual(['before', 'a']);
	});

	it('loses nothing when n8n starts anew', async () => {
		const n8n = await failed();
		await n8n.newProcess();
		expect(await videosOf(n8n)).toEqual(['a']);
	});

	it('loses nothing when it was the tick at the start', async () => {
		const n8n = await started();
		n8n.stop();
		await lost('a');
		advance(minutes(5));
		n8n.whileStoring = diskFull;
		await n8n.newProcess();
		n8n.whileStoring = () => {};
		await ticks(n8n, 4);
		expect(await videosOf(n8n)).toEqual(['a']);
	});

	it('moves no position past what it failed to hand over', async () => {
		const n8n = await failed();
		await lost('b');
		advance(minutes(1));
		await n8n.tick();
		await n8n.results();
		await n8n.newProcess();
		await ticks(n8n, 3);
		expect((await videosOf(n8n)).sort()).toEqual(['a', 'b']);
	});
});

it('hands an event over once while its execution is still under way', async () => {
	const n8n = await started({ options: { downloadVideo: true } });
	await lost('a');
	here.simulator.fault({ kind: 'slow', delayMs: 600, path: filePath });
	advance(minutes(1));
	expect(await n8n.tick()).toBe(true);
	await pause(100);
	advance(minutes(1));
	expect(await n8n.tick()).toBe(false);
	expect(await videosOf(n8n)).toEqual(['a']);
});

describe('a process that ends while a file is fetched', () => {
	it('has not recorded the event: the history brings it', async () => {
		const n8n = await started({ options: { downloadVideo: true } });
		here.simulator.fault({ kind: 'hang', path: filePath });
		expect((await here.simulator.finishVideo({ videoId: 'a' })).attempts).toMatchObject([
			{ status: 200 },
		]);
		await pause(200);
		n8n.kill();
		here.simulator.clearFaults();
		advance(minutes(5));
		await n8n.newProcess();
		await ticks(n8n, 3);
		expect(await videosOf(n8n)).toEqual(['a']);
	});

	it('has not recorded it either when it asked whether that is worth it', async () => {
		const n8n = here.workflow('v3', { options: { downloadVideo: true } });
		await n8n.activate();
		here.simulator.fault({ kind: 'hang', path: filePath });
		n8n.process.onStep = (name) => {
			// Asking writes, and is taken back a moment later.
			if (/^(insert|update) done$/.test(name)) n8n.kill();
		};
		const { event_type, event_data } = await here.simulator.finishVideo({ videoId: 'a' });
		await pause(200);
		expect(n8n.process.isAlive).toBe(false);
		here.simulator.clearFaults();
		here.simulator.fault({ ...down, path: '/v3/webhooks/events' });
		await n8n.newProcess();
		expect(await send(here, n8n, { event_type, event_data })).toMatchObject({ status: 200 });
		expect(await videosOf(n8n)).toEqual(['a']);
	});

	it('a retry by hand brings it', async () => {
		const n8n = here.workflow('v3', { options: { downloadVideo: true } });
		await n8n.activate();
		here.simulator.fault({ kind: 'hang', path: filePath });
		await here.simulator.finishVideo({ videoId: 'a' });
		await pause(200);
		n8n.kill();
		here.simulator.clearFaults();
		here.simulator.fault({ ...down, path: '/v3/webhooks/events' });
		await n8n.newProcess();
		await n8n.retry(0);
		expect(await videosOf(n8n)).toEqual(['a']);
	});
});

describe('Retry On Fail', () => {
	const retried = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
	const workflow = async (node = {}, parameters = {}): Promise<N8n> => {
		const n8n = here.workflow('v3', parameters);
		n8n.node = { ...n8n.node, ...retried, ...node };
		await n8n.activate();
		skipSleep();
		return n8n;
	};
	const dead = async (): Promise<void> => {
		const url = here.simulator.presign('gone.mp4', 10, { expired: true });
		const { attempts } = await here.simulator.emit('avatar_video.success', { video_id: 'a', url });
		expect(attempts).toMatchObject([{ status: 200 }]);
	};

	it('does not turn a dead link into an empty success', async () => {
		const n8n = await workflow({}, { options: { downloadVideo: true } });
		await dead();
		const [run] = await n8n.results();
		expect(run?.status).toBe('error');
		expect(run?.data.resultData.error?.message).toMatch(/could not be downloaded/);
	});

	it('goes on with the event of a dead link when the node continues', async () => {
		const n8n = await workflow(
			{ onError: 'continueRegularOutput' },
			{ options: { downloadVideo: true } },
		);
		await dead();
		const error = expect.stringContaining('could not be downloaded');
		expect(await n8n.json()).toMatchObject([{ video_id: 'a', error }]);
	});

	it('attaches the file when the second try gets it', async () => {
		const n8n = await workflow({}, { options: { downloadVideo: true } });
		here.simulator.fault({ kind: 'status', status: 404, path: filePath });
		await here.simulator.emit('avatar_video.success', {
			video_id: 'unknown',
			url: here.simulator.presign('a.mp4', 500),
		});
		const [item] = await n8n.items();
		expect(item?.json).toMatchObject({ video_id: 'unknown' });
		expect(item?.binary?.data).toMatchObject({ mimeType: 'video/mp4' });
	});

	it.each([true, false])(
		'puts an event out whose data has a field named error (simplify: %s)',
		async (simplify) => {
			const n8n = await workflow({}, { events: ['*'], simplify });
			const event = { event_type: 'avatar_video.fail', event_data: { video_id: 'a', error: 'no' } };
			await send(here, n8n, event);
			const [item, ...others] = await n8n.json();
			expect(others).toEqual([]);
			expect(item).toMatchObject(simplify ? { video_id: 'a', error_message: 'no' } : event);
			expect(item).not.toHaveProperty('error');
		},
	);

	it.each([true, false])(
		'puts an event out whose body has a field named error (simplify: %s)',
		async (simplify) => {
			const n8n = await workflow({}, { events: ['*'], simplify });
			await send(here, n8n, { ...success('a'), error: 'none at all' });
			expect(await n8n.json()).toHaveLength(1);
		},
	);
});

it('a retry by hand tries a dead link again', async () => {
	const n8n = here.workflow('v3', { options: { downloadVideo: true } });
	await n8n.activate();
	skipSleep();
	here.simulator.fault({ kind: 'status', status: 404, path: filePath, times: 8 });
	const url = here.simulator.presign('a.mp4', 500);
	await here.simulator.emit('avatar_video.success', { video_id: 'unknown', url });
	const [run] = await n8n.results();
	expect(run?.status).toBe('error');
	here.simulator.clearFaults();
	expect((await n8n.retry(0)).status).toBe('success');
	const items = await n8n.items();
	expect(items.map(({ json }) => json.video_id)).toEqual(['unknown']);
	expect(items[0]?.binary?.data).toMatchObject({ mimeType: 'video/mp4' });
});

it('a retry of what failed later uses the saved output of the trigger', async () => {
	const n8n = here.workflow('v3');
	let isBroken = true;
	n8n.downstream = () => {
		if (isBroken) throw new Error('a node after the trigger failed');
	};
	await n8n.activate();
	await send(here, n8n, success('a'));
	expect((await n8n.results()).map(({ status }) => status)).toEqual(['error']);
	isBroken = false;
	expect((await n8n.retry(0)).status).toBe('success');
	expect(await videosOf(n8n)).toEqual(['a']);
});
