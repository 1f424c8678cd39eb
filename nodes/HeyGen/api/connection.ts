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

/** Context, credential, address and retry policy of the requests. */
export interface Connection {
	context: HeyGenContext;
	credentialType: CredentialType;
	/** Without a trailing slash. */
	baseUrl: string;
	apiVersion: ApiVersion;
	policy: RetryPolicy;
	/** The same for each connection to the same account at the same Base URL. */
	credentialMark: string;
	/** Removes the key from an answer that repeats it. */
	withoutKey(words: string): string;
}

/**
 * Without a trailing slash, and without what follows it in a copied address: the version, which is
 * part of each path here, or a query. HeyGen's own if a credential has none.
 */
export const baseUrlOf = (credentials: JsonObject): string =>
	(idText(credentials.baseUrl) ?? 'https://api.heygen.com').replace(
		/(\/+v[1-3])?\/*([?#].*)?$/i,
		'',
	);

export const apiVersionOf = (credentials: JsonObject): ApiVersion =>
	credentials.apiVersion === 'v1' ? 'v1' : 'v3';

/** OAuth2 tokens are renewed, so only the constant parts of that credential count. */
const markOf = ({ apiKey, baseUrl, apiVersion }: JsonObject): string =>
	JSON.stringify([apiKey, baseUrl, apiVersion]);

const shortestKey = 8;

function withoutKeyOf({ apiKey, oauthTokenData }: JsonObject): Connection['withoutKey'] {
	const token = isObject(oauthTokenData) ? oauthTokenData.access_token : undefined;
	const keys = [apiKey, token].flatMap((key) => textOf(key) ?? []);
	const known = keys.filter((key) => key.length >= shortestKey);
	return (words) => known.reduce((left, key) => left.replaceAll(key, '***'), words);
}

/** n8n's helpers read the credential for each request, and use the first item by default. */
const ofItem = (context: HeyGenContext, itemIndex: number): HeyGenContext =>
	Object.create(context, {
		getCredentials: {
			value: async (type: string) =>
				await (context as IExecuteFunctions).getCredentials(type, itemIndex),
		},
	}) as HeyGenContext;

/** @param itemIndex the item that resolves the credential's expressions */
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
		// OAuth2 exists only in v3.
		apiVersion: credentialType === 'heyGenEventsApi' ? apiVersionOf(credentials) : 'v3',
		policy,
		credentialMark: markOf(credentials),
		withoutKey: withoutKeyOf(credentials),
	};
}
