import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';

import { jobsOf } from '../../../nodes/HeyGen/waiting/output';
import { readParked, waitOf, writeParked, type Parked } from '../../../nodes/HeyGen/waiting/parked';

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
	entries: [
		{ job: { type: 'video', ids: ['v1'] } },
		{ failed: { message: 'm', description: 'd', details: { video_id: 'v2' } } },
		{ job: { type: 'translations', ids: ['1', '2'], stopOnFirstFailure: true } },
	],
};

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

	it('with broken entries is a job that nobody knows or a failure, and never throws', () => {
		const entries = [{ job: { ids: 'v1' } }, null, { failed: { message: 7, details: 'x' } }];
		expect(readBack({ createAndWait: { wait: 'w', entries } })?.entries).toEqual([
			{ job: { type: 'undefined', ids: [] } },
			{ failed: { message: 'undefined', description: '', details: {} } },
			{ failed: { message: '7', description: '', details: {} } },
		]);
	});

	it('holds the jobs in the order of their items', () => {
		expect(jobsOf(parked.entries).flatMap(({ ids }) => ids)).toEqual(['v1', '1', '2']);
	});
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
