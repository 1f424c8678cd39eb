import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { resources } from '../../../nodes/HeyGen/resources';
import type { JobKind } from '../../simulator/jobs/kinds';
import { bench } from '../support/bench';
import { skipSleep } from '../support/clock';
import { ended, out, parked as parkedAt, waitingFor } from '../support/parking';
import type { Waiting } from '../support/waiting';
import { arrived } from '../support/workflow';

/** What HeyGen calls nobody for: n8n asks, whatever its address is. */
const here = bench();
beforeEach(() => skipSleep());
afterEach(() => {
	jest.useRealTimers();
	jest.restoreAllMocks();
});

type ResourceName = keyof typeof resources;
/** Of a resource: its operation, HeyGen's create, its job and the key of the ID. */
type Row = [ResourceName, string, string, JobKind, string];
const rows: Row[] = [
	['avatar', 'createAndWait', '/v3/avatars', 'look', 'look_id'],
	['avatarLook', 'createAndWait', '/v3/avatars/looks', 'look', 'look_id'],
	['backgroundRemoval', 'createAndWait', '/v3/background-removals', 'backgroundRemoval', 'job_id'],
	['brandKit', 'createAndWait', '/v3/brand-kits', 'brandKit', 'brand_kit_id'],
	['image', 'createAndWait', '/v3/models/images', 'image', 'generation_id'],
	['trainedVoice', 'createAndWait', '/v3/models/audio/voices', 'trainedVoice', 'voice_id'],
	['voice', 'cloneAndWait', '/v3/voices/clone', 'voiceClone', 'voice_id'],
];
/** How each says why it failed; a brand kit does not. */
const reasons: Partial<Record<JobKind, string>> = {
	brandKit: "its status is 'error'",
	trainedVoice: 'INVALID_AUDIO',
};
const made = (): string[] => here.simulator.jobs.map(({ id }) => id);
const posts = (path: string): number =>
	here.simulator.asked('POST', path).filter(({ status }) => status < 300).length;
const goesOn = { onError: 'continueRegularOutput' } as const;
const fail = async (id: string, kind: JobKind): Promise<void> => {
	const message = 'Out of luck';
	const code = kind === 'trainedVoice' ? 'INVALID_AUDIO' : undefined;
	const outcome = 'failed';
	await here.simulator.finishJob(id, { outcome, message, ...(code !== undefined && { code }) });
};

describe.each(rows)('%s: %s', (resource, operation, path, kind, key) => {
	const parked = async (count = 1, options: INodeParameters = {}): Promise<Waiting> =>
		await parkedAt(here, resource, operation, {
			items: Array.from({ length: count }, (): IDataObject => ({})),
			parameters: { options },
			webhookUrl: 'https://n8n.acme.com',
			node: goesOn,
		});

	it('is parked, gives HeyGen no address, and comes out finished when it is time', async () => {
		const waiting = await parked();
		const [id = ''] = made();
		expect(Number(waiting.limit) - Date.now()).toBeLessThanOrEqual(66_000);
		for (const { body } of here.simulator.asked('POST', path)) {
			expect(body).not.toHaveProperty('callback_url');
		}
		await waiting.timeUp();
		expect(waiting.isParked).toBe(true);
		await here.simulator.finishJob(id);
		expect(out(await waiting.timeUp())).toMatchObject([{ [key]: id, status: 'completed' }]);
		expect(posts(path)).toBe(1);
	});

	it('comes out without being parked when it is finished in seconds', async () => {
		here.simulator.finishAfter(0);
		const run = await waitingFor(here, resource, operation).start();
		expect(run.data.waitTill).toBeUndefined();
		expect(out(run)).toMatchObject([{ [key]: made()[0], status: 'completed' }]);
	});

	it('costs its own item only when it fails, with the reason', async () => {
		const waiting = await parked(2);
		const [first = '', second = ''] = made();
		await fail(first, kind);
		await here.simulator.finishJob(second);
		const reason = reasons[kind] ?? 'Out of luck';
		expect(out(await waiting.timeUp())).toMatchObject([
			{ error: expect.stringMatching(`${first}: .*${reason}`), [key]: first, status: 'failed' },
			{ [key]: second, status: 'completed' },
		]);
	});
});

it('what was made is not made again by a retry of the execution', async () => {
	const waiting = await parkedAt(here, 'image', 'createAndWait');
	here.simulator.fault({ kind: 'status', status: 401, method: 'GET', times: Infinity });
	expect((await waiting.timeUp()).status).toBe('error');
	here.simulator.clearFaults();
	await here.simulator.finishJob(made()[0] ?? '');
	expect(out(await waiting.retry())).toMatchObject([{ status: 'completed' }]);
	expect(posts('/v3/models/images')).toBe(1);
});

describe('a proofread in two languages', () => {
	const languages = { outputLanguages: ['English', 'German'] };
	const parked = async (options: INodeParameters = {}): Promise<Waiting> =>
		await parkedAt(here, 'proofread', 'createAndWait', { parameters: { ...languages, options } });

	it('is one item with both, the failed one too', async () => {
		const waiting = await parked();
		const [first = '', second = ''] = made();
		await fail(first, 'proofread');
		await waiting.timeUp();
		expect(waiting.isParked).toBe(true);
		await here.simulator.finishJob(second);
		expect(out(await waiting.timeUp())).toMatchObject([
			{
				proofread_ids: [first, second],
				status: 'completed',
				proofreads: [
					{ id: first, status: 'failed', failure_message: 'Out of luck' },
					{ id: second, status: 'completed' },
				],
			},
		]);
	});

	it.each([
		['all fail', 2, {}],
		['the first fails and that is enough', 1, { stopOnFirstFailure: true }],
	])('fails when %s', async (_case, count, options) => {
		const waiting = await parked(options);
		for (const id of made().slice(0, count)) await fail(id, 'proofread');
		const { error } = (await waiting.timeUp()).data.resultData;
		expect(error?.message).toContain('Out of luck');
	});

	it('that is not ready in time comes out with its IDs', async () => {
		const waiting = await parked({ waitMinutes: 1 });
		expect(out(await waiting.timeUp())).toEqual([{ proofread_ids: made(), status: 'timeout' }]);
	});
});

it.each<['image' | 'backgroundRemoval', string, INodeParameters]>([
	['image', 'image/png', { additionalFields: { numImages: 2 } }],
	['backgroundRemoval', 'video/webm', { additionalFields: { layers: ['foreground', 'mask'] } }],
])('attaches all files of a finished %s', async (resource, mimeType, parameters) => {
	here.simulator.finishAfter(0);
	const options = { downloadFiles: true };
	const run = await waitingFor(here, resource, 'createAndWait', {
		parameters: { ...parameters, options },
	}).start();
	const file = expect.objectContaining({ mimeType });
	expect(arrived(run).map(({ binary }) => binary)).toEqual([{ data: file, data_1: file }]);
});

it('attaches the one layer of a background removal that there is', async () => {
	const link = here.simulator.presign('mask.webm', 1_000);
	const data = { id: 'x', status: 'completed', layers: { foreground: null, mask: link } };
	here.simulator.fault({
		kind: 'status',
		status: 200,
		method: 'GET',
		body: { data },
		path: /^\/v3/,
		times: Infinity,
	});
	const options = { downloadFiles: true };
	const run = await waitingFor(here, 'backgroundRemoval', 'createAndWait', {
		parameters: { options },
	}).start();
	expect(arrived(run).map(({ binary }) => Object.keys(binary ?? {}))).toEqual([['data']]);
});

it('a background removal has its key in the body, and the same in each try', async () => {
	here.simulator.finishAfter(0);
	here.simulator.fault({ kind: 'status', status: 503, method: 'POST' });
	await waitingFor(here, 'backgroundRemoval', 'createAndWait').start();
	const sent = here.simulator.asked('POST', '/v3/background-removals');
	const keys = sent.map(({ body }) => Object(body).request_id as unknown);
	expect(keys).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/), keys[0]]);
	for (const { headers } of sent) expect(headers).not.toHaveProperty('idempotency-key');
	expect(made()).toHaveLength(1);
});

it.each(['voice', 'avatarLook'] as const)(
	'a lost answer makes no second %s, of which HeyGen knows no key',
	async (resource) => {
		const operation = resource === 'voice' ? 'cloneAndWait' : 'createAndWait';
		here.simulator.fault({ kind: 'status', status: 503, method: 'POST', times: Infinity });
		expect((await waitingFor(here, resource, operation).start()).status).toBe('error');
		const sent = here.simulator.requests.filter(({ method }) => method === 'POST');
		expect(sent).toHaveLength(1);
		expect(sent[0]?.headers).not.toHaveProperty('idempotency-key');
	},
);

it('an avatar whose person has to consent comes out at once, with what Create Consent needs', async () => {
	const waiting = await parkedAt(here, 'avatar', 'createAndWait');
	const [id = ''] = made();
	here.simulator.moveJob(id, 'pending_consent');
	expect(out(await waiting.timeUp())).toMatchObject([
		{ look_id: id, group_id: expect.any(String), status: 'waiting_for_input' },
	]);
});

it('an address that was entered before is not sent, and nobody is called', async () => {
	const parameters = { options: { howToWait: 'callback' } };
	const waiting = await parkedAt(here, 'brandKit', 'createAndWait', { parameters });
	await here.simulator.finishJob(made()[0] ?? '');
	expect(waiting.isParked).toBe(true);
	expect(here.simulator.callbacks).toEqual([]);
	await waiting.timeUp();
	expect(out(await ended(waiting))).toMatchObject([{ status: 'completed' }]);
});
