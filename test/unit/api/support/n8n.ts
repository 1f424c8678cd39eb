import { HookContext } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHookFunctions,
	INode,
	INodeType,
} from 'n8n-workflow';

import { HeyGenEventsApi } from '../../../../credentials/HeyGenEventsApi.credentials';
import { openConnection, type Connection } from '../../../../nodes/HeyGen/api/connection';
import type { RetryPolicy } from '../../../../nodes/HeyGen/api/retryPolicy';
import {
	authenticationProperty,
	credentials as credentialTypes,
} from '../../../../nodes/HeyGen/authentication';
import { Logs } from '../../../engine/support/logs';
import { additionalDataOf, workflowOf } from '../../../engine/support/workflow';

// A logger of n8n that nobody listens to complains.
new Logs();

/** Long enough for a real answer, short enough for a test. */
export const testPolicy: RetryPolicy = {
	timeoutMs: 3_000,
	attempts: 3,
	totalMs: 20_000,
};

export const node: INode = {
	id: 'node-1',
	name: 'HeyGen Trigger',
	type: 'heyGenTrigger',
	typeVersion: 1,
	position: [0, 0],
	parameters: { authentication: 'apiKey' },
	credentials: { heyGenEventsApi: { id: '1', name: 'HeyGen' } },
};

const nodeType = {
	description: { properties: [authenticationProperty], credentials: credentialTypes, webhooks: [] },
} as unknown as INodeType;
const types = { heyGenEventsApi: new HeyGenEventsApi() };

/** n8n-core's own context of a trigger's hooks. */
export function hookContext(
	stored: ICredentialDataDecryptedObject,
	of: INode = node,
): IHookFunctions {
	const workflow = workflowOf('workflow-1', of, { [of.type]: nodeType });
	const all = { heyGenEventsApi: stored, heyGenEventsOAuth2Api: stored };
	const additionalData = additionalDataOf('http://127.0.0.1', () => types, all);
	const context = new HookContext(workflow, of, additionalData, 'trigger', 'activate');
	// The class lacks what only the type of execute() has.
	return context as unknown as IHookFunctions;
}

/** As far as requests go, that of `execute()`. */
export const executeContext = (
	stored: ICredentialDataDecryptedObject = {},
	cancel?: AbortSignal,
): IExecuteFunctions =>
	Object.assign(hookContext(stored), {
		getExecutionCancelSignal: () => cancel,
	}) as unknown as IExecuteFunctions;

export const connectionTo = async (
	stored: ICredentialDataDecryptedObject,
	policy: Partial<RetryPolicy> = {},
): Promise<Connection> =>
	await openConnection(hookContext(stored), 'heyGenEventsApi', { ...testPolicy, ...policy });
