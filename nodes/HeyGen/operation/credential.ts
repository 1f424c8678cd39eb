import type { IExecuteFunctions } from 'n8n-workflow';

import { editorPolicy } from '../api/retryPolicy';
import { connect } from '../authentication';
import type { Call } from './operation';

/**
 * All items of one wait share a credential. @throws NodeOperationError before anything is created
 */
export async function refuseOtherCredential({ heygen, item }: Call): Promise<void> {
	const { credentialMark: own } = await connect(item.context, editorPolicy, item.index);
	if (own === heygen.connection.credentialMark) return;
	throw item.refuse(
		"The credential of this item is not the first item's, and one wait has one credential",
		"Use 'Create' and get the result later, or give each credential a node of its own.",
	);
}

/**
 * Whether n8n can read the credential in a callback, where it has neither items nor data of other
 * nodes. If not, the node could not ask HeyGen about the job.
 */
export async function isReadableLater({ heygen, item: { context } }: Call): Promise<boolean> {
	const executeData = { data: {}, node: context.getNode(), source: null };
	const later = Object.create(context, {
		connectionInputData: { value: undefined },
		executeData: { value: executeData },
	}) as IExecuteFunctions;
	try {
		const { credentialMark } = await connect(later, editorPolicy);
		return credentialMark === heygen.connection.credentialMark;
	} catch {
		return false;
	}
}
