import type { IExecuteFunctions } from 'n8n-workflow';

import { textOf } from '../narrow';
import { itemError, onErrorOf } from '../operation/itemError';
import { kindOf } from './jobs/jobTypes';
import type { Failed } from './output';
import type { Entry } from './parked';

/** An item that came to nothing, where 'On Error' lets the others go on. */
export interface Failing {
	failed: Failed;
}

export const isFailing = (value: object): value is Failing => 'failed' in value;

/**
 * Does it for one item. @param made before, to be named: it is at HeyGen, and is billed
 * @throws NodeApiError or NodeOperationError when 'On Error' says stop
 */
export async function attempt<Value extends object>(
	context: IExecuteFunctions,
	itemIndex: number,
	work: () => Promise<Value>,
	made: readonly Entry[] = [],
): Promise<Value | Failing> {
	try {
		return await work();
	} catch (thrown) {
		const node = context.getNode();
		const error = itemError(node, thrown, itemIndex);
		if (onErrorOf(node) === 'stopWorkflow') {
			const sentences = [error.description ?? '', namesOf(made)];
			error.description = sentences.filter((sentence) => sentence !== '').join(' ');
			throw error;
		}
		const description = textOf(error.description) ?? '';
		return { failed: { message: error.message, description, details: {} } };
	}
}

/** A sentence with the IDs of what was made; empty when nothing was. */
export function namesOf(entries: readonly Entry[]): string {
	const names = entries.flatMap((entry) => {
		if (!('job' in entry)) return [];
		const named = Object.entries(kindOf(entry.job.kind).named(entry.job.ids));
		return named.map(([key, id]) => `${key} ${String(id)}`);
	});
	return names.length === 0 ? '' : `HeyGen keeps what was made: ${names.join(', ')}.`;
}
