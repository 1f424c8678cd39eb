import { bench, success } from '../support/bench';
import { advance, minutes, setTime, skipSleep } from '../support/clock';
import { lose, send, videosOf } from '../support/heygen';
import type { N8n } from '../support/n8n';
import { ticks } from '../support/ticks';

const here = bench();

beforeEach(() => setTime('2026-11-24T10:00:00Z'));
afterEach(() => {
	jest.restoreAllMocks();
	jest.useRealTimers();
});

const lost = async (videoId: string) =>
	await here.simulator.finishVideo({ videoId, deliver: false });

describe('Execute Once', () => {
	it('leaves no recovered event out', async () => {
		const n8n = here.workflow('v3');
		n8n.node = { ...n8n.node, executeOnce: true };
		await n8n.activate();
		for (const id of ['a', 'b', 'c']) {
			advance(minutes(1));
			await lost(id);
		}
		await ticks(n8n, 2);
		await n8n.newProcess();
		await ticks(n8n, 2);
		expect(await videosOf(n8n)).toEqual(['a', 'b', 'c']);
	});

	it('leaves no delivery out', async () => {
		const n8n = here.workflow('v3');
		n8n.node = { ...n8n.node, executeOnce: true };
		await n8n.activate();
		await send(here, n8n, success('a'));
		expect(await videosOf(n8n)).toEqual(['a']);
	});
});

describe('recovered events of which one has a dead link', () => {
	const recovered = async (node = {}): Promise<N8n> => {
		const n8n = here.workflow('v3', { options: { downloadVideo: true } });
		n8n.node = { ...n8n.node, ...node };
		await n8n.activate();
		skipSleep();
		advance(minutes(1));
		await lost('a');
		const url = here.simulator.presign('gone.mp4', 10, { expired: true });
		await lose(here, { video_id: 'dead', url: url.replace(/\?.*/, '?Expires=1&x=1') });
		await lost('c');
		return n8n;
	};

	it.each([{}, { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 }, { executeOnce: true }])(
		'all come out, the dead one with an error (%j)',
		async (node) => {
			const n8n = await recovered(node);
			await ticks(n8n, 2);
			const items = await n8n.items();
			expect(items.map(({ json }) => json.video_id)).toEqual(['a', 'dead', 'c']);
			expect(items.map(({ binary }) => binary !== undefined)).toEqual([true, false, true]);
			expect(items[1]?.json.error).toMatch(/could not be downloaded/);
			expect((await n8n.results()).map(({ status }) => status)).not.toContain('error');
			const runs = n8n.runs.length;
			await ticks(n8n, 3);
			await n8n.newProcess();
			await n8n.results();
			await ticks(n8n, 3);
			expect(n8n.runs.length - runs).toBeLessThanOrEqual(1);
			expect(await n8n.items()).toHaveLength(3);
		},
	);

	it('are parted by the error output', async () => {
		const n8n = await recovered({ onError: 'continueErrorOutput' });
		await ticks(n8n, 2);
		expect(await videosOf(n8n)).toEqual(['a', 'c']);
		expect(await n8n.json(1)).toMatchObject([
			{ error: expect.stringContaining('could not be downloaded'), details: { video_id: 'dead' } },
		]);
	});
});
