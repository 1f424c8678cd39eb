/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, not inside it */
import { HookContext } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentialsHelper,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestOptions,
	INode,
	INodeType,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';
import {
	authenticationProperty,
	credentials as credentialTypes,
} from '../../../../nodes/HeyGen/authentication';
import type { RetryPolicy } from '../../../../nodes/HeyGen/api/retryPolicy';
import { openConnection, type Connection } from '../../../../nodes/HeyGen/api/connection';

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

/** What the server does for n8n-core: decrypts, and applies a generic `authenticate`. */
const credentialsHelper = (stored: ICredentialDataDecryptedObject) =>
	({
		getParentTypes: () => [],
		isCredentialUsableByNode: async () => true,
		getDecrypted: async () => ({ ...stored }),
		preAuthentication: async () => undefined,
		authenticate: async (
			{ apiKey }: ICredentialDataDecryptedObject,
			_type: string,
			options: IHttpRequestOptions,
		) => ({ ...options, headers: { ...options.headers, 'X-Api-Key': apiKey } }),
	}) as unknown as ICredentialsHelper;

/** n8n-core's own context of a trigger's hooks. */
export function hookContext(
	stored: ICredentialDataDecryptedObject,
	of: INode = node,
): IHookFunctions {
	const workflow = new Workflow({
		id: 'workflow-1',
		nodes: [of],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => nodeType,
			getByNameAndVersion: () => nodeType,
			getKnownTypes: () => ({}),
		},
		settings: {},
	});
	const additionalData = {
		credentialsHelper: credentialsHelper(stored),
	} as unknown as IWorkflowExecuteAdditionalData;
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
