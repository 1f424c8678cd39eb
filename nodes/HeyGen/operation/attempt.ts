import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { textOf } from '../narrow';
import { itemError, onErrorOf, withMade } from './itemError';

/** Why an item has no result. */
export interface Failed {
	message: string;
	/** What to do. */
	description: string;
	/** HeyGen's answer under its own keys, including the IDs. */
	details: IDataObject;
}

/** An item that failed while 'On Error' lets the others continue. */
export interface Failing {
	failed: Failed;
}

export const isFailing = (value: object): value is Failing => 'failed' in value;

/**
 * Runs a step for one item. @param made IDs of what was created before, with HeyGen's keys
 * @throws NodeApiError or NodeOperationError if 'On Error' stops the workflow
 */
export async function attempt<Value extends object>(
	context: IExecuteFunctions,
	itemIndex: number,
	work: () => Promise<Value>,
	made: () => readonly string[] = () => [],
): Promise<Value | Failing> {
	try {
		return await work();
	} catch (thrown) {
		const node = context.getNode();
		const error = itemError(node, thrown, itemIndex);
		if (onErrorOf(node) === 'stopWorkflow') throw withMade(error, made());
		const description = textOf(error.description) ?? '';
		return { failed: { message: error.message, description, details: {} } };
	}
}
