import { showFault } from '../../e2e/support/faultTable';
import { bench, bytes, pause, post, signed, success } from '../support/bench';
import { setTime, sleepByDate } from '../support/clock';
import { database } from '../support/database';
import { inLanes, shuffled } from '../support/lanes';
import type { N8n } from '../support/n8n';

const here = bench();

async function send(n8n: N8n, body: Buffer, more: Record<string, string> = {}) {
	const signature = signed(body, String(n8n.held?.secret));
	return await post(n8n.url, body, { Signature: signature, ...more });
}

const idsOf = async (n8n: N8n): Promise<string[]> =>
	(await n8n.json()).map(({ video_id }) => String(video_id)).sort();

describe('exactly once', () => {
	let n8n: N8n;

	beforeEach(async () => {
		n8n = here.workflow('v3');
		await n8n.activate();
	});

	it('makes no execution of a repeat', async () => {
		const body = bytes(success('a'));
		expect(await send(n8n, body)).toMatchObject({ data: { message: 'The event was received.' } });
		await n8n.results();
		for (const eventId of ['evt-1', 'evt-2', '']) {
			const headers = eventId === '' ? {} : { 'Heygen-Event-Id': eventId };
			const answer = await send(n8n, body, headers);
			expect(answer).toEqual({
				status: 200,
				data: { message: 'The event was received before.' },
			});
		}
		expect(n8n.runs).toHaveLength(1);
		expect(await idsOf(n8n)).toEqual(['a']);
	});

	it('lets a repeat wait for the first one, and follow its outcome', async () => {
		const body = bytes(success('a'));
		let stored: () => void = () => {};
		n8n.whileStoring = async () => await new Promise((resolve) => (stored = resolve));
		const first = send(n8n, body);
		await pause(50);
		const repeat = send(n8n, body);
		expect(await Promise.race([repeat, pause(100)])).toBeUndefined();
		stored();
		expect(await first).toMatchObject({ status: 200 });
		expect(await repeat).toEqual({
			status: 200,
			data: { message: 'The event was received before.' },
		});
		expect(n8n.runs).toHaveLength(1);
	});

	it('runs the repeat when the first one could not be stored', async () => {
		const body = bytes(success('a'));
		let fail: (error: Error) => void = () => {};
		n8n.whileStoring = async () => await new Promise((_, reject) => (fail = reject));
		const first = send(n8n, body);
		await pause(50);
		const repeat = send(n8n, body);
		await pause(50);
		n8n.whileStoring = () => {};
		fail(new Error('the disk is full'));
		expect(await first).toMatchObject({ status: 500 });
		expect(await repeat).toMatchObject({ status: 200 });
		expect(await idsOf(n8n)).toEqual(['a']);
		await send(n8n, body);
		expect(n8n.runs).toHaveLength(1);
	});

	it('gets every one of 30 events once, of which each comes three times', async () => {
		const ids = Array.from({ length: 30 }, (_, index) => `v${String(index).padStart(2, '0')}`);
		const statuses = new Set<number>();
		await inLanes(shuffled([...ids, ...ids, ...ids]), 20, async (id) => {
			const { status } = await send(n8n, bytes(success(id)));
			statuses.add(status);
		});
		expect([...statuses]).toEqual([200]);
		expect(await idsOf(n8n)).toEqual(ids);
	});

	it('remembers every one of the events that come at once', async () => {
		const ids = Array.from({ length: 30 }, (_, index) => `v${String(index).padStart(2, '0')}`);
		const sendAll = async () => {
			await Promise.all(ids.map(async (id) => await send(n8n, bytes(success(id)))));
		};
		// Each check reads the row before the one ahead of it has written it.
		database.slowMs = 3;
		await sendAll();
		expect(await idsOf(n8n)).toEqual(ids);
		await n8n.newProcess();
		await sendAll();
		expect(n8n.runs).toHaveLength(60);
		expect(await idsOf(n8n)).toEqual(ids);
	});

	it('emits nothing of a repeat in a new process', async () => {
		const body = bytes(success('a'));
		await send(n8n, body);
		await n8n.results();
		await n8n.newProcess();
		expect(await send(n8n, body)).toMatchObject({ status: 200 });
		expect(await idsOf(n8n)).toEqual(['a']);
		// One execution, empty: this process could not know yet. It does now.
		expect(n8n.runs).toHaveLength(2);
		await send(n8n, body);
		expect(n8n.runs).toHaveLength(2);
	});

	it('takes events apart that differ in their type or what has ended', async () => {
		await send(n8n, bytes(success('a', { title: 'a?x=1' })));
		await send(n8n, bytes(success('a', { title: 'a?x=2' })));
		await send(n8n, bytes(success('b', { title: 'a?x=1' })));
		await send(n8n, bytes({ ...success('a'), event_type: 'avatar_video.fail' }));
		expect(await idsOf(n8n)).toEqual(['a', 'a', 'b']);
	});

	it('takes events apart that differ in anything else, where one thing has several', async () => {
		const all = here.workflow('v3', { events: ['*'] });
		await all.activate();
		const event_type = 'avatar_video_caption.success';
		for (const title of ['a?x=1', 'a?x=2', 'https://files.example/b.mp4', 'a?x=1'])
			await send(all, bytes({ ...success('a', { title }), event_type }));
		expect(await idsOf(all)).toEqual(['a', 'a', 'a']);
	});

	it('rather emits twice than never when the database fails', async () => {
		database.failNext(Infinity);
		setTime(Date.now());
		// It is asked again for a minute.
		const wake = sleepByDate();
		const { status } = await send(n8n, bytes(success('a')));
		expect(await idsOf(n8n)).toEqual(['a']);
		wake();
		jest.useRealTimers();
		const words = 'n8n could not tell whether HeyGen events are repeats, they are passed on.';
		expect(here.logs.notable).toEqual([expect.stringContaining(words)]);
		expect(here.logs.notable).toEqual([expect.stringContaining('the database is locked')]);
		database.failNext(0);
		await n8n.newProcess();
		await send(n8n, bytes(success('a')));
		const times = (await idsOf(n8n)).filter((id) => id === 'a').length;
		showFault({
			fault:
				"n8n's database cannot be asked for a minute, n8n is restarted, and HeyGen repeats (in n8n's engine)",
			heygen: String(status),
			person: `the event; in the log: "${words}"`,
			lost: times > 0 ? 0 : 1,
			twice: times > 1 ? 1 : 0,
			figures: `1 event, ${(await n8n.results()).length} executions`,
		});
	});

	it('gets over one failure of the database', async () => {
		database.failNext(1);
		await send(n8n, bytes(success('a')));
		await n8n.results();
		await n8n.newProcess();
		await send(n8n, bytes(success('a')));
		expect(await idsOf(n8n)).toEqual(['a']);
		expect(here.logs.notable).toEqual([]);
	});

	it('gives two workflows that listen to one account an event each', async () => {
		const other = here.workflow('v3');
		await other.activate();
		const { attempts } = await here.simulator.finishVideo({ videoId: 'both' });
		expect(attempts).toMatchObject([{ status: 200 }, { status: 200 }]);
		expect(await idsOf(n8n)).toEqual(['both']);
		expect(await idsOf(other)).toEqual(['both']);
	});
});
