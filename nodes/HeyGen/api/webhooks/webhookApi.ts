import type { ApiVersion, Connection } from '../connection';
import type { WebhookApi } from './contract';
import { v1WebhookApi } from './v1';
import { v3WebhookApi } from './v3';

/** @param version other than the credential's, for endpoints that were created with it */
export const webhookApi = (
	connection: Connection,
	version: ApiVersion = connection.apiVersion,
): WebhookApi => (version === 'v1' ? v1WebhookApi(connection) : v3WebhookApi(connection));
