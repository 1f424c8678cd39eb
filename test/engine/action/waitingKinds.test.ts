import type { INodeParameters } from 'n8n-workflow';

import type { resources } from '../../../nodes/HeyGen/resources';
import type { JobKind } from '../../simulator/jobs/kinds';
import { bench } from '../support/bench';
import { advance, minutes } from '../support/clock';
import { ended, out, parked as parkedAt } from '../support/parking';
import { stock } from '../support/stock';
import type { Waiting } from '../support/waiting';

/** The stock has an endpoint that nobody answers at: its repeats are over at once. */
const here = bench({ timeScale: 0.000_000_1 });
beforeEach(() => stock(here.simulator));
afterEach(() => jest.useRealTimers());

const parked = async (
	resource: keyof typeof resources,
	operation: string,
	parameters: INodeParameters = {},
): Promise<Waiting> => await parkedAt(here, resource, operation, { parameters });
const newest = (): string => here.simulator.jobs.at(-1)?.id ?? '';

type Row = [keyof typeof resources, string, JobKind, string];
const rows: Row[] = [
	['aiClipping', 'createAndWait', 'clipping', 'ai_clipping_id'],
	['fillerWordRemoval', 'createAndWait', 'fillerWordRemoval', 'filler_word_removal_id'],
	['hyperframes', 'createAndWait', 'render', 'render_id'],
	['instantVideo', 'createAndWait', 'instantVideo', 'video_id'],
	['lipsync', 'createAndWait', 'lipsync', 'lipsync_id'],
	['podcast', 'createAndWait', 'podcast', 'podcast_id'],
	['proofread', 'generateAndWait', 'translation', 'video_translation_id'],
	['template', 'generateAndWait', 'video', 'video_id'],
	['videoAgent', 'createAndWait', 'session', 'session_id'],
];

describe.each(rows)('%s: %s', (resource, operation, kind, key) => {
	it('goes on with what is finished, and its ID', async () => {
		const waiting = await parked(resource, operation);
		const id = newest();
		const { settled } = await here.simulator.finishJob(kind);
		await settled;
		expect(out(await ended(waiting))).toMatchObject([{ status: 'completed', [key]: id }]);
	});

	it('is an error with its reason when it fails', async () => {
		const waiting = await parked(resource, operation);
		const id = newest();
		const { settled } = await here.simulator.finishJob(kind, {
			outcome: 'failed',
			message: 'Out of luck',
		});
		await settled;
		const { data } = await ended(waiting);
		expect(data.resultData.error?.message).toMatch(new RegExp(`${id}.*: Out of luck`));
	});
});

describe('a translation into two languages', () => {
	const languages = { outputLanguages: ['English', 'German'] };
	const finish = async (...outcomes: Array<'completed' | 'failed'>): Promise<void> => {
		const all = here.simulator.jobs.filter(({ kind }) => kind === 'translation').slice(-2);
		for (const [index, outcome] of outcomes.entries()) {
			const { settled } = await here.simulator.finishJob(all[index]?.id ?? '', { outcome });
			await settled;
		}
	};

	it('is one item with both, when both have ended', async () => {
		const waiting = await parked('videoTranslation', 'createAndWait', languages);
		await finish('failed', 'completed');
		expect(out(await ended(waiting))).toMatchObject([
			{ status: 'completed', translations: [{ status: 'failed' }, { status: 'completed' }] },
		]);
		expect(here.simulator.callbacks.map(({ status }) => status)).toEqual([200, 200]);
	});

	it.each([
		['all fail', {}, ['failed', 'failed'] as const],
		['the first fails and that is enough', { stopOnFirstFailure: true }, ['failed'] as const],
	])('fails when %s', async (_case, options, outcomes) => {
		const more = { ...languages, options };
		const waiting = await parked('videoTranslation', 'createAndWait', more);
		await finish(...outcomes);
		expect((await ended(waiting)).status).toBe('error');
	});

	/** The first of them is deleted at HeyGen. */
	const deleteOne = async (): Promise<string> => {
		const { apiKey, url, jobs } = here.simulator;
		const { id } = jobs.filter(({ kind }) => kind === 'translation').at(-2) ?? { id: '' };
		const request = { method: 'DELETE', headers: { 'x-api-key': apiKey } };
		expect((await fetch(`${url}/v3/video-translations/${id}`, request)).status).toBe(200);
		return id;
	};

	it('has one that HeyGen no longer knows among the failed', async () => {
		const waiting = await parked('videoTranslation', 'createAndWait', languages);
		const id = await deleteOne();
		await here.simulator.finishJob(newest(), { callback: { retryMs: [] } });
		expect(here.simulator.callbacks.at(-1)?.status).toBe(503);
		advance(minutes(1));
		await here.simulator.callBack(newest());
		expect(out(await ended(waiting))).toMatchObject([
			{
				status: 'completed',
				translations: [
					{ id, status: 'failed', failure_message: `HeyGen no longer has ${id}` },
					{ status: 'completed' },
				],
			},
		]);
	});

	it('has failed when one failed and HeyGen no longer knows the other', async () => {
		const waiting = await parked('videoTranslation', 'createAndWait', languages);
		await deleteOne();
		await here.simulator.finishJob(newest(), {
			outcome: 'failed',
			message: 'Out of luck',
			callback: { retryMs: [] },
		});
		advance(minutes(1));
		await here.simulator.callBack(newest());
		const { error } = (await ended(waiting)).data.resultData;
		expect(error?.message).toMatch(/HeyGen no longer has \S+; Out of luck/);
	});

	it('waits for one that HeyGen does not know in the moment after it was made', async () => {
		const path = /^\/v3\/video-translations\/(?!statuses)[^/]+$/;
		here.simulator.finishAfter(0);
		here.simulator.fault({ kind: 'status', status: 404, method: 'GET', path, times: 1 });
		await parked('videoTranslation', 'createAndWait', languages);
	});
});

it.each(['video', 'videoTranslation', 'lipsync'] as const)(
	'a batch of %s is one item, with what became of each in order',
	async (resource) => {
		const waiting = await parked(resource, 'createBatchAndWait');
		const { batchId } = here.simulator.jobs.at(-1) ?? {};
		const finished = await here.simulator.finishBatch(String(batchId));
		expect(finished).toBeDefined();
		const [json] = out(await ended(waiting));
		expect(json).toMatchObject({
			batch_id: batchId,
			status: 'completed',
			items: [{ item_index: 0, status: 'completed' }],
		});
	},
);

it.each(['waiting_for_input', 'reviewing'])(
	'an agent that wants something of a person ends it at once: %s',
	async (status) => {
		const waiting = await parked('videoAgent', 'createAndWait');
		const id = newest();
		here.simulator.moveJob(id, status);
		await here.simulator.callBack(id);
		expect(out(await ended(waiting))).toMatchObject([
			{ status: 'waiting_for_input', session_id: id },
		]);
	},
);
