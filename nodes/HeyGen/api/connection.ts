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
	/** The same for the same account at the same place. */
	credentialMark: string;
	/** Words of an answer, without the key, should they repeat it. */
	withoutKey(words: string): string;
}

/** Without a slash at the end; HeyGen's own when a credential has none. */
export const baseUrlOf = (credentials: JsonObject): string =>
	(idText(credentials.baseUrl) ?? 'https://api.heygen.com').replace(/\/+$/, '');

export const apiVersionOf = (credentials: JsonObject): ApiVersion =>
	credentials.apiVersion === 'v1' ? 'v1' : 'v3';

/** A token is renewed, so the sign-in of OAuth2 counts by what stays. */
const markOf = ({ apiKey, baseUrl, apiVersion }: JsonObject): string =>
	JSON.stringify([apiKey, baseUrl, apiVersion]);

const shortestKey = 8;

function withoutKeyOf({ apiKey, oauthTokenData }: JsonObject): Connection['withoutKey'] {
	const token = isObject(oauthTokenData) ? oauthTokenData.access_token : undefined;
	const keys = [apiKey, token].flatMap((key) => textOf(key) ?? []);
	const known = keys.filter((key) => key.length >= shortestKey);
	return (words) => known.reduce((left, key) => left.replaceAll(key, '***'), words);
}

/** n8n's helpers read the credential anew for each request, and of the first item unless told. */
const ofItem = (context: HeyGenContext, itemIndex: number): HeyGenContext =>
	Object.create(context, {
		getCredentials: {
			value: async (type: string) =>
				await (context as IExecuteFunctions).getCredentials(type, itemIndex),
		},
	}) as HeyGenContext;

/** @param itemIndex the item for which the credential's expressions are resolved */
export async function openConnection(
	context: HeyGenContext,
	credentialType: CredentialType,
	policy: RetryPolicy,
	itemIndex?: number,
): Promise<Connection> {
	const own = itemIndex === undefined ? context : ofItem(context, itemIndex);
	const credentials = await own.getCredentials(credentialType);
	return {
		context: own,
		credentialType,
		baseUrl: baseUrlOf(credentials),
		// OAuth exists in v3 only.
		apiVersion: credentialType === 'heyGenEventsApi' ? apiVersionOf(credentials) : 'v3',
		policy,
		credentialMark: markOf(credentials),
		withoutKey: withoutKeyOf(credentials),
	};
}
