import type { INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { InvalidInput } from './fields/invalidInput';

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
