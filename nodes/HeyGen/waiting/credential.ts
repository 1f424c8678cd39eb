import type { IExecuteFunctions } from 'n8n-workflow';

import { editorPolicy } from '../api/retryPolicy';
import { connect } from '../authentication';
import type { Call } from '../operation/operation';
import type { Options } from './options';

/**
 * One wait has one credential. When HeyGen calls, n8n has no item any more to read it with: the job
 * would be made and billed, and nobody could ask about it.
 * @throws NodeOperationError before anything is made
 */
export async function refuseOtherCredential(
	{ heygen, item }: Call,
	{ byCallback }: Pick<Options, 'byCallback'>,
): Promise<void> {
	const { context, index } = item;
	const { credentialMark: first } = heygen.connection;
	const { credentialMark: own } = await connect(context, editorPolicy, index);
	if (own !== first) {
		throw item.refuse(
			"The credential of this item is not the first item's, and one wait has one credential",
			"Use 'Create' and get the result later, or give each credential a node of its own.",
		);
	}
	if (byCallback && (await markWithoutItems(context)) !== first) {
		throw item.refuse(
			"The credential's expression can't be read any more when HeyGen calls",
			"Choose 'Ask HeyGen' in 'How to Wait', or a credential without an expression of the item.",
		);
	}
}

/** As n8n gives it to a webhook, where there are neither items nor data of other nodes. */
async function markWithoutItems(context: IExecuteFunctions): Promise<string | undefined> {
	const executeData = { data: {}, node: context.getNode(), source: null };
	const later = Object.create(context, {
		connectionInputData: { value: undefined },
		executeData: { value: executeData },
	}) as IExecuteFunctions;
	try {
		return (await connect(later, editorPolicy)).credentialMark;
	} catch {
		return undefined;
	}
}
