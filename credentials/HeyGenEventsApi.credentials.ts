import type { IAuthenticate, Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/** An API key, for both generations of the API. Its test is the HeyGen node's: methods/testApiKey. */
export class HeyGenEventsApi implements ICredentialType {
	name = 'heyGenEventsApi';

	displayName = 'HeyGen Events API';

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
}
