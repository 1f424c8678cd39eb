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
 * `details`. Source: docs/facts/n8n.md#parked-executions.
 */
export const errorJson = (
	{ message, details }: { message: string; details: IDataObject },
	onError: OnError,
): IDataObject =>
	onError === 'continueErrorOutput' ? { error: message, details } : { ...details, error: message };

const madeSays = 'Already created at HeyGen:';

/** Adds to what is said of a failure what was made before it. @param names IDs with HeyGen's keys */
export function withMade<Said extends { description?: string | null | undefined }>(
	said: Said,
	names: readonly string[],
): Said {
	if (names.length === 0 || said.description?.includes(madeSays) === true) return said;
	const made = `${madeSays} ${names.join(', ')}. With 'On Error' set to continue, this is output.`;
	const sentences = [said.description ?? '', made].filter((sentence) => sentence !== '');
	return Object.assign(said, { description: sentences.join(' ') });
}

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
	if (isObject(thrown) && thrown.code === 'ERR_INVALID_URL') {
		// n8n makes the address of the execution for every parameter, and ours is made of it.
		const description =
			'Set the environment variable WEBHOOK_URL of n8n to its public https address.';
		return new NodeOperationError(node, "n8n's own address is not a URL", {
			itemIndex,
			description,
		});
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
