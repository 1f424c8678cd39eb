import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { apiVersionOf, baseUrlOf } from '../api/connection';
import { inOneLine } from '../api/errors';
import { failureOfAnswer, isRefusal, readAnswer, type Failure } from '../api/failure';
import { failureOfThrown } from '../api/fromThrown';
import { idText, isObject } from '../narrow';

const messages = new Map([
	[
		401,
		'HeyGen did not accept the API key. Copy it again from the API page of the HeyGen account.',
	],
	[403, 'HeyGen knows the API key, but its account or plan may not use the API.'],
	[
		404,
		"HeyGen's API does not answer here. Check 'Base URL' and 'API Version': HeyGen retires v1 in autumn 2026.",
	],
]);
const noHeyGen =
	"The answer is an error, or is not from HeyGen's API. Check 'API Key', 'API Version' and 'Base URL'.";

const paths = { v1: '/v1/webhook/webhook.list', v3: '/v3/users/me' };
const longestMs = 15_000;

/**
 * The test of the HeyGen Events API credential. It is not a `test` of the credential itself,
 * because those rules can't treat a refusal as success: a key with limited scopes gets a 403 that
 * proves it is known.
 * Source: docs/facts/heygen.md#base-url-and-authentication
 */
export async function testApiKey(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
	const asked = { method: 'GET', url: baseUrlOf(data) + paths[apiVersionOf(data)] } as const;
	const key = idText(data.apiKey) ?? '';
	try {
		const answer = await ask(this, asked.url, key);
		const { body } = answer;
		const isYes = answer.status < 300 && !isRefusal(body);
		if (!isYes) return judged(failureOfAnswer(asked, answer, Date.now()));
		const content: unknown = isObject(body) ? body.data : undefined;
		return isObject(content) || Array.isArray(content) ? works : fails(noHeyGen);
	} catch (error) {
		return judged(failureOfThrown(asked, error));
	}
}

async function ask({ helpers }: ICredentialTestFunctions, uri: string, key: string) {
	// n8n gives a credential's test no other way to send a request.
	const answer: unknown = await helpers.request({
		method: 'GET',
		uri,
		headers: { 'X-Api-Key': key, Accept: 'application/json' },
		json: true,
		simple: false,
		resolveWithFullResponse: true,
		followRedirect: false,
		timeout: longestMs,
	});
	return readAnswer(answer);
}

const works: INodeCredentialTestResult = { status: 'OK', message: 'Connection successful!' };
const fails = (message: string): INodeCredentialTestResult => ({ status: 'Error', message });

function judged(failure: Failure): INodeCredentialTestResult {
	if (failure.code?.toLowerCase() === 'insufficient_api_key_scope') return works;
	const isHeyGens = failure.isPage !== true && failure.redirectedTo === undefined;
	const own = isHeyGens ? messages.get(failure.status ?? 0) : undefined;
	return fails(own ?? inOneLine(failure));
}
