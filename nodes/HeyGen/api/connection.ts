import type {
	IExecuteFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import { idText, isObject, textOf, type JsonObject } from '../narrow';
import type { RetryPolicy } from './retryPolicy';

/** HeyGen's two generations of one webhook API. v1 is the legacy one. */
export type ApiVersion = 'v1' | 'v3';

export type CredentialType = 'heyGenEventsApi' | 'heyGenEventsOAuth2Api';

export type HeyGenContext =
	| IExecuteFunctions
	| IHookFunctions
	| ILoadOptionsFunctions
	| IPollFunctions
	| IWebhookFunctions;

/** Who asks, with what, where, and how long they may wait. */
export interface Connection {
	context: HeyGenContext;
	credentialType: CredentialType;
	/** Without a slash at the end. */
	baseUrl: string;
	apiVersion: ApiVersion;
	policy: RetryPolicy;
	/** Words of an answer, without the key, should they repeat it. */
	withoutKey(words: string): string;
}

/** Without a slash at the end; HeyGen's own when a credential has none. */
export const baseUrlOf = (credentials: JsonObject): string =>
	(idText(credentials.baseUrl) ?? 'https://api.heygen.com').replace(/\/+$/, '');

export const apiVersionOf = (credentials: JsonObject): ApiVersion =>
	credentials.apiVersion === 'v1' ? 'v1' : 'v3';

const shortestKey = 8;

function withoutKeyOf({ apiKey, oauthTokenData }: JsonObject): Connection['withoutKey'] {
	const token = isObject(oauthTokenData) ? oauthTokenData.access_token : undefined;
	const keys = [apiKey, token].flatMap((key) => textOf(key) ?? []);
	const known = keys.filter((key) => key.length >= shortestKey);
	return (words) => known.reduce((left, key) => left.replaceAll(key, '***'), words);
}

export async function openConnection(
	context: HeyGenContext,
	credentialType: CredentialType,
	policy: RetryPolicy,
): Promise<Connection> {
	const credentials = await context.getCredentials(credentialType);
	return {
		context,
		credentialType,
		baseUrl: baseUrlOf(credentials),
		// OAuth exists in v3 only.
		apiVersion: credentialType === 'heyGenEventsApi' ? apiVersionOf(credentials) : 'v3',
		policy,
		withoutKey: withoutKeyOf(credentials),
	};
}
