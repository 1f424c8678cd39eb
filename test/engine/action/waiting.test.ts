import type { INode, INodeParameters, IRun } from 'n8n-workflow';

import type { CallbackPlan } from '../../simulator';
import { bench, post, bytes } from '../support/bench';
import { ended, out, parkedVideos, videos, waitingFor as begin } from '../support/parking';
import type { Waiting } from '../support/waiting';
import { arrived } from '../support/workflow';

const here = bench();
afterEach(() => {
	jest.useRealTimers();
	jest.restoreAllMocks();
});

interface More {
	items?: string[];
	parameters?: INodeParameters;
	options?: INodeParameters;
	node?: Partial<INode>;
}

const waitingFor = ({ items = ['one'], options, ...more }: More = {}): Waiting =>
	begin(here, 'video', 'createAndWait', videos(items, options, more));
const parked = async ({ items = ['one'], options, ...more }: More = {}): Promise<Waiting> =>
	await parkedVideos(here, items, options, more);

/** The videos in the order in which they were made. */
const made = (): string[] =>
	here.simulator.jobs.filter(({ kind }) => kind === 'video').map(({ id }) => id);

/** Until HeyGen has done with calling. */
async function finishAndSettle(callback: CallbackPlan): Promise<void> {
	const { settled } = await here.simulator.finishJob('video', { callback });
	await settled;
}

const statuses = (): number[] => here.simulator.callbacks.map(({ status }) => status);

describe('create and wait', () => {
	it('parks, and goes on with the finished video when HeyGen calls', async () => {
		const waiting = await parked();
		const [id = ''] = made();
		const shown = waiting.run?.data.resultData.runData['HeyGen']?.[0]?.data?.main?.[0];
		expect(shown).toMatchObject([{ json: { video_id: id, status: 'pending' } }]);
		const asked = here.simulator.requests.length;
		const { callbacks } = await here.simulator.finishJob(id);
		expect(callbacks).toMatchObject([{ status: 200 }]);
		const run = await ended(waiting);
		expect(run.status).toBe('success');
		expect(out(run)).toMatchObject([
			{ id, video_id: id, status: 'completed', video_url: expect.stringContaining('http') },
		]);
		expect(here.simulator.requests.length - asked).toBe(1);
	});

	it('keeps the place of each item, and goes on when the last is finished', async () => {
		const waiting = await parked({ items: ['one', 'two', 'three'] });
		const ids = made();
		for (const id of [...ids].reverse()) {
			expect(waiting.isParked).toBe(true);
			await here.simulator.finishJob(id);
		}
		const run = await ended(waiting);
		expect(arrived(run).map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual(
			ids.map((id, item) => [id, { item }]),
		);
		expect(statuses()).toEqual([200, 200, 200]);
	});

	it('calls back to n8n with its token, the wait and the item, and with no key', async () => {
		await parked({ items: ['one', 'two'] });
		const urls = here.simulator.asked('POST', '/v3/videos').map(({ body }) => {
			const { callback_url: url } = Object(body) as { callback_url: string };
			return new URL(url);
		});
		expect(urls).toHaveLength(2);
		for (const [item, url] of urls.entries()) {
			expect(url.pathname).toMatch(/^\/webhook-waiting\/\d+\/heygen$/);
			expect(url.searchParams.get('signature')).toMatch(/.{16,}/);
			expect(url.searchParams.get('wait')).toMatch(/^[0-9a-f]{32}$/);
			expect(url.searchParams.get('item')).toBe(String(item));
			expect(url.href).not.toContain(here.simulator.apiKey);
		}
	});
});

it('puts out a timeout for what is not ready in time', async () => {
	const before = Date.now();
	const waiting = await parked({
		items: ['one', 'two'],
		options: { waitMinutes: 2 },
	});
	const limitMs = Number(waiting.limit) - before;
	expect(limitMs).toBeGreaterThanOrEqual(120_000);
	expect(limitMs).toBeLessThan(150_000);
	const run = await waiting.timeUp();
	expect(out(run)).toEqual(made().map((video_id) => ({ video_id, status: 'timeout' })));
	expect(run.status).toBe('success');
});

it.each([0.5, 1.5, '1.5', 10])('waits for %p minutes', async (waitMinutes) => {
	const before = Date.now();
	const waiting = await parked({ options: { waitMinutes } });
	const pastMs = Number(waiting.limit) - before - Number(waitMinutes) * 60_000;
	expect(pastMs).toBeGreaterThanOrEqual(0);
	expect(pastMs).toBeLessThan(20_000);
});

it.each([
	[{ waitMinutes: 0 }, "'Wait Minutes' is 0, and has to be above 0"],
	[{ waitMinutes: 1e12 }, "'Wait Minutes' is 1000000000000, but this node accepts at most 525600"],
	[
		{ howToWait: 'nope' },
		"'How to Wait' is 'nope', but this node accepts ask, automatic, callback",
	],
])('makes nothing with the options %p', async (options, message) => {
	const run = await waitingFor({ options }).start();
	expect(run.data.resultData.error?.message).toBe(message);
	expect(made()).toEqual([]);
});

describe('a video that fails', () => {
	const fail = async (onError: NonNullable<INode['onError']>): Promise<IRun> => {
		const waiting = await parked({ items: ['one', 'two'], node: { onError } });
		const [first = '', second = ''] = made();
		await here.simulator.finishJob(first);
		await here.simulator.finishJob(second, {
			outcome: 'failed',
			message: 'The script is too long.',
			code: 'script_too_long',
		});
		return await ended(waiting);
	};

	it('is an error of the node with On Error stop, with the reason and the ids', async () => {
		const run = await fail('stopWorkflow');
		const [first = '', second = ''] = made();
		expect(run.status).toBe('error');
		const { error } = run.data.resultData;
		expect(error?.message).toBe(
			`HeyGen could not finish the video ${second}: The script is too long (script_too_long)`,
		);
		expect(error?.description).toContain(first);
		expect(out(run)).toEqual([]);
	});

	it('is an item with continue', async () => {
		const run = await fail('continueRegularOutput');
		const [first = '', second = ''] = made();
		expect(out(run)).toMatchObject([
			{ id: first, status: 'completed' },
			{
				error: expect.stringContaining('The script is too long'),
				video_id: second,
				failure_code: 'script_too_long',
			},
		]);
	});

	it('goes to the error output', async () => {
		const run = await fail('continueErrorOutput');
		const [first = '', second = ''] = made();
		expect(out(run)).toMatchObject([{ id: first }]);
		expect(out(run, 1)).toMatchObject([
			{ error: expect.stringContaining(second), details: { video_id: second } },
		]);
	});
});

describe('before the first create', () => {
	const items = ['one', '', 'three'];

	it('checks all items: with On Error stop nothing is made', async () => {
		const run = await waitingFor({ items }).start();
		expect(run.data.resultData.error?.message).toBe("'Script' is empty");
		expect(made()).toEqual([]);
	});

	it('makes the others with continue', async () => {
		const waiting = await parked({ items, node: { onError: 'continueRegularOutput' } });
		const [first = '', third = ''] = made();
		await here.simulator.finishJob(first);
		await here.simulator.finishJob(third);
		expect(out(await ended(waiting))).toMatchObject([
			{ id: first },
			{ error: "'Script' is empty" },
			{ id: third },
		]);
	});
});

describe('a callback', () => {
	it('is answered so that HeyGen calls again when HeyGen cannot be asked', async () => {
		const waiting = await parked();
		await finishAndSettle({ downLooks: 2 });
		await ended(waiting);
		expect(statuses()).toEqual([503, 200]);
	});

	it('is not believed before the job is terminal', async () => {
		const waiting = await parked();
		await finishAndSettle({ earlyMs: 0 });
		await ended(waiting);
		expect(statuses()[0]).toBe(503);
		expect(statuses().at(-1)).toBe(200);
	});

	it('of five at the same moment starts one', async () => {
		const waiting = await parked();
		await finishAndSettle({ copies: 5 });
		await ended(waiting);
		expect(statuses().filter((status) => status === 200)).toHaveLength(1);
		expect(statuses().filter((status) => status === 500)).toEqual([]);
	});

	it('with another token is refused, and with another wait does nothing', async () => {
		const waiting = await parked();
		const [{ body } = { body: {} }] = here.simulator.asked('POST', '/v3/videos');
		const { callback_url: url } = Object(body) as { callback_url: string };
		const asked = here.simulator.requests.length;
		const forged = bytes({ event_type: 'avatar_video.success', event_data: {} });
		const wrong = new URL(url);
		wrong.searchParams.set('signature', 'x'.repeat(32));
		expect((await post(wrong.href, forged)).status).toBe(401);
		const late = new URL(url);
		late.searchParams.set('wait', '0'.repeat(32));
		expect((await post(late.href, forged)).status).toBe(200);
		expect(here.simulator.requests.length).toBe(asked);
		expect(waiting.isParked).toBe(true);
		expect((await post(url, forged)).status).toBe(503);
		expect(waiting.isParked).toBe(true);
	});
});

it.each(['HeyGen "x" \\ \'y\'', 'a }} b {{ c', '{', 'Ünï ✓'])(
	'is woken whatever its name is: %s',
	async (name) => {
		const waiting = await parked({ node: { name } });
		await here.simulator.finishJob('video');
		expect(out(await ended(waiting))).toMatchObject([{ status: 'completed' }]);
	},
);

it('sends a cinematic video as a batch of one', async () => {
	const waiting = await parked({
		parameters: {
			type: 'cinematic_avatar',
			avatarId: 'look_1',
			prompt: 'A walk',
			additionalFields: { folderId: { __rl: true, mode: 'id', value: 'folder_1' } },
		},
	});
	expect(here.simulator.asked('POST', '/v3/videos/batches')).toMatchObject([
		{ body: { folder_id: 'folder_1', videos: [{ type: 'cinematic_avatar' }] } },
	]);
	const [id = ''] = made();
	await here.simulator.finishJob(id);
	const [json] = out(await ended(waiting));
	expect(json).toMatchObject({ id, video_id: id, status: 'completed' });
});

describe('what n8n does with a parked node', () => {
	it('goes on in a new process, which knows nothing', async () => {
		const waiting = await parked();
		waiting.restart();
		await here.simulator.finishJob('video');
		expect(out(await ended(waiting))).toMatchObject([{ status: 'completed' }]);
	});

	it('makes nothing twice with Retry On Fail, also when the first item could not be made', async () => {
		const node = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 } as const;
		const items = ['', 'two'];
		const waiting = await parked({ items, node: { ...node, onError: 'continueRegularOutput' } });
		expect(here.simulator.asked('POST', '/v3/videos')).toHaveLength(1);
		const shown = waiting.run?.data.resultData.runData['HeyGen']?.[0]?.data?.main?.[0];
		expect(shown).toMatchObject([{ json: { status: 'failed' } }, { json: { status: 'pending' } }]);
	});

	it('sends another Idempotency-Key for each item and each execution', async () => {
		await parked({ items: ['one', 'two'] });
		await parked();
		const keys = here.simulator
			.asked('POST', '/v3/videos')
			.map(({ headers }) => headers['idempotency-key']);
		expect(new Set(keys).size).toBe(3);
	});
});
