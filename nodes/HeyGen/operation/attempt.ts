import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { textOf } from '../narrow';
import { itemError, onErrorOf, withMade } from './itemError';

/** Why an item has no result. */
export interface Failed {
	message: string;
	/** What to do. */
	description: string;
	/** What HeyGen said, under its own keys, the IDs among them. */
	details: IDataObject;
}

/** An item that came to nothing, where 'On Error' lets the others go on. */
export interface Failing {
	failed: Failed;
}

export const isFailing = (value: object): value is Failing => 'failed' in value;

/**
 * Does it for one item. @param made IDs of what was made before, with HeyGen's keys
 * @throws NodeApiError or NodeOperationError when 'On Error' says stop
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
