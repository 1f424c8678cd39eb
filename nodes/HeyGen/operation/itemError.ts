import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { isObject } from '../narrow';
import { InvalidInput } from './fields/invalidInput';

/** n8n's 'On Error' setting. `webhook()` can only read it from the node itself. */
export type OnError = NonNullable<INode['onError']>;

export const onErrorOf = ({ onError, continueOnFail }: INode): OnError =>
	onError ?? (continueOnFail === true ? 'continueRegularOutput' : 'stopWorkflow');

/**
 * n8n moves an item to the error output only if it has nothing except `error`, `message` and
 * `details`. Source: docs/facts/n8n.md#parked-executions.
 */
export const errorJson = (
	{ message, details }: { message: string; details: IDataObject },
	onError: OnError,
): IDataObject =>
	onError === 'continueErrorOutput' ? { error: message, details } : { ...details, error: message };

const madeSays = 'Already created at HeyGen:';

/** Adds to an error what was created before it. @param names IDs with HeyGen's keys */
export function withMade<Said extends { description?: string | null | undefined }>(
	said: Said,
	names: readonly string[],
): Said {
	const told = said.description ?? '';
	// The description may contain the link already.
	const untold = names.filter((name) => !told.includes(/http\S+/.exec(name)?.[0] ?? name));
	if (untold.length === 0 || told.includes(madeSays)) return said;
	const made = `${madeSays} ${untold.join(', ')}. With 'On Error' set to continue, it is in the output.`;
	// n8n's own descriptions end without a period. A link gets none.
	const before = told.replace(/(^|\s)([^\s:]*[^\s:.!?…])$/, '$1$2.');
	return Object.assign(said, { description: `${before} ${made}`.trim() });
}

/** Any thrown value as an n8n error with the index of the item. */
export function itemError(
	node: INode,
	thrown: unknown,
	itemIndex: number,
): NodeApiError | NodeOperationError {
	if (thrown instanceof NodeApiError || thrown instanceof NodeOperationError) {
		// Wrapping would return the same instance without the item.
		thrown.context.itemIndex ??= itemIndex;
		return thrown;
	}
	if (thrown instanceof InvalidInput) {
		const { message, description } = thrown;
		return new NodeOperationError(node, message, { itemIndex, description });
	}
	if (isObject(thrown) && thrown.code === 'ERR_INVALID_URL') {
		// n8n builds the execution's address for every parameter, and the callback address uses it.
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

/** The output in place of a failed item, if 'On Error' lets the others continue. */
export function failedItem(
	node: INode,
	error: NodeApiError | NodeOperationError,
	itemIndex: number,
): INodeExecutionData {
	const pairedItem = { item: itemIndex };
	const { message, context } = error;
	if (!isObject(context.found)) return { json: { error: message }, error, pairedItem };
	// Otherwise n8n would replace HeyGen's answer with its own error.
	const failed = { message, details: context.found as IDataObject };
	return { json: errorJson(failed, onErrorOf(node)), pairedItem };
}
