import type { INode, INodeCredentialDescription, INodeProperties } from 'n8n-workflow';

import {
	openConnection,
	type ApiVersion,
	type Connection,
	type CredentialType,
	type HeyGenContext,
} from './api/connection';
import { clientOf, type HeyGen } from './api/client';
import type { RetryPolicy } from './api/retryPolicy';
import type { WebhookApi } from './api/webhooks/contract';
import { webhookApi } from './api/webhooks/webhookApi';

/** Both nodes offer the same two credentials. */
export const credentials: INodeCredentialDescription[] = [
	{
		name: 'heyGenEventsApi',
		required: true,
		displayOptions: { show: { authentication: ['apiKey'] } },
	},
	{
		name: 'heyGenEventsOAuth2Api',
		required: true,
		displayOptions: { show: { authentication: ['oAuth2'] } },
	},
];

export const authenticationProperty: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'API Key', value: 'apiKey' },
		{ name: 'OAuth2', value: 'oAuth2' },
	],
	default: 'apiKey',
};

const credentialTypeOf = (node: INode): CredentialType =>
	node.parameters.authentication === 'oAuth2' ? 'heyGenEventsOAuth2Api' : 'heyGenEventsApi';

/** Opens a connection with the credential selected by the node's parameters. */
export const connect = async (
	context: HeyGenContext,
	policy: RetryPolicy,
	itemIndex?: number,
): Promise<Connection> =>
	await openConnection(context, credentialTypeOf(context.getNode()), policy, itemIndex);

/**
 * For operations and lists: reads the credential once, and uses it for all requests.
 * @param itemIndex if the credential depends on the item
 */
export const connectHeyGen = async (
	context: HeyGenContext,
	policy: RetryPolicy,
	itemIndex?: number,
): Promise<HeyGen> => clientOf(await connect(context, policy, itemIndex));

/** @param version other than the credential's, for endpoints that were created with it */
export const connectWebhooks = async (
	context: HeyGenContext,
	policy: RetryPolicy,
	version?: ApiVersion,
): Promise<WebhookApi> => webhookApi(await connect(context, policy), version);
