import type {
	IAuthenticate,
	IAuthenticateRuleResponseCode,
	IAuthenticateRuleResponseSuccessBody,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

const refusedKey =
	'HeyGen did not accept the API key. Copy it again from the API page of the HeyGen account.';

const noHeyGen =
	"What answered is not HeyGen's API, or it said no. Check 'API Key', 'API Version' and 'Base URL'.";

// n8n reads both kinds from one list, which its type does not say.
type Rule = IAuthenticateRuleResponseCode | IAuthenticateRuleResponseSuccessBody;

const rules: Rule[] = [
	{ type: 'responseCode', properties: { value: 401, message: refusedKey } },
	{
		type: 'responseCode',
		properties: {
			value: 403,
			message: 'HeyGen knows the API key, but its account or plan may not use the API.',
		},
	},
	{
		type: 'responseCode',
		properties: {
			value: 404,
			message:
				"HeyGen's API does not answer here. Check 'Base URL' and 'API Version': HeyGen retires v1 in autumn 2026.",
		},
	},
	// v1 says no with HTTP 200 too, and only a yes has data.
	{
		type: 'responseSuccessBody',
		properties: { key: 'code', value: 400112, message: refusedKey },
	},
	{ type: 'responseSuccessBody', properties: { key: 'code', value: 401, message: refusedKey } },
	{ type: 'responseSuccessBody', properties: { key: 'data', value: null, message: noHeyGen } },
	{
		type: 'responseSuccessBody',
		properties: { key: 'data', value: undefined, message: noHeyGen },
	},
];

/** An API key, for both generations of the API. */
export class HeyGenApi implements ICredentialType {
	name = 'heyGenApi';

	displayName = 'HeyGen API';

	icon: Icon = {
		light: 'file:../nodes/HeyGen/heyGen.svg',
		dark: 'file:../nodes/HeyGen/heyGen.dark.svg',
	};

	documentationUrl =
		'https://github.com/heygen-events/n8n-nodes-heygen-events?tab=readme-ov-file#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'Found on the API page of the HeyGen account',
		},
		{
			displayName: 'API Version',
			name: 'apiVersion',
			type: 'options',
			options: [
				{
					name: 'V3',
					value: 'v3',
					description: "HeyGen's current API",
				},
				{
					name: 'V1 (Legacy)',
					value: 'v1',
					description:
						'For what still speaks the API that HeyGen retires in autumn 2026. Covers webhooks only.',
				},
			],
			default: 'v3',
			description: "The generation of HeyGen's API to use",
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.heygen.com',
			placeholder: 'e.g. https://api.heygen.com',
			description: 'Change it only when requests have to go through a proxy of your own',
		},
	];

	// Not n8n's generic form: that is an expression, and a poll that falls into an activation takes
	// the activation's expression engine away ("No bridge acquired for this context").
	authenticate: IAuthenticate = async (credentials, requestOptions) => ({
		...requestOptions,
		headers: { ...requestOptions.headers, 'X-Api-Key': String(credentials.apiKey ?? '').trim() },
	});

	test: ICredentialTestRequest = {
		request: {
			baseURL:
				'={{($credentials.baseUrl || "https://api.heygen.com").trim().replace(/\\/+$/, "")}}',
			url: '={{$credentials.apiVersion === "v1" ? "/v1/webhook/webhook.list" : "/v3/users/me"}}',
			headers: { Accept: 'application/json' },
			disableFollowRedirect: true,
		},
		rules: rules as NonNullable<ICredentialTestRequest['rules']>,
	};
}
