import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { isObject } from '../narrow';
import { InvalidInput } from './fields/invalidInput';

/** What n8n's 'On Error' says. `webhook()` has no other way to know than the node itself. */
export type OnError = NonNullable<INode['onError']>;

export const onErrorOf = ({ onError, continueOnFail }: INode): OnError =>
	onError ?? (continueOnFail === true ? 'continueRegularOutput' : 'stopWorkflow');

/**
 * n8n moves an item to the error output only when it holds nothing but `error`, `message` and
 * `details`. Source: wait-proofs.md section 2.
 */
export const errorJson = (
	{ message, details }: { message: string; details: IDataObject },
	onError: OnError,
): IDataObject =>
	onError === 'continueErrorOutput' ? { error: message, details } : { ...details, error: message };

/** Whatever was thrown for one item, as n8n's error with the item in it. */
export function itemError(
	node: INode,
	thrown: unknown,
	itemIndex: number,
): NodeApiError | NodeOperationError {
	if (thrown instanceof NodeApiError || thrown instanceof NodeOperationError) {
		// Wrapping would hand back the same instance and drop the item.
		thrown.context.itemIndex ??= itemIndex;
		return thrown;
	}
	if (thrown instanceof InvalidInput) {
		const { message, description } = thrown;
		return new NodeOperationError(node, message, { itemIndex, description });
	}
	const cause = thrown instanceof Error ? thrown : new Error(String(thrown));
	return new NodeOperationError(node, cause, { itemIndex });
}

/** What comes out in place of an item that failed, where 'On Error' lets the others go on. */
export function failedItem(
	node: INode,
	error: NodeApiError | NodeOperationError,
	itemIndex: number,
): INodeExecutionData {
	const pairedItem = { item: itemIndex };
	const { message, context } = error;
	if (!isObject(context.found)) return { json: { error: message }, error, pairedItem };
	// n8n would put its error in the place of all that HeyGen made.
	const failed = { message, details: context.found as IDataObject };
	return { json: errorJson(failed, onErrorOf(node)), pairedItem };
}
