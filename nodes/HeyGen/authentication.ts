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

/** Both nodes ask for the same two ways in. */
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

/** The connection that the node's own parameters choose. */
export const connect = async (
	context: HeyGenContext,
	policy: RetryPolicy,
	itemIndex?: number,
): Promise<Connection> =>
	await openConnection(context, credentialTypeOf(context.getNode()), policy, itemIndex);

/**
 * For operations and lists: the credential is read once, and everything is asked through this.
 * @param itemIndex where the credential is that of an item
 */
export const connectHeyGen = async (
	context: HeyGenContext,
	policy: RetryPolicy,
	itemIndex?: number,
): Promise<HeyGen> => clientOf(await connect(context, policy, itemIndex));

/** @param version another generation than the credential's, for what was made through it */
export const connectWebhooks = async (
	context: HeyGenContext,
	policy: RetryPolicy,
	version?: ApiVersion,
): Promise<WebhookApi> => webhookApi(await connect(context, policy), version);
