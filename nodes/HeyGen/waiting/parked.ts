import { createHash } from 'node:crypto';

import type { IDataObject, IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';

import { isObject, textOf, textsOf } from '../narrow';
import { runIndexOf } from '../operation/runIndex';
import type { Job } from './jobs/job';
import type { Entry } from './output';

/** What an execution keeps while it is parked. n8n stores it, and gives it back to `webhook()`. */
export interface Parked {
	/** Which wait it is: a loop has one for each round, and addresses of old ones stay known. */
	wait: string;
	entries: Entry[];
}

const key = 'createAndWait';

/** The same for nothing else that could wait, or could have waited, in any n8n. 32 hex characters. */
export function waitOf(context: IExecuteFunctions): string {
	const run = runIndexOf(context, 0);
	const parts = [context.getInstanceId(), context.getExecutionId(), context.getNode().id, run];
	return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

export function writeParked(context: IExecuteFunctions, parked: Parked): void {
	const kept = JSON.parse(JSON.stringify(parked)) as IDataObject;
	context.getContext('node')[key] = kept;
}

/** Undefined when this node keeps nothing there. One expression: each costs n8n a sandbox. */
export function readParked(context: IWebhookFunctions): Parked | undefined {
	const name = literal(context.getNode().name);
	const stored: unknown = context.evaluateExpression(`{{ $node[${name}].context }}`);
	const parked = isObject(stored) ? stored[key] : undefined;
	if (!isObject(parked) || !Array.isArray(parked.entries)) return undefined;
	const wait = textOf(parked.wait);
	return wait === undefined ? undefined : { wait, entries: parked.entries.map(entryIn) };
}

/** A name may hold quotes, and braces that would end the expression. */
const literal = (name: string): string =>
	JSON.stringify(name).replace(/[{}]/g, (brace) => (brace === '{' ? '\\u007b' : '\\u007d'));

function entryIn(value: unknown): Entry {
	const { job, failed } = isObject(value) ? value : {};
	if (isObject(job)) return { job: jobIn(job) };
	const { message, description, details } = isObject(failed) ? failed : {};
	return {
		failed: {
			message: String(message),
			description: textOf(description) ?? '',
			details: isObject(details) ? (details as IDataObject) : {},
		},
	};
}

const jobIn = ({ type, ids, stopOnFirstFailure }: Record<string, unknown>): Job => ({
	type: String(type),
	ids: textsOf(ids) ?? [],
	...(stopOnFirstFailure === true && { stopOnFirstFailure }),
});
