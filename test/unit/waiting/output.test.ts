import type { IExecuteFunctions, INode } from 'n8n-workflow';

import type { Job } from '../../../nodes/HeyGen/waiting/jobs/job';
import type { JobStatus } from '../../../nodes/HeyGen/shared/jobState';
import {
	failureAmong,
	itemsOf,
	namesOf,
	outcomeOf,
	outcomesOf,
	pendingItems,
	type Entry,
} from '../../../nodes/HeyGen/waiting/output';
import { attempt, isFailing } from '../../../nodes/HeyGen/operation/attempt';
import { node } from '../api/support/n8n';

const job: Job = { type: 'video', ids: ['v1'] };
const failure = (status: JobStatus) => {
	const outcome = outcomeOf(job, status);
	if ('failed' in outcome) return outcome.failed;
	throw new TypeError('it did not fail');
};

describe('what becomes of a job', () => {
	it('that is completed is what HeyGen says, with its ID', () => {
		expect(outcomeOf(job, { state: 'completed', data: { title: 't', status: 'success' } })).toEqual(
			{ json: { video_id: 'v1', title: 't', status: 'completed' } },
		);
	});

	it('that waits for a person comes out as such', () => {
		const status: JobStatus = { state: 'waiting_for_input', data: {} };
		expect(outcomeOf(job, status)).toEqual({
			json: { video_id: 'v1', status: 'waiting_for_input' },
		});
	});

	it('that is still open is its ID and a timeout', () => {
		const timeout = { json: { video_id: 'v1', status: 'timeout' } };
		expect(outcomeOf(job, { state: 'open', data: { title: 't' } })).toEqual(timeout);
		expect(outcomesOf([{ job }], new Map())).toEqual([timeout]);
	});

	it('that failed is an error with its ID, reason and code', () => {
		const { message, details } = failure({
			state: 'failed',
			data: { failure_message: 'No credit.', failure_code: 'insufficient' },
		});
		expect(message).toBe('HeyGen could not finish the video v1: No credit (insufficient)');
		expect(details).toMatchObject({ video_id: 'v1', status: 'failed' });
	});

	it('that failed without a reason names its status', () => {
		const { message } = failure({ state: 'failed', data: { status: 'cancelled' } });
		expect(message).toBe("HeyGen could not finish the video v1: its status is 'cancelled'");
	});

	it('that is gone is an error with its ID', () => {
		expect(failure({ state: 'gone', data: {} })).toMatchObject({
			message: 'HeyGen no longer has the video v1',
			details: { video_id: 'v1', status: 'failed' },
		});
	});
});

describe('an item', () => {
	const failed = { message: 'm', description: 'd', details: { video_id: 'v1' } };

	it('belongs to the input item of the same place', () => {
		expect(itemsOf([{ json: {} }, { failed }], 'continueRegularOutput')).toEqual([
			{ json: {}, pairedItem: { item: 0 } },
			{ json: { video_id: 'v1', error: 'm' }, pairedItem: { item: 1 } },
		]);
	});

	it('that is parked is its ID, or why there is none, and how far all of them are', () => {
		const entries: Entry[] = [
			{ job },
			{ failed },
			{ job, ended: 'completed' },
			{ job, ended: 'failed' },
			{ isToMake: true },
		];
		const progress = { items: 5, made: 3, open: 1, done: 1, failed: 2 };
		expect(pendingItems(entries)).toEqual(
			[
				{ video_id: 'v1', status: 'pending' },
				{ status: 'failed', message: 'm' },
				{ video_id: 'v1', status: 'completed' },
				{ video_id: 'v1', status: 'failed' },
				{ status: 'not made yet' },
			].map((json, item) => ({ json: { ...json, progress }, pairedItem: { item } })),
		);
	});
});

describe('when the time is up', () => {
	const late: Job = { ...job, failsLate: true };

	it('a job is an item that says why HeyGen was not asked', () => {
		expect(outcomesOf([{ job }], new Map(), { unasked: 'It is away.' })).toEqual([
			{
				json: {
					video_id: 'v1',
					status: 'timeout',
					message: expect.stringContaining('could not be asked: It is away.'),
				},
			},
		]);
	});

	it('a job is a failure where that is wanted', () => {
		expect(outcomesOf([{ job: late }], new Map())).toMatchObject([
			{ failed: { message: expect.stringContaining('v1 in time'), details: { video_id: 'v1' } } },
		]);
	});

	it('what was not made says so', () => {
		const entries: Entry[] = [{ isToMake: true }, { isToMake: true, failsLate: true }];
		expect(outcomesOf(entries, new Map(), { refusal: 'Too many.' })).toMatchObject([
			{ json: { status: 'timeout', message: expect.stringContaining('Too many.') } },
			{ failed: { message: expect.stringContaining('Too many.') } },
		]);
	});
});

const made: Entry[] = [
	{ job: { type: 'video', ids: ['v1'] } },
	{ failed: { message: 'm', description: '', details: {} } },
	{ job: { type: 'agent', ids: ['s1', 'v2'] } },
];
const names = ['video_id v1', 'session_id s1', 'video_id v2'];
const contextOf = (onError?: INode['onError']): IExecuteFunctions =>
	({ getNode: () => ({ ...node, onError }) }) as unknown as IExecuteFunctions;
const fail = async () => await Promise.reject(new Error('no'));

it('the first that failed names what was made for the others', () => {
	const entries: Entry[] = [{ job }, { job: { type: 'video', ids: ['v2'] } }];
	const states = ['completed', 'failed'] as const;
	const outcomes = states.map((state) => outcomeOf(job, { state, data: {} }));
	expect(failureAmong(entries, outcomes)).toMatchObject({
		itemIndex: 1,
		description: expect.stringContaining('Already created at HeyGen: video_id v1.'),
	});
});

it('each job that was made is named, by each of its IDs', () => {
	expect(namesOf(made)).toEqual(names);
});

describe('an attempt', () => {
	it('gives back what its work made', async () => {
		const value = await attempt(contextOf(), 0, async () => ({ a: 1 }));
		expect(value).toEqual({ a: 1 });
		expect(isFailing(value)).toBe(false);
	});

	it('that fails stops the node, and names what was made before it', async () => {
		await expect(attempt(contextOf(), 1, fail, () => names)).rejects.toMatchObject({
			message: 'no',
			description: expect.stringContaining(names.join(', ')),
			context: { itemIndex: 1 },
		});
	});

	it('that fails is the failure of its item where the node goes on', async () => {
		const value = await attempt(contextOf('continueErrorOutput'), 1, fail, () => names);
		expect(value).toEqual({ failed: { message: 'no', description: '', details: {} } });
	});
});
