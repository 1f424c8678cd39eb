import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';

import { jobsOf } from '../../../nodes/HeyGen/waiting/output';
import {
	handOver,
	keepForRetry,
	parkedBefore,
	readParked,
	waitOf,
	writeParked,
	type Parked,
} from '../../../nodes/HeyGen/waiting/parked';

/** What n8n stores of an execution that is parked, read as its webhook reads it. */
function readBack(stored: unknown): Parked | undefined {
	const context = { getNode: () => ({ name: 'HeyGen' }), evaluateExpression: () => stored };
	return readParked(context as unknown as IWebhookFunctions);
}

function kept(parked: Parked): unknown {
	const stored = {};
	const context = { getContext: () => stored };
	writeParked(context as unknown as IExecuteFunctions, parked);
	return JSON.parse(JSON.stringify(stored));
}

const parked: Parked = {
	wait: 'w',
	run: 1,
	entries: [
		{ job: { type: 'video', ids: ['v1'], isCalled: true, download: true }, ended: 'failed' },
		{ failed: { message: 'm', description: 'd', details: { video_id: 'v2' } } },
		{ job: { type: 'translations', ids: ['1', '2'], stopOnFirstFailure: true, failsLate: true } },
		{ isToMake: true, failsLate: true },
	],
	beganMs: 1,
	madeMs: 2,
	waitMs: 3,
	looks: 4,
	isCalledAgain: true,
	isRefused: true,
};

/** The second run of the node in an execution. */
function contextOf(execution: string, mode: string, stored: object = {}): IExecuteFunctions {
	const context: Partial<Record<keyof IExecuteFunctions, unknown>> = {
		getContext: () => stored,
		getMode: () => mode,
		getInstanceId: () => 'i',
		getExecutionId: () => execution,
		getNode: () => ({ id: 'n', type: 'heyGen' }),
		getWorkflowDataProxy: () => ({ $thisRunIndex: 1 }),
	};
	return context as unknown as IExecuteFunctions;
}

describe('what a parked execution keeps', () => {
	it('is read as it was written', () => {
		expect(readBack(kept(parked))).toEqual(parked);
	});

	it.each([
		['nothing', undefined],
		['something else', { other: 1 }],
		['no name of the wait', { createAndWait: { entries: [] } }],
		['no entries', { createAndWait: { wait: 'w' } }],
	])('is nothing where there is %s', (_case, stored) => {
		expect(readBack(stored)).toBeUndefined();
	});

	it.each([null, 1, {}, { job: 'v1' }, { isToMake: false }])(
		'is nothing where an entry is broken: %p',
		(entry) => {
			expect(readBack({ createAndWait: { wait: 'w', entries: [entry] } })).toBeUndefined();
		},
	);

	it('holds the jobs in the order of their items', () => {
		expect(jobsOf(parked.entries).flatMap(({ ids }) => ids)).toEqual(['v1', '1', '2']);
	});
});

describe('what is known when n8n calls the node again', () => {
	const stored = {
		createAndWait: JSON.parse(
			JSON.stringify({ ...parked, wait: waitOf(contextOf('1', 'trigger')) }),
		),
	};

	it('is what the same run has made', () => {
		expect(parkedBefore(contextOf('1', 'trigger', stored))?.entries).toEqual(parked.entries);
	});

	it('is nothing in another execution, or another run of a retry', () => {
		expect(parkedBefore(contextOf('2', 'trigger', stored))).toBeUndefined();
		const other = { createAndWait: { ...stored.createAndWait, run: 0 } };
		expect(parkedBefore(contextOf('2', 'retry', other))).toBeUndefined();
	});

	it('is in a retry what was made, for which HeyGen calls nobody any more', () => {
		const taken = parkedBefore(contextOf('2', 'retry', stored));
		expect(taken?.entries[0]).toEqual({
			job: { type: 'video', ids: ['v1'], download: true },
			ended: 'failed',
		});
		expect(taken).toMatchObject({ wait: waitOf(contextOf('2', 'retry')), looks: 0, waitMs: 3 });
	});

	it('is what was made once the run has ended, and what failed before that is to be made', () => {
		const once = {};
		keepForRetry(contextOf('1', 'trigger', once), stored.createAndWait as Parked);
		const [first, , third, last] = parked.entries;
		const entries = parkedBefore(contextOf('1', 'trigger', once))?.entries;
		expect(entries).toEqual([first, { isToMake: true }, third, last]);
	});

	it('is nothing once a run has ended that made nothing', () => {
		const once = {};
		const entries = parked.entries.slice(1, 2);
		keepForRetry(contextOf('1', 'trigger', once), { ...parked, entries });
		expect(once).toEqual({});
	});
});

it('is read without an expression, and takes what HeyGen said, where n8n shows its data', () => {
	const contextData = { 'node:HeyGen': kept(parked) };
	const context = {
		getNode: () => ({ name: 'HeyGen' }),
		runExecutionData: { executionData: { contextData } },
	} as unknown as IWebhookFunctions;
	expect(readParked(context)).toEqual(parked);
	handOver(context, [[0, { state: 'completed', data: { a: 1 } }]]);
	expect(readParked(context)?.told).toEqual([[0, { state: 'completed', data: { a: 1 } }]]);
});

it('is asked for in an expression that the name of the node can not end', () => {
	const expressions: string[] = [];
	const context = {
		getNode: () => ({ name: 'a "}}" b' }),
		evaluateExpression: (expression: string) => void expressions.push(expression),
	};
	readParked(context as unknown as IWebhookFunctions);
	const [inside = ''] = expressions.map((each) => each.slice(2, -2));
	expect(inside).not.toMatch(/[{}]/);
	expect(inside).toContain('\\u007d');
});

it('each run of each node in each execution of each n8n waits by a name of its own', () => {
	const nameOf = (instance: string, execution: string, node: string, run: number): string =>
		waitOf({
			getInstanceId: () => instance,
			getExecutionId: () => execution,
			getNode: () => ({ id: node, type: 'heyGen' }),
			getWorkflowDataProxy: () => ({ $thisRunIndex: run }),
		} as unknown as IExecuteFunctions);
	const names = [
		nameOf('i', '1', 'n', 0),
		nameOf('j', '1', 'n', 0),
		nameOf('i', '2', 'n', 0),
		nameOf('i', '1', 'm', 0),
		nameOf('i', '1', 'n', 1),
	];
	expect(new Set(names).size).toBe(names.length);
	expect(nameOf('i', '1', 'n', 0)).toBe(names[0]);
});
