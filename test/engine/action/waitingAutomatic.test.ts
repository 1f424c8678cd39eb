import type { INode, INodeParameters } from 'n8n-workflow';

import { bench } from '../support/bench';
import { skipSleep } from '../support/clock';
import { out, videos, waitingFor } from '../support/parking';
import type { Waiting } from '../support/waiting';

/** A callback where HeyGen may be able to call, else asking: without a paid job too many. */
const here = bench();
beforeEach(() => {
	skipSleep();
	here.simulator.planCallbacks({ send: false });
});
afterEach(() => {
	jest.useRealTimers();
	jest.restoreAllMocks();
});

const isPublic = 'https://n8n.acme.com';
const start = async (
	words: string[],
	{
		webhookUrl = isPublic,
		...more
	}: { webhookUrl?: string; parameters?: INodeParameters; node?: Partial<INode> } = {},
): Promise<Waiting> => {
	const setup = videos(words, { howToWait: 'automatic' }, { webhookUrl, ...more });
	const waiting = waitingFor(here, 'video', 'createAndWait', setup);
	await waiting.start();
	return waiting;
};
const posts = (path = '/v3/videos') =>
	here.simulator.asked('POST', path).map(({ body, headers }) => ({
		address: Object(body).callback_url as unknown,
		key: headers['idempotency-key'],
	}));
const refuse = (path = '/v3/videos', status = 400): void => {
	const error = { code: 'invalid_parameter', message: 'Not public.', param: 'callback_url' };
	here.simulator.fault({ kind: 'status', status, method: 'POST', path, body: { error } });
};

it('gives HeyGen a public address', async () => {
	const waiting = await start(['one']);
	expect(posts()).toMatchObject([{ address: expect.stringContaining(isPublic) }]);
	expect(Number(waiting.limit) - Date.now()).toBeGreaterThan(500_000);
});

it.each([
	'http://127.0.0.1:5678',
	'https://localhost:5678',
	'https://n8n.internal',
	'http://n8n.acme.com',
])('asks where the address is %s', async (webhookUrl) => {
	const waiting = await start(['one'], { webhookUrl });
	expect(posts()).toEqual([{ address: undefined, key: expect.any(String) }]);
	expect(Number(waiting.limit) - Date.now()).toBeLessThanOrEqual(66_000);
});

describe('an address that HeyGen refuses', () => {
	it.each([400, 422])('costs nothing, and is given for no other item: %s', async (status) => {
		refuse('/v3/videos', status);
		const waiting = await start(['one', 'two', 'three']);
		const sent = posts();
		expect(sent.map(({ address }) => address !== undefined)).toEqual([true, false, false, false]);
		expect(new Set(sent.map(({ key }) => key)).size).toBe(4);
		expect(here.simulator.jobs).toHaveLength(3);
		for (const { id } of here.simulator.jobs) await here.simulator.finishJob(id);
		expect(out(await waiting.timeUp())).toMatchObject(Array(3).fill({ status: 'completed' }));
	});

	it('is followed by the plain create of a cinematic video', async () => {
		refuse('/v3/videos/batches');
		const parameters = { type: 'cinematic_avatar', avatarId: 'look_1', prompt: 'A walk' };
		const options = { howToWait: 'automatic' };
		await start(['one'], { parameters: { ...parameters, options } });
		expect(posts('/v3/videos/batches')).toHaveLength(1);
		expect(posts()).toMatchObject([{ address: undefined }]);
	});

	it('is an error of an explicit callback', async () => {
		refuse();
		const waiting = await start(['one'], { parameters: { options: { howToWait: 'callback' } } });
		expect(waiting.run?.data.resultData.error?.message).toContain('refused to call n8n back');
		expect(posts()).toHaveLength(1);
	});
});

it.each([
	[402, { error: { code: 'insufficient_credit', message: 'Top up.' } }],
	[400, { error: { code: 'invalid_parameter', message: 'Too long.', param: 'script' } }],
])('goes its usual way when HeyGen refuses something else: %s', async (status, body) => {
	here.simulator.fault({ kind: 'status', status, method: 'POST', body });
	const waiting = await start(['one']);
	expect(waiting.run?.status).toBe('error');
	expect(posts()).toHaveLength(1);
});

it('repeats a lost answer with the same key and address, and makes one', async () => {
	here.simulator.fault({ kind: 'status', status: 503, method: 'POST', path: '/v3/videos' });
	await start(['one']);
	const [first, second] = posts();
	expect(second).toEqual(first);
	expect(here.simulator.jobs).toHaveLength(1);
});
