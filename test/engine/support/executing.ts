/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs beside n8n, not inside it */
import { ExecuteContext } from 'n8n-core';
import { createRunExecutionData, type IExecuteFunctions } from 'n8n-workflow';

import { actionNode } from './action';
import { runningCode, triggerType } from './code';
import { isAtWork } from './database';
import { additionalDataOf, workflowOf } from './workflow';

/** What `execute()` of the same trigger node gets: n8n-core's own context, another one each time. */
export function executing(): IExecuteFunctions {
	const node = actionNode({}, { id: 'trigger', name: 'HeyGen Trigger', type: triggerType });
	const code = runningCode();
	const executeData = { node, data: { main: [[]] }, source: null };
	const context = new ExecuteContext(
		workflowOf('executing', node, code.nodes),
		node,
		additionalDataOf('http://127.0.0.1', () => code.credentials, {}),
		'trigger',
		createRunExecutionData({}),
		0,
		[],
		executeData.data,
		executeData,
		[],
	);
	return context as unknown as IExecuteFunctions;
}

/** Dates and `sleep` are made up, the event loop is real: the database goes on with its work. */
export const fakeSleep = (now: number): unknown =>
	jest.useFakeTimers({
		now,
		doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask', 'performance', 'hrtime'],
	});

/** Whatever else is under way gets its turn. */
export const turn = async (): Promise<void> =>
	await new Promise((resolve) => setImmediate(resolve));

const stepMs = 100;
const turnsInAStep = 8;

/** Lets time pass in small steps, so that nobody's queries take long. */
export async function pass(ms: number): Promise<void> {
	for (let passed = 0; passed < ms; passed += stepMs) {
		await jest.advanceTimersByTimeAsync(stepMs);
		for (let count = 0; count < turnsInAStep; count++) await turn();
	}
}

/** Lets time pass from timer to timer, each when no query is under way any more. */
export async function passUntil(isOver: () => boolean, mostTimers = 2_000): Promise<void> {
	for (let timers = 0; timers < mostTimers; timers++) {
		do await turn();
		while (isAtWork());
		if (isOver()) return;
		await jest.advanceTimersToNextTimerAsync();
	}
	throw new Error(`not over after ${mostTimers} timers`);
}
